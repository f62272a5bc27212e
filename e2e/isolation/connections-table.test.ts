import { expect, test } from "@jest/globals";
import { connections, portsWithinPod, type Where } from "./connections-table.ts";
import type { Peer } from "./peers.ts";
import { everyProbe, type Port } from "./probes.ts";

const page = (...rows: string[]) => `
## Who is asked

| name    | groups  |
| ------- | ------- |
| server  | ours    |
| backend | ours    |
| player  |         |

## Connections

| where | from | to | ports | why |
| ----- | ---- | -- | ----- | --- |
${rows.join("\n")}
`;

const PEERS: Peer[] = ["server", "backend", "player"].map((name) => ({ name, address: "192.0.2.1" }));
const PORTS: Port[] = [
  { protocol: "TCP", port: 53 },
  { protocol: "TCP", port: 8080 },
  { protocol: "UDP", port: 53 },
];
const PROBES = everyProbe(PEERS, PORTS);
const AWS: Where = { cluster: "AWS", ping: false };

const said = (row: string, where = AWS) => [...connections(page(row), where, PEERS, PROBES).keys()];

test("a row stands for each of its senders, receivers and ports", () => {
  expect(said("| everywhere | ours | backend, player | UDP 53 | why |")).toEqual([
    "server -> backend UDP 53",
    "server -> player UDP 53",
    "backend -> backend UDP 53",
    "backend -> player UDP 53",
  ]);
  expect(said("| everywhere | player | server | every TCP, UDP 53 | why |")).toEqual([
    "player -> server TCP 53",
    "player -> server TCP 8080",
    "player -> server UDP 53",
  ]);
});

test.each<[string, Where, boolean]>([
  ["everywhere", AWS, true],
  ["AWS", AWS, true],
  ["existing cluster", AWS, false],
  ["existing cluster", { cluster: "existing cluster", ping: false }, true],
  ["with ping", AWS, false],
  ["with ping", { cluster: "AWS", ping: true }, true],
])("%s, for %o: %s", (where, stack, holds) => {
  expect(said(`| ${where} | player | server | TCP 53 | why |`, stack)).toHaveLength(holds ? 1 : 0);
});

test("what stays within a pod is not a connection", () => {
  const row = "| everywhere | server | the same pod | TCP 9357, TCP 9358 | SDK |";
  expect(said(row)).toEqual([]);
  expect(portsWithinPod(page(row), AWS)).toEqual(["TCP 9357", "TCP 9358"]);
});

test("refuses a row that proves nothing", () => {
  expect(() => said("| everywhere | player | server | TCP 9999 | why |")).toThrow(
    "docs/isolation.md: | everywhere | player | server | TCP 9999 | why |: nobody is asked about TCP 9999; correct it",
  );
  expect(() => said("| sometimes | player | server | TCP 53 | why |")).toThrow('where "sometimes"?');
  expect(() => said("| everywhere | plaxer | server | TCP 53 | why |")).toThrow("nobody is called plaxer");
});
