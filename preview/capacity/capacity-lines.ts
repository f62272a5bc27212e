// A region's capacity for people: a table of its games, then what is wrong.
import { whole } from "../numbers.ts";
import type { Paint } from "../tree.ts";
import type { Capacity, GameCapacity } from "./capacity-report.ts";
import type { CapacitySummary } from "./summary.ts";

type Style = Parameters<Paint>[0];

const HEAD = ["game", "servers min/buffer/max", "fits", "first limit", "players"];

/** Columns of numbers, which align to the right. */
const NUMBERS = [1, 2, 4];

export function capacityLines({ games, servers, players, findings }: Capacity, paint: Paint): string[] {
  const rows = games.map(cells);
  const total = ["all", whole(servers), "", "", whole(players)];
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...[...rows, total].map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) =>
    row.map((cell, column) =>
      NUMBERS.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
  const text = (row: string[]) => row.join("  ").trimEnd();
  return [
    paint("dim", text(line(HEAD))),
    ...games.map((game, index) => {
      const row = line(rows[index] ?? []);
      const style = mood(game);
      return style === undefined
        ? text(row)
        : text(row.map((cell, column) => (column === 2 || column === 3 ? paint(style, cell) : cell)));
    }),
    ...(games.length > 1 ? [paint("dim", text(line(total)))] : []),
    ...findings.map(
      ({ level, message }) => `${paint(level === "error" ? "red" : "yellow", `${level}:`)} ${message}`,
    ),
    ...notChecked(games).map((each) => paint("dim", each)),
  ];
}

/** One line for an environment, and one for each thing that lacks. */
export function summaryLines(
  { servers, players, promise, notCounted, lacks }: CapacitySummary,
  paint: Paint,
) {
  const held = `${whole(players)} players of ${whole(promise.players)} and ${whole(servers)} game servers of ${whole(promise.servers)} promised`;
  const unknown = notCounted.length === 0 ? "" : `; not counted: ${notCounted.join(", ")}`;
  return [
    paint(lacks.length === 0 ? "green" : "yellow", `capacity: ${held}${unknown}`),
    ...lacks.map((each) => `${paint("yellow", "lacks:")} ${each}`),
  ];
}

function cells({
  game,
  servers: { minimum, buffer, maximum },
  fits,
  limits,
  players,
  unknown,
}: GameCapacity) {
  const sizes = [minimum, buffer, maximum].map(whole).join(" / ");
  return [game, sizes, whole(fits), limits[0]?.limit ?? "", whole(players)].map((cell, column) =>
    column === 1 && unknown !== undefined ? `${cell} ?` : cell,
  );
}

/** Nothing where there is headroom enough: 20% of the maximum, as findings have it. */
function mood({ fits, servers: { maximum }, unknown }: GameCapacity): Style | undefined {
  if (fits < maximum) return "red";
  return unknown !== undefined || fits * 10 < maximum * 12 ? "yellow" : undefined;
}

const notChecked = (games: readonly GameCapacity[]): string[] => [
  ...new Set(
    games.flatMap(({ unchecked = [] }) => unchecked.map(({ limit, detail }) => `${limit}: ${detail}`)),
  ),
];
