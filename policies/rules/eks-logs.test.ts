import { testRule } from "../testing/test-rule.ts";
import { eksLogs } from "./eks-logs.ts";

const AT = "enabledClusterLogTypes";

testRule(eksLogs, {
  compliant: () => ({ [AT]: ["api", "audit", "authenticator", "controllerManager", "scheduler"] }),
  passes: {
    "another order": { set: { [AT]: ["scheduler", "controllerManager", "authenticator", "audit", "api"] } },
    "a component's": { type: "eks:index:Cluster" },
  },
  fails: {
    "nothing said, which means none": { set: { [AT]: undefined }, finds: `${AT}: none` },
    "an empty list": { set: { [AT]: [] }, finds: `${AT}: none` },
    "api missing": {
      set: { [AT]: ["audit", "authenticator", "controllerManager", "scheduler"] },
      finds: `${AT}: audit, authenticator, controllerManager, scheduler`,
    },
    "audit missing": {
      set: { [AT]: ["api", "authenticator", "controllerManager", "scheduler"] },
      finds: `${AT}: api, authenticator, controllerManager, scheduler`,
    },
    "authenticator missing": {
      set: { [AT]: ["api", "audit", "controllerManager", "scheduler"] },
      finds: `${AT}: api, audit, controllerManager, scheduler`,
    },
    "controllerManager missing": {
      set: { [AT]: ["api", "audit", "authenticator", "scheduler"] },
      finds: `${AT}: api, audit, authenticator, scheduler`,
    },
    "scheduler missing, of a component": {
      type: "eks:index:Cluster",
      set: { [AT]: ["api", "audit", "authenticator", "controllerManager"] },
      finds: `${AT}: api, audit, authenticator, controllerManager`,
    },
  },
  unknown: [AT, `${AT}[0]`, `${AT}[4]`],
});
