import { describe, expect, test } from "@jest/globals";
import type { Timeline } from "./moments.ts";
import { describeMoment, drawMoments } from "./moments.ts";
import { randomOf } from "./random.ts";

const urn = (name: string) => `urn:pulumi:s::p::a:b:C$kubernetes:core/v1:Namespace::${name}`;

const TIMELINE: Timeline = {
  steps: [
    { op: "create", urn: urn("a"), began: 1000, ended: 1010 },
    { op: "create", urn: urn("b"), began: 1010, ended: 9000 },
  ],
  milliseconds: 10_000,
};

describe("moments", () => {
  test("are the same for the same seed, and others for another", () => {
    const draw = (seed: number) => drawMoments(TIMELINE, 20, randomOf(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test("half are Ctrl-C, half are kills of both kinds, over steps and over time alike", () => {
    const drawn = drawMoments(TIMELINE, 16, randomOf(1)).map(({ how, moment }) => `${how}, ${moment.kind}`);
    const count = Object.fromEntries(
      [...new Set(drawn)].map((each) => [each, drawn.filter((other) => other === each).length]),
    );
    expect(count).toEqual({
      "ctrl-c, step": 4,
      "killed, step": 2,
      "machine lost, step": 2,
      "ctrl-c, time": 4,
      "killed, time": 2,
      "machine lost, time": 2,
    });
  });

  test("lie within the run and within their step", () => {
    for (const { moment } of drawMoments(TIMELINE, 200, randomOf(3))) {
      const step =
        moment.kind === "step" ? TIMELINE.steps.find((each) => each.urn === moment.urn) : undefined;
      const limit = step === undefined ? TIMELINE.milliseconds : step.ended - step.began;
      expect(moment.after).toBeGreaterThanOrEqual(0);
      expect(moment.after).toBeLessThan(limit);
    }
  });

  test("quick steps get as many as slow ones", () => {
    const steps = drawMoments(TIMELINE, 400, randomOf(5)).flatMap(({ moment }) =>
      moment.kind === "step" ? [moment.urn] : [],
    );
    const quick = steps.filter((each) => each === urn("a")).length;
    expect(steps).toHaveLength(200);
    expect(Math.abs(quick - 100)).toBeLessThan(30);
  });

  test("are said in words", () => {
    expect(describeMoment({ kind: "time", after: 1234 })).toBe("1.23 s after the start");
    expect(describeMoment({ kind: "step", op: "create", urn: urn("a"), after: 12.3 })).toBe(
      "12 ms into create of Namespace a",
    );
  });
});
