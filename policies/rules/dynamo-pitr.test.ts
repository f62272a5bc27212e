import { testRule } from "../testing/test-rule.ts";
import { dynamoPitr } from "./dynamo-pitr.ts";

const AT = "pointInTimeRecovery.enabled";

testRule(dynamoPitr, {
  compliant: () => ({ hashKey: "player", pointInTimeRecovery: { enabled: true } }),
  passes: { "days of one's own": { set: { "pointInTimeRecovery.recoveryPeriodInDays": 7 } } },
  fails: {
    "a table that says nothing": { set: { pointInTimeRecovery: undefined }, finds: `${AT}: unset` },
    "a table that names the days alone": {
      set: { pointInTimeRecovery: { recoveryPeriodInDays: 7 } },
      finds: `${AT}: unset`,
    },
    "a table without it": { set: { [AT]: false }, finds: `${AT}: false` },
    "a table that can only not be deleted": {
      set: { pointInTimeRecovery: undefined, deletionProtectionEnabled: true },
      finds: `${AT}: unset`,
    },
  },
  unknown: ["pointInTimeRecovery", AT],
});
