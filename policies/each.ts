/**
 * Calls a check with each item, also after one that met an unknown value: what is known to be wrong is reported, and
 * the unknown one is said as well.
 */
export function each<T>(items: readonly T[] | undefined, check: (item: T, index: number) => void): void {
  let unknown: Error | undefined;
  for (let index = 0; index < (items?.length ?? 0); index++) {
    try {
      const item = items?.[index];
      if (item !== undefined) check(item, index);
    } catch (error) {
      if (!isUnknownValue(error)) throw error;
      unknown ??= error;
    }
  }
  if (unknown !== undefined) throw unknown;
}

/** By its name: @pulumi/policy has a class of its own, which it does not export. */
const isUnknownValue = (error: unknown): error is Error =>
  error instanceof Error && error.constructor.name === "UnknownValueError";
