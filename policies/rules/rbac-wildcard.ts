import { each } from "../each.ts";
import { ruleForTypes } from "../rule.ts";

const FIELDS = ["apiGroups", "resources", "verbs"] as const;

interface RoleProps {
  /** None where other roles are aggregated. */
  rules?: Partial<Record<(typeof FIELDS)[number], string[]>>[];
}

const TYPES = ["ClusterRole", "Role"].map((kind) => `kubernetes:rbac.authorization.k8s.io/v1:${kind}`);

export const rbacWildcard = ruleForTypes<RoleProps>(TYPES, {
  id: "rbac-wildcard",
  level: "mandatory",
  severity: "high",
  statement: "Roles name the API groups, resources and verbs that they allow.",
  why: "a stolen token could then do more than anybody meant to allow, such as delete every Fleet",
  fix: "list the ones that are needed, as components/isolation/access-rules.ts does",
  references: ["CKV_K8S_49", "CIS EKS 4.1.3"],
  check({ props: { rules } }, report) {
    each(rules, (rule, index) =>
      each(FIELDS, (field) =>
        each(rule[field], (value, place) => {
          if (value === "*")
            report({ at: `rules[${index}].${field}[${place}]`, found: "*", wanted: "a name" });
        }),
      ),
    );
  },
});
