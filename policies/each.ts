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
      unknown ??= error instanceof Error ? error : new Error(String(error));
    }
  }
  if (unknown !== undefined) throw unknown;
}
