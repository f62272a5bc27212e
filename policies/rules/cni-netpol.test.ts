import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { cniNetpol } from "./cni-netpol.ts";

const AT = "configurationValues";
const values = (value: object) => ({ set: { [AT]: JSON.stringify(value) } });

testRule(cniNetpol, {
  compliant: () => ({
    addonName: "vpc-cni",
    clusterName: UNKNOWN,
    configurationValues: JSON.stringify({ enableNetworkPolicy: "true", env: { WARM_PREFIX_TARGET: "1" } }),
  }),
  passes: {
    "a boolean": values({ enableNetworkPolicy: true }),
    "another add-on, whatever its values": { set: { addonName: "coredns", [AT]: UNKNOWN } },
  },
  fails: {
    "no values": { set: { [AT]: undefined }, finds: `${AT}.enableNetworkPolicy: unset` },
    "an empty text": { set: { [AT]: "" }, finds: `${AT}.enableNetworkPolicy: unset` },
    "other values": { ...values({ env: {} }), finds: `${AT}.enableNetworkPolicy: unset` },
    "the switch among the variables": {
      ...values({ env: { enableNetworkPolicy: "true" } }),
      finds: `${AT}.enableNetworkPolicy: unset`,
    },
    "it is off": { ...values({ enableNetworkPolicy: "false" }), finds: `${AT}.enableNetworkPolicy: false` },
    "it is off, as a boolean": {
      ...values({ enableNetworkPolicy: false }),
      finds: `${AT}.enableNetworkPolicy: false`,
    },
    "a text that is no JSON": { set: { [AT]: "enableNetworkPolicy: 'true'" }, finds: `${AT}: another text` },
    "JSON of another shape": { set: { [AT]: '["enableNetworkPolicy"]' }, finds: `${AT}: another text` },
  },
  unknown: ["addonName", AT],
});
