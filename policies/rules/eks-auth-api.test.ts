import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { eksAuthApi } from "./eks-auth-api.ts";

const AT = "accessConfig.authenticationMode";
const COMPONENT = "eks:index:Cluster";

testRule(eksAuthApi, {
  compliant: () => ({ accessConfig: { authenticationMode: "API" } }),
  passes: {
    "whatever the creator may do": {
      set: { "accessConfig.bootstrapClusterCreatorAdminPermissions": UNKNOWN },
    },
  },
  fails: {
    "nothing said, which means the ConfigMap": { set: { accessConfig: undefined }, finds: `${AT}: unset` },
    "no mode": { set: { [AT]: undefined }, finds: `${AT}: unset` },
    "the ConfigMap": { set: { [AT]: "CONFIG_MAP" }, finds: `${AT}: CONFIG_MAP` },
    both: { set: { [AT]: "API_AND_CONFIG_MAP" }, finds: `${AT}: API_AND_CONFIG_MAP` },
    "a component that says it by the other name": { type: COMPONENT, finds: "authenticationMode: unset" },
  },
  unknown: ["accessConfig", AT],
});

testRule(eksAuthApi, {
  type: COMPONENT,
  compliant: () => ({ authenticationMode: "API" }),
  fails: {
    "no mode": { set: { authenticationMode: undefined, name: "x" }, finds: "authenticationMode: unset" },
    "the ConfigMap": {
      set: { authenticationMode: "CONFIG_MAP" },
      finds: "authenticationMode: CONFIG_MAP",
    },
    both: {
      set: { authenticationMode: "API_AND_CONFIG_MAP" },
      finds: "authenticationMode: API_AND_CONFIG_MAP",
    },
  },
  unknown: ["authenticationMode"],
});
