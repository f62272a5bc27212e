import { Groups } from "./groups.ts";
import type { Row } from "./markdown-table.ts";
import { cell, entries, tableBelow } from "./markdown-table.ts";
import type { Peer } from "./peers.ts";
import type { Port, Probe } from "./probes.ts";

/** Which rows of docs/isolation.md hold for a stack. */
export interface Where {
  cluster: "AWS" | "existing cluster";
  /** Whether Agones' ping service is installed. */
  ping: boolean;
}

/** What stays within a pod, where no policy has a say. */
const SAME_POD = "the same pod";

/** `controller -> DNS UDP 53` */
export const written = ({ from, to, protocol, port }: Probe): string =>
  `${from.name} -> ${to.name} ${protocol} ${port}`;

/** What docs/isolation.md says to pass, as `written`, each with its row. */
export function connections(
  markdown: string,
  where: Where,
  peers: Peer[],
  probes: Probe[],
): Map<string, string> {
  const groups = new Groups(
    markdown,
    "Who is asked",
    "name",
    peers.map(({ name }) => name),
  );
  const passing = new Map<string, string>();
  for (const row of rows(markdown, where)) {
    if (cell(row, "to") === SAME_POD) continue;
    const text = textOf(row);
    const from = groups.members(entries(row, "from"), text);
    const to = groups.members(entries(row, "to"), text);
    const ports = entries(row, "ports");
    refuseUnknown(ports, probes, text);
    for (const probe of probes)
      if (from.has(probe.from.name) && to.has(probe.to.name) && ports.some((port) => isPort(port, probe)))
        passing.set(written(probe), text);
  }
  return passing;
}

/** The ports on which a game server calls its SDK within its pod, such as `TCP 9357`. */
export const portsWithinPod = (markdown: string, where: Where): string[] =>
  rows(markdown, where)
    .filter((row) => cell(row, "to") === SAME_POD)
    .flatMap((row) => entries(row, "ports"));

const rows = (markdown: string, where: Where): Row[] =>
  tableBelow(markdown, "Connections").filter((row) => holds(cell(row, "where"), where));

function holds(column: string, { cluster, ping }: Where): boolean {
  switch (column) {
    case "everywhere":
      return true;
    case "AWS":
    case "existing cluster":
      return column === cluster;
    case "with ping":
      return ping;
    default:
      throw new Error(
        `docs/isolation.md: where "${column}"? Say everywhere, AWS, existing cluster or with ping`,
      );
  }
}

/** `TCP 443`, or `every TCP`. */
const isPort = (text: string, { protocol, port }: Port): boolean =>
  text === `${protocol} ${port}` || text === `every ${protocol}`;

/** A port that nobody asks about would be a row that proves nothing. */
function refuseUnknown(ports: string[], probes: Probe[], text: string): void {
  const unknown = ports.filter((port) => !probes.some((probe) => isPort(port, probe)));
  if (unknown.length > 0)
    throw new Error(`docs/isolation.md: ${text}: nobody is asked about ${unknown.join(", ")}; correct it`);
}

const textOf = (row: Row): string => `| ${Object.values(row).join(" | ")} |`;
