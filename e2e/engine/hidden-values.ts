import type { Json, PropertyMap, PropertyValue } from "../../preview/property-values.ts";

/**
 * Markers of Pulumi's wire format (pulumi/pulumi sdk/go/common/resource/plugin/rpc.go). Written down here once more
 * on purpose: a mistake in the preview's reading of them must not hide itself.
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A value as it was sent, with its markers by name; of a secret only whether it is known. */
export function hidden(value: PropertyValue): Json {
  if (value === UNKNOWN) return "[unknown]";
  if (Array.isArray(value)) return value.map(hidden);
  if (!isMap(value)) return value;
  if (value[SIGNATURE] === SECRET) return { "[secret]": secret(value.value) };
  if (value[SIGNATURE] === OUTPUT) {
    const { secret: isSecret, dependencies } = value;
    return {
      "[output]": isSecret === true ? { "[secret]": secret(value.value) } : hidden(value.value ?? UNKNOWN),
      dependencies: Array.isArray(dependencies) ? dependencies.map(String).toSorted() : [],
    };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hidden(inner)]));
}

const secret = (value: PropertyValue | undefined) =>
  value === undefined || isUnknown(value) ? "[unknown]" : "known";

function isUnknown(value: PropertyValue): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(isUnknown);
}

const isMap = (value: PropertyValue): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);
