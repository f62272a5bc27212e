import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { rbacWildcard } from "./rbac-wildcard.ts";

testRule(rbacWildcard, {
  compliant: () => ({ rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }] }),
  passes: {
    "a role without rules": { set: { rules: undefined } },
    "a role that aggregates others": { set: { rules: [], aggregationRule: { clusterRoleSelectors: [{}] } } },
    "paths of the API server": { set: { rules: [{ nonResourceURLs: ["/healthz/*"], verbs: ["get"] }] } },
    "one subresource of all": { set: { "rules[0].resources": ["*/scale"] } },
  },
  fails: {
    "all verbs": { set: { "rules[0].verbs": ["*"] }, finds: "rules[0].verbs[0]: *" },
    "all resources": { set: { "rules[0].resources": ["pods", "*"] }, finds: "rules[0].resources[1]: *" },
    "all groups": { set: { "rules[0].apiGroups": ["*"] }, finds: "rules[0].apiGroups[0]: *" },
    "everything, in a role of one namespace": {
      type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
      set: { "rules[1]": { apiGroups: ["*"], resources: ["*"], verbs: ["*"] } },
      finds: ["rules[1].apiGroups[0]: *", "rules[1].resources[0]: *", "rules[1].verbs[0]: *"],
    },
  },
  unknown: [
    "rules",
    "rules[0]",
    "rules[0].apiGroups",
    "rules[0].resources",
    "rules[0].verbs",
    "rules[0].verbs[1]",
    "rules[0].resources[0]",
  ],
});

testRule(rbacWildcard, {
  type: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  compliant: () => ({ roleRef: { kind: "ClusterRole", name: "view" } }),
  passes: {
    "a Role of that name, which is checked itself": {
      type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
      set: { roleRef: { kind: "Role", name: "cluster-admin" } },
    },
    "a Role whose name is not known yet": {
      type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
      set: { roleRef: { kind: "Role", name: UNKNOWN } },
    },
    "another role whose name begins so": { set: { "roleRef.name": "cluster-admin-view" } },
  },
  fails: {
    "everything in every namespace": {
      set: { "roleRef.name": "cluster-admin" },
      finds: "roleRef.name: cluster-admin",
    },
    "everything in one": {
      type: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
      set: { "roleRef.name": "cluster-admin" },
      finds: "roleRef.name: cluster-admin",
    },
  },
  unknown: ["roleRef", "roleRef.kind", "roleRef.name"],
});
