// Stands for the parts of @pulumi/pulumi that run other programs or serve providers; see load.ts.
module.exports = new Proxy(
  { __esModule: true },
  {
    get(target, key) {
      if (key in target || typeof key === "symbol") return target[key];
      throw new Error(
        `the offline preview loads no ${key}: neither the Automation API nor servers of providers; take it out of the program`,
      );
    },
  },
);
