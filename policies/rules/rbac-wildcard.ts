import { each } from "../each.ts";
import type { Report } from "../rule.ts";
import { ruleForTypes } from "../rule.ts";

const FIELDS = ["apiGroups", "resources", "verbs"] as const;

interface RoleProps {
  /** None where other roles are aggregated. */
  rules?: Partial<Record<(typeof FIELDS)[number], string[]>>[];
  /** Of a binding. */
  roleRef?: { kind?: string; name?: string };
}

const TYPES = ["ClusterRole", "Role", "ClusterRoleBinding", "RoleBinding"].map(
  (kind) => `kubernetes:rbac.authorization.k8s.io/v1:${kind}`,
);

export const rbacWildcard = ruleForTypes<RoleProps>(TYPES, {
  id: "rbac-wildcard",
  level: "mandatory",
  severity: "high",
  statement:
    "Roles name the API groups, resources and verbs that they allow, and nobody is bound to cluster-admin.",
  why: "a stolen token could then do more than anybody meant to allow, such as delete every Fleet",
  fix: "list the ones that are needed, as components/isolation/access-rules.ts does",
  references: ["CKV_K8S_49", "CIS EKS 4.1.3"],
  check({ type, props }, report) {
    if (type.endsWith("Binding")) checkBinding(props, report);
    else checkRules(props, report);
  },
});

function checkRules({ rules }: RoleProps, report: Report): void {
  each(rules, (rule, index) =>
    each(FIELDS, (field) =>
      each(rule[field], (value, place) => {
        if (value === "*") report({ at: `rules[${index}].${field}[${place}]`, found: "*", wanted: "a name" });
      }),
    ),
  );
}

/** A Role's own rules are checked themselves, whatever its name is. */
function checkBinding({ roleRef }: RoleProps, report: Report): void {
  if (roleRef?.kind === "Role" || roleRef?.name !== "cluster-admin") return;
  report({
    at: "roleRef.name",
    found: "cluster-admin",
    wanted: "a role that names what it allows",
    fix: "bind a Role of what is needed, as components/isolation/access-rules.ts does",
  });
}
