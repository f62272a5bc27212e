import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

/** Plain JSON, as in `--format json`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Values as the SDK sends them to the engine: JSON in which marked objects stand for secrets, outputs and resources. */
export type PropertyValue = JavaScriptValue;
export type PropertyMap = Record<string, PropertyValue>;

/** Markers of Pulumi's wire format (pulumi/pulumi sdk/go/common/resource/plugin/rpc.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const SHOWN_SECRET = "[secret]";
export const SHOWN_UNKNOWN = "[unknown]";

const isMap = (value: PropertyValue): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What people and JSON see of a value: no secret's text, and unknowns by name. */
export function shown(value: PropertyValue): Json {
  if (typeof value === "string") return value === UNKNOWN ? SHOWN_UNKNOWN : value;
  if (Array.isArray(value)) return value.map(shown);
  if (!isMap(value)) return value;
  const signature = value[SIGNATURE];
  if (signature === SECRET || (signature === OUTPUT && value.secret === true)) return SHOWN_SECRET;
  if (signature === OUTPUT) return value.value === undefined ? SHOWN_UNKNOWN : shown(value.value);
  // A resource has no id before an `up`; its URN says which one it is.
  if (signature === RESOURCE) return shown(value.urn ?? null);
  return shownMap(value);
}

export function shownMap(values: PropertyMap): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, shown(value)]));
}

/** A secret of which only its being one is kept. */
export const hiddenSecret = (): PropertyMap => ({ [SIGNATURE]: SECRET, value: SHOWN_SECRET });

/**
 * An output of one stack as another reads it: secrets stay secrets (of a placeholder), and what only an `up` would
 * tell becomes a placeholder that is known, as it is for a stack that has gone up.
 */
export function asStackOutput(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(asStackOutput);
  if (isMap(value) && value[SIGNATURE] === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asStackOutput(inner)]));
  }
  return containsSecret(value) ? hiddenSecret() : shown(value);
}

/** Whether any part of a value is secret. */
export function containsSecret(value: PropertyValue): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  if (!isMap(value)) return false;
  if (value[SIGNATURE] === SECRET || (value[SIGNATURE] === OUTPUT && value.secret === true)) return true;
  return Object.values(value).some(containsSecret);
}
