// Which stacks belong together: an environment with its regions, or a region that stands alone.
import type { StackReport } from "./report.ts";

export interface Environment {
  name: string;
  stacks: StackReport[];
}

/** In the order in which their first stack comes. */
export const environmentsOf = (stacks: readonly StackReport[]): Environment[] =>
  [...Map.groupBy(stacks, ({ name, environment }) => environment ?? name)].map(([name, all]) => ({
    name,
    stacks: all,
  }));

export const regionsOf = ({ stacks }: Environment): StackReport[] =>
  stacks.filter(({ kind }) => kind === "region");
