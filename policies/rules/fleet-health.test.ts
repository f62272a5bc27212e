import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { fleetHealth } from "./fleet-health.ts";

const AT = "spec.template.spec.health";
const health = (failureThreshold?: number, periodSeconds?: number) => ({
  set: { [`${AT}.failureThreshold`]: failureThreshold, [`${AT}.periodSeconds`]: periodSeconds },
});

testRule(fleetHealth, {
  compliant: () => ({
    spec: {
      template: { spec: { health: { initialDelaySeconds: 30, periodSeconds: 10, failureThreshold: 3 } } },
    },
  }),
  passes: {
    "Agones' defaults": { set: { [AT]: undefined } },
    "just a minute": health(6, 10),
    "just a minute of Agones' three failures": health(undefined, 20),
    "just a minute of Agones' five seconds": health(12, undefined),
    "Agones' default for 0": health(0, 20),
    "said to be on": { set: { [`${AT}.disabled`]: false } },
    "the time of the settings": { ...health(12, 10), settings: { maxSeconds: 120 } },
    "a long start": { set: { [`${AT}.initialDelaySeconds`]: 600 } },
  },
  fails: {
    "no health checking, whatever its times": {
      set: { [`${AT}.disabled`]: true, [`${AT}.periodSeconds`]: UNKNOWN },
      finds: `${AT}.disabled: true`,
    },
    "more than a minute": { ...health(61, 1), finds: `${AT}: 61 x 1 s` },
    "long periods, three of them by default": { ...health(undefined, 21), finds: `${AT}: 3 x 21 s` },
    "many failures, of five seconds by default": { ...health(13, undefined), finds: `${AT}: 13 x 5 s` },
    "more than the settings allow": { settings: { maxSeconds: 29 }, finds: `${AT}: 3 x 10 s` },
  },
  unknown: ["spec", AT, `${AT}.disabled`, `${AT}.failureThreshold`, `${AT}.periodSeconds`],
});
