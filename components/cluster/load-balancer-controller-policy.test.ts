import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { z } from "zod";
import { LOAD_BALANCER_CONTROLLER_STATEMENTS } from "./load-balancer-controller-policy.ts";

const STATEMENT = z.strictObject({
  Effect: z.literal("Allow"),
  Action: z.array(z.string()),
  Resource: z.union([z.string(), z.array(z.string())]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
const statements = z.array(STATEMENT).parse(LOAD_BALANCER_CONTROLLER_STATEMENTS);

/** One line per action, so that order and grouping of statements do not count. */
const lines = statements
  .flatMap(({ Action, Resource, Condition }) =>
    Action.map((action) => {
      const resources = [Resource].flat().toSorted().join(" ");
      const conditions = Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).map(
          ([key, value]) => `${operator} ${key} ${[value].flat().toSorted().join(",")}`,
        ),
      );
      return [action, resources, ...conditions.toSorted()].join(" | ");
    }),
  )
  .toSorted();

test("the permissions are those that the controller's own documentation lists", () => {
  // Of docs/install/iam_policy.json at v2.14.0 and v3.5.0, put into the same lines. A new controller may document
  // more: compare, change the statements, then this digest.
  const digest = createHash("sha256").update(lines.join("\n")).digest("hex");
  expect(digest).toBe("627055e10e423eaadafc112f6d07b57b71352f83995ab36e5156544a81065224");
});

test("it deletes and changes only what bears its tag, rules and listeners of its load balancers aside", () => {
  const writes = lines.filter((line) => /:(Delete|Modify|Set|Remove)/.test(line) && line.includes(" | * "));
  for (const line of writes) expect(line).toContain("Null aws:ResourceTag/elbv2.k8s.aws/cluster false");
  expect(lines.filter((line) => /:(Delete|Modify|Set|Remove|Revoke)\w+ \| \*$/.test(line))).toEqual([
    "ec2:RevokeSecurityGroupIngress | *",
    "elasticloadbalancing:DeleteListener | *",
    "elasticloadbalancing:DeleteRule | *",
    "elasticloadbalancing:ModifyListener | *",
    "elasticloadbalancing:ModifyRule | *",
    "elasticloadbalancing:RemoveListenerCertificates | *",
    "elasticloadbalancing:SetRulePriorities | *",
    "elasticloadbalancing:SetWebAcl | *",
    "shield:DeleteProtection | *",
  ]);
});

test("it fits into a role's inline policies, 10,240 characters", () => {
  expect(JSON.stringify(LOAD_BALANCER_CONTROLLER_STATEMENTS).length).toBeLessThan(10_000);
});
