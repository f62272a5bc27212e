import { testRule } from "../testing/test-rule.ts";
import { defaultSg } from "./default-sg.ts";

const ALL = { protocol: "-1", fromPort: 0, toPort: 0 };

testRule(defaultSg, {
  compliant: () => ({ ingress: [], egress: [] }),
  passes: {
    "a group that says nothing, from which the provider removes all rules": {
      set: { ingress: undefined, egress: undefined },
    },
  },
  fails: {
    "members that reach each other, as AWS makes it": {
      set: { ingress: [{ ...ALL, self: true }] },
      finds: "ingress: 1 rule",
    },
    "a way out": { set: { egress: [{ ...ALL, cidrBlocks: ["0.0.0.0/0"] }] }, finds: "egress: 1 rule" },
    "both, and several": {
      set: { ingress: [ALL, ALL], egress: [ALL, ALL, ALL] },
      finds: ["ingress: 2 rules", "egress: 3 rules"],
    },
  },
  unknown: ["ingress", "egress"],
});
