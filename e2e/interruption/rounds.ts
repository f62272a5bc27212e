import assert from "node:assert/strict";
import type { Attempt, Timeline } from "./moments.ts";
import { describeMoment, drawMoments, shortUrn } from "./moments.ts";
import { interrupt, timed } from "./interrupt.ts";
import type { Random } from "./random.ts";
import type { Recovery } from "./recover.ts";
import { recover } from "./recover.ts";
import type { Bed, Survey } from "./survey.ts";
import { compare, objectsIn, sizeOf, survey } from "./survey.ts";
import { whereaboutsIn } from "./whereabouts.ts";

/** An uninterrupted life of a stack: what there is before it, after `up` and after `destroy`, and when each step came. */
export interface Reference {
  before: Survey["objects"];
  up: Survey;
  gone: Survey;
  timelines: { up: Timeline; destroy: Timeline };
}

export async function uninterrupted(bed: Bed): Promise<Reference> {
  const { engine, stack, plane } = bed;
  const before = plane === undefined ? new Map<string, string[]>() : await objectsIn(plane);
  const up = await timed(engine, "up", stack);
  assert.ok(up.update.ok, up.update.all);
  const afterUp = await survey(bed, before);
  assert.deepEqual(afterUp.problems, []);
  const destroy = await timed(engine, "destroy", stack);
  assert.ok(destroy.update.ok, destroy.update.all);
  const gone = await survey(bed, before);
  assert.deepEqual([sizeOf(gone.objects), sizeOf(gone.state), sizeOf(gone.account)], [0, 0, 0], show(gone));
  return { before, up: afterUp, gone, timelines: { up: up.timeline, destroy: destroy.timeline } };
}

const show = ({ objects, state, account }: Survey) =>
  [objects, state, account].flatMap((each) => [...each.keys()]).join("\n");

/** What an interruption made people do. */
export interface Outcome {
  attempt: Attempt;
  operation: "up" | "destroy";
  recovery: Recovery;
}

/** Interrupts `count` ups and as many destroys, recovers from each, and compares everything with the reference. */
export async function rounds(
  bed: Bed,
  reference: Reference,
  count: number,
  random: Random,
  say: (line: string) => void,
): Promise<Outcome[]> {
  // Some come too late: no two runs take the same time.
  const draw = (timeline: Timeline) => drawMoments(timeline, 2 * count, random);
  const moments = { up: draw(reference.timelines.up), destroy: draw(reference.timelines.destroy) };
  const outcomes: Outcome[] = [];
  const done = (operation: Outcome["operation"]) =>
    outcomes.filter((outcome) => outcome.operation === operation).length;
  for (let round = 0; done("up") < count || done("destroy") < count; round++) {
    for (const operation of ["up", "destroy"] as const) {
      const attempt = moments[operation][round];
      assert.ok(
        attempt !== undefined,
        `of ${round} moments of ${operation} ${round - done(operation)} came too late`,
      );
      const recovery = await once(bed, reference, operation, attempt);
      say(`${operation}, ${attempt.how} ${describeMoment(attempt.moment)}: ${tell(recovery)}`);
      if (recovery !== undefined) outcomes.push({ attempt, operation, recovery });
    }
  }
  return outcomes;
}

/** One interruption; undefined where the operation ended before its moment. */
async function once(
  bed: Bed,
  reference: Reference,
  operation: "up" | "destroy",
  attempt: Attempt,
): Promise<Recovery | undefined> {
  const { engine, stack, cloud, plane } = bed;
  const where = `${operation} of ${stack}, ${attempt.how} ${describeMoment(attempt.moment)}`;
  const { hit, started, update } = await interrupt(engine, operation, stack, attempt);
  assert.ok(hit || update.ok, `${where}: failed before\n${update.all}`);
  const recovery = hit
    ? await recover(engine, operation, stack, started, whereaboutsIn(cloud, plane))
    : undefined;
  if (recovery !== undefined)
    assert.ok(
      recovery.update.ok,
      `${where}\n${tell(recovery)}\n${update.all}\n--- then ---\n${recovery.update.all}`,
    );
  const now = await survey(bed, reference.before);
  const expected = operation === "up" ? reference.up : reference.gone;
  const differences = compare(expected, now);
  assert.ok(
    differences.length === 0,
    [where, tell(recovery), ...differences, "--- it had said ---", recovery?.update.all].join("\n"),
  );
  if (operation === "up") await assertNothingLeftToDo(bed, where);
  return recovery;
}

async function assertNothingLeftToDo({ engine, stack }: Bed, where: string): Promise<void> {
  const preview = await engine.preview(stack, ["--expect-no-changes", "--diff"]);
  assert.ok(preview.ok, `${where}: a second preview shows changes\n${preview.all}`);
}

function tell(recovery: Recovery | undefined): string {
  if (recovery === undefined) return "it had ended";
  const { locked, endedPlugins, sidecars, takenOver, halfDoneReleases, adopted, cleared } = recovery;
  const parts = {
    "taken over": takenOver,
    "half-done releases": halfDoneReleases,
    adopted,
    cleared,
    "plugins ended": endedPlugins,
    "notes cut off": sidecars,
  };
  const told = Object.entries(parts).flatMap(([what, which]) =>
    which.length === 0 ? [] : [`${which.length} ${what} (${which.map(inShort).join(", ")})`],
  );
  return [locked ? "cancel" : "the same command again", ...told].join(", ");
}

const inShort = (text: string) => (text.startsWith("urn:") ? shortUrn(text) : text);

/** Outcomes in one line of figures. */
export function summary(outcomes: Outcome[]): string {
  const count = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
  const of = (list: "takenOver" | "adopted" | "cleared" | "halfDoneReleases") =>
    outcomes.reduce((sum, { recovery }) => sum + recovery[list].length, 0);
  return (
    `${count(({ operation }) => operation === "up")} of up, ${count(({ operation }) => operation === "destroy")} of destroy; ` +
    `${count(({ attempt }) => attempt.how === "ctrl-c")} Ctrl-C, ${count(({ attempt }) => attempt.how === "killed")} killed, ` +
    `${count(({ attempt }) => attempt.how === "machine lost")} machines lost; ${count(({ recovery }) => recovery.locked)} locks, ` +
    `${of("takenOver")} taken over, ${of("adopted")} adopted, ${of("cleared")} cleared, ${of("halfDoneReleases")} releases half done`
  );
}
