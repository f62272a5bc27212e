// Stands for modules that only function serialisation needs; see load.ts.
module.exports = new Proxy(
  {},
  {
    get(_, key) {
      // What interop helpers ask of every module.
      if (typeof key === "symbol" || key === "__esModule" || key === "default") return undefined;
      throw new Error(
        "the offline preview does not serialise functions (dynamic providers, callback functions); take them out of the program",
      );
    },
  },
);
