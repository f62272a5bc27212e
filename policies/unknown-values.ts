// Unknown values of a preview, as @pulumi/policy treats them under the engine: whoever reads one is told so.

/** What stands in a property that only an `up` can tell: on the wire, and in snapshots. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SHOWN_UNKNOWN = "[unknown]";
/** Under the engine policies read secrets; a preview has none. */
const SHOWN_SECRET = "[secret]";

export class UnknownValueError extends Error {
  constructor(path: readonly PropertyKey[], isSecret: boolean) {
    super(
      `${isSecret ? "secret" : "string"} value at .${path.map(String).join(".")} can't be known during preview`,
    );
  }
}

/** The same properties, of which each throws where it is read and unknown. */
export function throwingAtUnknown<T extends object>(value: T, path: readonly PropertyKey[] = []): T {
  return new Proxy(value, {
    get(target, key, receiver) {
      const field: unknown = Reflect.get(target, key, receiver);
      if (field === UNKNOWN || field === SHOWN_UNKNOWN || field === SHOWN_SECRET)
        throw new UnknownValueError([...path, key], field === SHOWN_SECRET);
      return typeof field === "object" && field !== null ? throwingAtUnknown(field, [...path, key]) : field;
    },
  });
}
