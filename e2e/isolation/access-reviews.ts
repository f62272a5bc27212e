import { z } from "zod";
import type { ControlPlane } from "../testbed/control-plane.ts";
import type { Action } from "./actions.ts";

/** Who asks: an account of pods, or a member of a group. */
export interface Subject {
  /** As docs/isolation.md calls it. */
  name: string;
  user: string;
  groups: string[];
}

export const serviceAccount = (namespace: string, account: string): Subject => ({
  name: `${namespace}/${account}`,
  user: `system:serviceaccount:${namespace}:${account}`,
  groups: ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"],
});

export const memberOf = (group: string): Subject => ({
  name: group,
  user: "somebody",
  groups: [group, "system:authenticated"],
});

const status = z.object({ allowed: z.boolean(), evaluationError: z.string().optional() });

/** How many reviews one kubectl creates: each is a request, about 1 ms. */
const AT_ONCE = 5000;

/** Of all actions those that the API server's authorizers let the subject do. */
export async function allowedActions(
  plane: Pick<ControlPlane, "kubectl">,
  subject: Subject,
  actions: Action[],
): Promise<Action[]> {
  const allowed: Action[] = [];
  for (let start = 0; start < actions.length; start += AT_ONCE) {
    const some = actions.slice(start, start + AT_ONCE);
    const items = some.map(({ attributes }) => ({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      spec: { user: subject.user, groups: subject.groups, ...attributes },
    }));
    const printed = await plane.kubectl(
      ["create", "--validate=false", "-f", "-", "-o", String.raw`jsonpath={.status}{"\n"}`],
      { input: JSON.stringify({ apiVersion: "v1", kind: "List", items }) },
    );
    const answers = printed
      .trim()
      .split("\n")
      .map((line) => status.parse(JSON.parse(line)));
    if (answers.length !== some.length)
      throw new Error(`asked ${some.length} SubjectAccessReviews, got ${answers.length} answers`);
    allowed.push(...some.filter((_, i) => answers[i]?.allowed));
  }
  return allowed;
}
