import { z } from "zod";
import type { Operation } from "./operation.ts";

const STATE = z.object({ inputs: z.record(z.string(), z.unknown()).nullish() });

const METADATA = z.object({
  op: z.string(),
  urn: z.string(),
  type: z.string(),
  old: STATE.nullish(),
  new: STATE.nullish(),
  diffs: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

const EVENT = z.object({ resourcePreEvent: z.object({ metadata: METADATA }).optional() });

type Metadata = z.infer<typeof METADATA>;

/** Steps of a replacement beside the one that stands for it. */
const PARTS_OF_A_REPLACEMENT = ["create-replacement", "delete-replaced"];

/** Not what becomes of a resource: looked at, read of another stack. */
const NO_OPERATION = ["same", "refresh", "read", "read-replacement", "discard"];

/** What a preview or an update does to each resource, out of the engine's event log (JSON lines). */
export function operationsOf(log: string): Operation[] {
  const operations: Operation[] = [];
  for (const line of log.split("\n")) {
    if (line === "") continue;
    const metadata = EVENT.parse(JSON.parse(line)).resourcePreEvent?.metadata;
    if (metadata === undefined || NO_OPERATION.includes(metadata.op)) continue;
    if (PARTS_OF_A_REPLACEMENT.includes(metadata.op)) continue;
    operations.push(operationOf(metadata));
  }
  return operations;
}

function operationOf(metadata: Metadata): Operation {
  const { op, urn, type } = metadata;
  const name = urn.split("::").slice(3).join("::");
  switch (op) {
    case "create":
    case "delete":
      return { op, type, name, fields: [] };
    case "update":
    case "replace":
      return { op, type, name, fields: fieldsOf(metadata) };
    default:
      throw new Error(`${urn} has the operation ${op}, which no change should need`);
  }
}

/**
 * By the inputs, because providers differ in how far into a field they look. What is secret reads `[secret]` before and
 * after; only the provider knows that it changes.
 */
function fieldsOf({ old: before, new: after, diffs, detailedDiff }: Metadata): string[] {
  const fields = changedPaths(before?.inputs ?? {}, after?.inputs ?? {});
  if (fields.length > 0) return fields;
  const told = [...(diffs ?? []), ...Object.keys(detailedDiff ?? {})];
  return [...new Set(told.map((path) => /^[^.[]+/.exec(path)?.[0] ?? path))];
}

/** Paths at which two values differ, as deep as both go on. */
export function changedPaths(before: unknown, after: unknown, path = ""): string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changedPaths(before[key], after[key], within(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(
      (index) => changedPaths(before[index], after[index], `${path}[${index}]`),
    );
  }
  return Object.is(before, after) ? [] : [path];
}

function within(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}["${key}"]`;
  return path === "" ? key : `${path}.${key}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
