import { z } from "zod";
import type { FleetProps } from "../agones.ts";
import { FLEET } from "../agones.ts";
import { ruleForTypes } from "../rule.ts";

/** Agones' own, which also stand in for 0. */
const FAILURE_THRESHOLD = 3;
const PERIOD_SECONDS = 5;

const SETTINGS = {
  maxSeconds: z.int().positive().default(60).meta({
    description:
      "longest time, failureThreshold times periodSeconds, in which a server that hangs goes unnoticed",
  }),
};

export const fleetHealth = ruleForTypes<FleetProps, typeof SETTINGS>([FLEET], {
  id: "fleet-health",
  level: "mandatory",
  severity: "high",
  statement: "Agones notices a game server that hangs, and within a minute.",
  why: "players sit in, or are sent to, a match that no longer answers",
  fix: "set `games.*.health` in the stack's file: a lower failureThreshold or periodSeconds, not disabled",
  references: [],
  settings: SETTINGS,
  check({ props: { spec } }, report, { maxSeconds }) {
    const at = "spec.template.spec.health";
    const health = spec?.template?.spec?.health;
    if (health?.disabled === true) {
      report({ at: `${at}.disabled`, found: "true", wanted: "false" });
      return;
    }
    const failures = positive(health?.failureThreshold, FAILURE_THRESHOLD);
    const seconds = positive(health?.periodSeconds, PERIOD_SECONDS);
    if (failures * seconds > maxSeconds)
      report({ at, found: `${failures} x ${seconds} s`, wanted: `at most ${maxSeconds} s` });
  },
});

const positive = (value = 0, otherwise: number): number => (value > 0 ? value : otherwise);
