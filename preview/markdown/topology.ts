// What belongs to what, as Mermaid draws it: environments, regions, pools and the games on them.
import { countsOf, worstOf } from "../since/operations.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { created } from "../report.ts";
import type { StackReport } from "../report.ts";

export function topology({ stacks }: PullRequestReport): string[] {
  const id = new Map(stacks.map(({ name }, index) => [name, `s${index}`]));
  const lines = stacks.flatMap((stack) => {
    const own = id.get(stack.name) ?? "";
    const parent = stack.kind === "region" ? id.get(stack.environment ?? "") : undefined;
    const pools = (stack.capacity?.pools ?? []).flatMap(({ pool }, index) => {
      const games = stack.capacity?.games.filter((game) => game.pools.includes(pool)) ?? [];
      if (games.length === 0) return [];
      return [`  ${own} --> ${own}p${index}[${label(pool, ...games.map(({ game }) => game))}]`];
    });
    return [
      `  ${own}[${label(stack.name, ...what(stack))}]${classOf(stack)}`,
      ...(parent === undefined ? [] : [`  ${parent} --> ${own}`]),
      ...pools,
    ];
  });
  return ["flowchart LR", ...lines, ...CLASSES];
}

function what(stack: StackReport): string[] {
  const resources = `${created(stack).length} resources`;
  if (stack.changes === undefined) return [resources];
  return [resources, stack.changes.length === 0 ? "no change" : `${stack.changes.length} changes`];
}

function classOf({ changes, errors }: StackReport): string {
  if (errors.length > 0) return ":::replace";
  const worst = worstOf(countsOf(changes ?? []));
  return worst === undefined ? "" : `:::${worst}`;
}

/** Lines of a box; Mermaid knows entities, but no escaped quote. */
const label = (...lines: string[]): string =>
  `"${lines.map((line) => line.replaceAll("#", "#35;").replaceAll('"', "#quot;").replaceAll("<", "#lt;")).join("<br/>")}"`;

const CLASSES = [
  "  classDef create stroke:#1a7f37,stroke-width:2px",
  "  classDef update stroke:#9a6700,stroke-width:2px",
  "  classDef replace stroke:#cf222e,stroke-width:4px",
  "  classDef delete stroke:#cf222e,stroke-width:4px,stroke-dasharray:4",
];
