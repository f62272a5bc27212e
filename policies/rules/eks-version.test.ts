import { testRule } from "../testing/test-rule.ts";
import { eksVersion } from "./eks-version.ts";

testRule(eksVersion, {
  compliant: () => ({ version: "1.36" }),
  passes: {
    "the oldest that Agones supports": { set: { version: "1.34" } },
    "a component's": { type: "eks:index:Cluster" },
    "a version of the settings": { set: { version: "1.37" }, settings: { versions: ["1.37"] } },
  },
  fails: {
    "nothing said, which means the newest": { set: { version: undefined }, finds: "version: unset" },
    "one below the oldest": { set: { version: "1.33" }, finds: "version: 1.33" },
    "one above the newest": { set: { version: "1.37" }, finds: "version: 1.37" },
    "a look-alike": { set: { version: "1.3" }, finds: "version: 1.3" },
    "a component without one": {
      type: "eks:index:Cluster",
      set: { version: undefined, name: "gameplane" },
      finds: "version: unset",
    },
    "one that the settings leave out": { settings: { versions: ["1.34", "1.35"] }, finds: "version: 1.36" },
  },
  unknown: ["version"],
});
