import type { StackReport } from "./report.ts";

/** Equal things of several stacks, with the stacks. */
export function folded<T>(
  stacks: readonly StackReport[],
  things: (stack: StackReport) => readonly T[],
): { thing: T; stacks: string[] }[] {
  const found = new Map<string, { thing: T; stacks: string[] }>();
  for (const stack of stacks)
    for (const thing of things(stack)) {
      const key = JSON.stringify(thing);
      const known = found.get(key);
      if (known === undefined) found.set(key, { thing, stacks: [stack.name] });
      else if (!known.stacks.includes(stack.name)) known.stacks.push(stack.name);
    }
  return [...found.values()];
}
