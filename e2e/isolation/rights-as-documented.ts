import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { ControlPlane } from "../testbed/control-plane.ts";
import type { Subject } from "./access-reviews.ts";
import { allowedActions } from "./access-reviews.ts";
import type { Action } from "./actions.ts";
import { everyAction } from "./actions.ts";
import { differences } from "./differences.ts";
import { ISOLATION_PAGE } from "./page.ts";
import { grants, written } from "./rights-table.ts";

/** What subjects were asked, and what they may. */
export interface Rights {
  subjects: Subject[];
  actions: Action[];
  /** As `written`. */
  allowed: string[];
}

/** Asks each subject about everything that the API server serves. */
export async function readRights(plane: Pick<ControlPlane, "kubectl">, subjects: Subject[]): Promise<Rights> {
  const actions = await everyAction(plane);
  const allowed: string[] = [];
  // One after the other: thousands of reviews keep the API server busy as it is.
  for (const subject of subjects)
    for (const action of await allowedActions(plane, subject, actions))
      allowed.push(written(subject, action));
  return { subjects, actions, allowed };
}

/** What differs from the table of docs/isolation.md. */
export function rightsDifferences({ subjects, actions, allowed }: Rights) {
  const said = grants(ISOLATION_PAGE, subjects, actions).flatMap(({ rights }) => rights);
  return differences(allowed, said);
}

/** Everything that is allowed is in the table of docs/isolation.md, and everything in the table is allowed. */
export function rightsAsDocumented(t: TestContext, rights: Rights): void {
  assert.deepEqual(rightsDifferences(rights), { inNoRow: [], notAllowed: [] });
  const { subjects, actions, allowed } = rights;
  const needed = new Set(
    grants(ISOLATION_PAGE, subjects, actions)
      .filter((grant) => grant.needed)
      .flatMap((grant) => grant.rights),
  );
  const more = allowed.filter((right) => !needed.has(right)).length;
  t.diagnostic(
    `${subjects.length} subjects may do ${allowed.length} of ${subjects.length * actions.length} things, of which Agones' chart grants ${more} without need`,
  );
}
