import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Where } from "./connections-table.ts";
import { connections, written } from "./connections-table.ts";
import { differences } from "./differences.ts";
import type { Matrix } from "./matrix.ts";
import { ofOurs } from "./matrix.ts";
import { ISOLATION_PAGE } from "./page.ts";

/** What differs from the table of docs/isolation.md. */
export function differencesFromPage(matrix: Matrix, where: Where) {
  const { probes, passing } = ofOurs(matrix);
  const said = connections(ISOLATION_PAGE, where, matrix.peers, probes);
  return differences(passing.map(written), said.keys());
}

/** Everything that passes is in the table of docs/isolation.md, and everything in the table passes. */
export function reachAsDocumented(t: TestContext, matrix: Matrix, where: Where): void {
  assert.deepEqual(differencesFromPage(matrix, where), { inNoRow: [], notAllowed: [] });
  const { probes, passing } = ofOurs(matrix);
  t.diagnostic(
    `allowed ${passing.length} of ${probes.length} probes among ${matrix.peers.length} peers, by ${matrix.policies.length} policies`,
  );
}
