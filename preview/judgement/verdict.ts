// Whether to approve, in one line, and every reason for it.
import { count } from "../../policies/verdict.ts";
import type { Figures } from "./figures.ts";
import type { Harm } from "./player-harm.ts";
import { whole } from "../numbers.ts";
import { playersOf } from "./player-harm.ts";
import type { RemovedStack } from "../since/since.ts";

export interface Verdict {
  level: "fails" | "careful" | "fine";
  title: string;
  reasons: Reason[];
}

export interface Reason {
  /** A note says what is there, whether or not this change brought it. */
  level: "fails" | "careful" | "note";
  text: string;
  /** Section of the page that says more. */
  section: string;
}

export interface Judged {
  figures: Figures;
  harms: readonly Harm[];
  policies: boolean;
  /** Resources of which the engine refuses what is to happen. */
  refused: number;
  /** Replacements of which no table says whether they happen. */
  uncertain: number;
  /** Secrets whose ciphertext is another. */
  secrets: number;
  /** Stacks whose file is gone. */
  removed: readonly RemovedStack[];
}

/** What cannot be previewed, compared or judged is never fine. */
export function verdictOf(judged: Judged): Verdict {
  const reasons = [...failures(judged), ...cares(judged), ...notes(judged)];
  const level = reasons.some((reason) => reason.level === "fails")
    ? "fails"
    : reasons.some((reason) => reason.level === "careful")
      ? "careful"
      : "fine";
  return { level, title: titleOf(level, judged), reasons };
}

function titleOf(level: Verdict["level"], { harms, figures, removed }: Judged): string {
  if (level === "fails") return "Do not approve";
  if (harms.length + removed.length > 0) return "Look closely before you approve: players are affected";
  if (level === "careful") return "Look closely before you approve";
  if (figures.changes === undefined) return "Nothing breaks a rule";
  const total = Object.values(figures.changes).reduce((sum, number) => sum + number, 0);
  return total === 0
    ? "No change to any stack"
    : "Nothing here breaks a rule or replaces what players are on";
}

function failures({ figures, policies, refused }: Judged): Reason[] {
  const fails = (section: string, text: string): Reason => ({ level: "fails", text, section });
  const { errors, mandatory, capacityErrors, unjudged, uncompared } = figures;
  return [
    ...(figures.stacks === 0 ? [fails("resources", "no stack was previewed")] : []),
    ...(errors > 0 ? [fails("problems", `${count(errors, "error")} in stacks`)] : []),
    ...(mandatory > 0 ? [fails("policies", count(mandatory, "mandatory policy violation"))] : []),
    ...(capacityErrors > 0
      ? [fails("capacity", `${count(capacityErrors, "capacity error")}: Fleets do not fit`)]
      : []),
    ...(policies && unjudged.length > 0
      ? [fails("policies", `policies were not run on ${unjudged.join(", ")}`)]
      : []),
    ...(uncompared.length > 0
      ? [fails("changes", `what changes is unknown in ${uncompared.join(", ")}`)]
      : []),
    ...(refused > 0
      ? [
          fails(
            "changes",
            `the engine refuses ${count(refused, "change")} of what is protected: nodes change by a new generation of their pool, ` +
              'anything else goes only after its protection is lifted (docs/operations.md, "Change a pool", "Tear down")',
          ),
        ]
      : []),
  ];
}

function cares({ figures, harms, policies, uncertain, secrets, removed }: Judged): Reason[] {
  const care = (section: string, text: string): Reason => ({ level: "careful", text, section });
  const { replace = 0, delete: deleted = 0 } = figures.changes ?? {};
  return [
    ...harms.map((harm) => care("players", harmText(harm))),
    ...(replace > 0 ? [care("changes", `${count(replace, "resource")} replaced`)] : []),
    ...(deleted > 0 ? [care("changes", `${count(deleted, "resource")} deleted`)] : []),
    ...(uncertain > 0
      ? [care("changes", `${count(uncertain, "replacement")} may happen: no table knows the property`)]
      : []),
    ...(secrets > 0
      ? [care("problems", `${count(secrets, "secret")} changed, whose values nobody sees here`)]
      : []),
    ...removed.map((stack) => care("players", removedText(stack))),
    ...(policies ? [] : [care("policies", "the policy pack was left out: nothing was judged")]),
  ];
}

function notes({ figures }: Judged): Reason[] {
  const note = (section: string, text: string): Reason => ({ level: "note", text, section });
  const { capacityWarnings, advisory, warnings } = figures;
  return [
    ...(capacityWarnings > 0 ? [note("capacity", count(capacityWarnings, "capacity warning"))] : []),
    ...(advisory > 0 ? [note("policies", count(advisory, "advisory policy violation"))] : []),
    ...(warnings > 0 ? [note("problems", count(warnings, "warning"))] : []),
  ];
}

export function removedText({ name, resources, players }: RemovedStack): string {
  const held = players === null ? "" : ` and up to ${whole(players)} players on them`;
  return `the file of ${name} is gone, but not its ${count(resources, "resource")}${held}: drain and destroy it before (docs/operations.md, "Remove a region")`;
}

/** What a harm is made of, where it is several resources. */
const PARTS: Partial<Record<Harm["what"], string>> = { "node pool": "node group", network: "part" };

/** Who loses what, in one line. */
export function harmText(harm: Harm): string {
  const { what, name, op, changes, stacks, isUncertain } = harm;
  const verb = `${isUncertain ? "may be" : "is"} ${op === "delete" ? "deleted" : "replaced"}`;
  const parts = what in PARTS ? ` (${count(changes.length, PARTS[what] ?? "")})` : "";
  const where = stacks.length === 1 ? (stacks[0]?.stack ?? "") : count(stacks.length, "stack");
  const players = playersOf(harm);
  const whom =
    players === null
      ? "an unknown number of players lose their session"
      : players === 0
        ? "no player is on it"
        : `up to ${whole(players)} players lose their session`;
  return `${what}${name === what ? "" : ` ${name}`}${parts} ${verb} in ${where}: ${whom}`;
}
