// What `pulumi preview --json` says that an `up` would do, and which of it time alone explains.
import { z } from "zod";

/** Of the CLI's pkg/display/json.go, as much as is needed. */
const PREVIEW = z.object({
  steps: z
    .array(
      z.object({
        op: z.string(),
        urn: z.string(),
        diffReasons: z.array(z.string()).nullish(),
        replaceReasons: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  changeSummary: z.record(z.string(), z.int()),
  diagnostics: z
    .array(z.object({ severity: z.string().optional(), message: z.string().optional() }))
    .nullish(),
  maybeCorrupt: z.boolean().optional(),
});
type Step = NonNullable<z.output<typeof PREVIEW>["steps"]>[number];

export interface PlannedChange {
  op: string;
  urn: string;
  /** Names of the properties, without their values. */
  properties: string[];
}

export interface PlannedChanges {
  /** Whether the engine counts any change: its own judgement, as of `--expect-no-changes`. */
  any: boolean;
  changes: PlannedChange[];
  /** Whether `changes` are exactly those that the engine counts. */
  whole: boolean;
}

/** The engine's own list of what is no change (HasChanges in pkg/engine/update.go). */
const NO_CHANGE = new Set(["same", "read", "read-discard", "read-replacement", "refresh"]);

/** Parts of a replacement: the engine counts it once, as `replace`. */
const NOT_COUNTED = new Set(["create-replacement", "delete-replaced", "discard-replaced"]);

/** @throws where it is no preview, it did not end well, or the state may be corrupt */
export function plannedChanges(stdout: string): PlannedChanges {
  const parsed = PREVIEW.safeParse(jsonOf(stdout));
  if (!parsed.success) throw new Error("`pulumi preview --json` printed no preview");
  const { steps, changeSummary, diagnostics, maybeCorrupt } = parsed.data;
  const error = diagnostics?.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new Error(`the preview did not end well: ${error.message ?? "no message"}`);
  if (maybeCorrupt === true) throw new Error("the engine says that the state may be corrupt");
  const changes = withoutRefresh(steps ?? []).filter(({ op }) => !NO_CHANGE.has(op));
  const counted = new Map(
    Object.entries(changeSummary).filter(([op, count]) => !NO_CHANGE.has(op) && count > 0),
  );
  return {
    any: counted.size > 0,
    changes: changes.map(({ op, urn, diffReasons, replaceReasons }) => ({
      op,
      urn,
      properties: [...new Set([...(diffReasons ?? []), ...(replaceReasons ?? [])])].toSorted(),
    })),
    whole: isSame(counted, countByOp(changes.filter(({ op }) => !NOT_COUNTED.has(op)))),
  };
}

/**
 * A refresh comes first for each resource, and shows what it found as an `update` or a `delete` of its own: that is what
 * changed outside, such as the size that an autoscaler gave. What the program does about it comes after, if anything.
 */
function withoutRefresh(steps: Step[]): Step[] {
  const byUrn = Map.groupBy(steps, ({ urn }) => urn);
  const refreshes = new Set(
    [...byUrn.values()].flatMap(([first, ...others]) =>
      first !== undefined && others.length > 0 && ["refresh", "update", "delete"].includes(first.op)
        ? [first]
        : [],
    ),
  );
  return steps.filter((step) => !refreshes.has(step));
}

function countByOp(steps: Step[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { op } of steps) counts.set(op, (counts.get(op) ?? 0) + 1);
  return counts;
}

const isSame = (a: Map<string, number>, b: Map<string, number>): boolean =>
  a.size === b.size && [...a].every(([op, count]) => b.get(op) === count);

const CERTIFICATE = "tls:index/locallySignedCert:LocallySignedCert";
const SECRET = "kubernetes:core/v1:Secret";
/** The Secrets of agones-system that carry certificates with an end (components/agones/agones.ts). */
export const CERTIFICATE_SECRETS = ["agones-cert", "allocator-tls"];

/** What a provider decides when it signs anew; any other property was changed by somebody. */
const ISSUED = new Set(["readyForRenewal", "certPem", "validityStartTime", "validityEndTime"]);

const REPLACES = ["replace", "create-replacement", "delete-replaced"];

/**
 * Whether this is a certificate that is due, or the Secret that carries it: what docs/operations.md says that an `up` on
 * a schedule renews, and nothing else.
 */
export function isRenewal({ op, urn, properties }: PlannedChange): boolean {
  const [type = "", name = ""] = typeAndName(urn);
  if (type === CERTIFICATE) return REPLACES.includes(op) && properties.every((key) => ISSUED.has(key));
  if (type !== SECRET || !CERTIFICATE_SECRETS.includes(name) || op !== "update") return false;
  return properties.length > 0 && properties.every((key) => key === "data" || key === "stringData");
}

/** Of `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`. */
function typeAndName(urn: string): string[] {
  const [, , types, ...name] = urn.split("::");
  return [types?.split("$").at(-1) ?? "", name.join("::")];
}

/** `update aws:ec2/vpc:Vpc::vpc (tags)`: for people; no value is in it. */
export function inWords({ op, urn, properties }: PlannedChange): string {
  const what = typeAndName(urn).join("::");
  return `${op} ${what}${properties.length === 0 ? "" : ` (${properties.join(", ")})`}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
