import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { logRetention } from "./log-retention.ts";

const AT = "retentionInDays";
const YEAR = { minimumDays: 365 };

testRule(logRetention, {
  compliant: () => ({ retentionInDays: 30 }),
  passes: {
    "one day": { set: { [AT]: 1 } },
    "enough days, of whatever class": { set: { logGroupClass: UNKNOWN } },
    "just the days of the settings": { set: { [AT]: 365 }, settings: YEAR },
    "a class whose days AWS decides": { set: { [AT]: undefined, logGroupClass: "DELIVERY" } },
  },
  fails: {
    "a group that says nothing, which keeps logs for ever": {
      set: { [AT]: undefined },
      finds: `${AT}: unset`,
    },
    "for ever, said so": { set: { [AT]: 0 }, finds: `${AT}: 0` },
    "less than the settings ask for": { set: { [AT]: 180 }, settings: YEAR, finds: `${AT}: 180` },
    "for ever, where the settings ask for days": { set: { [AT]: 0 }, settings: YEAR, finds: `${AT}: 0` },
    "another class": { set: { [AT]: undefined, logGroupClass: "INFREQUENT_ACCESS" }, finds: `${AT}: unset` },
  },
  unknown: [AT],
});

testRule(logRetention, {
  compliant: () => ({ logGroupClass: "DELIVERY" }),
  fails: { "the usual class": { set: { logGroupClass: undefined }, finds: `${AT}: unset` } },
  unknown: ["logGroupClass"],
});
