import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { nsPsa } from "./ns-psa.ts";

const LABEL = 'metadata.labels["pod-security.kubernetes.io/enforce"]';
const SELECTED = 'binding.spec.matchResources.namespaceSelector.matchLabels["kubernetes.io/metadata.name"]';
const UNBOUND = `games ${LABEL}: privileged, and no binding denies what game-servers-restricted forbids`;
const LETS_PAST = `games ${LABEL}: privileged, and game-servers-restricted is not in the stack or lets pods past`;

testStackRule(nsPsa, {
  compliant: () => ({
    system: {
      type: "kubernetes:core/v1:Namespace",
      props: { metadata: { name: "system", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
    },
    games: {
      type: "kubernetes:core/v1:Namespace",
      props: {
        metadata: { name: "game-servers", labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
      },
    },
    policy: {
      type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
      props: {
        metadata: { name: "game-servers-restricted" },
        spec: { failurePolicy: "Fail", validations: [{ expression: "false" }] },
      },
    },
    binding: {
      type: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding",
      props: {
        spec: {
          policyName: "game-servers-restricted",
          validationActions: ["Deny"],
          matchResources: {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "game-servers" } },
          },
        },
      },
    },
  }),
  passes: {
    baseline: { set: { [`system.${LABEL}`]: "baseline" } },
    "baseline for game servers, without a binding": {
      set: { [`games.${LABEL}`]: "baseline" },
      without: ["binding", "policy"],
    },
    "baseline for game servers, whatever is bound": {
      set: { [`games.${LABEL}`]: "baseline", "binding.spec": UNKNOWN },
    },
    "no label of game servers, which is privileged": { set: { [`games.${LABEL}`]: undefined } },
    "a binding that also writes to the audit log": {
      set: { "binding.spec.validationActions": ["Audit", "Deny"] },
    },
    "a policy that says nothing about failures, which then turn away": {
      set: { "policy.spec.failurePolicy": undefined },
    },
    "a binding of all namespaces": { set: { "binding.spec.matchResources": undefined } },
    "a binding by a label that the namespace has": {
      set: {
        "games.metadata.labels.team": "games",
        "binding.spec.matchResources.namespaceSelector.matchLabels.team": "games",
      },
    },
    "a binding by an expression": {
      set: {
        "binding.spec.matchResources.namespaceSelector": {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "In", values: ["x", "game-servers"] },
          ],
        },
      },
    },
    "another namespace of the settings, with another policy": {
      set: {
        "games.metadata.name": "arena",
        [SELECTED]: "arena",
        "binding.spec.policyName": "arena-policy",
        "policy.metadata.name": "arena-policy",
      },
      settings: { privileged: ["arena"], admissionPolicy: "arena-policy" },
    },
  },
  fails: {
    "no labels": { set: { "system.metadata.labels": undefined }, finds: `system ${LABEL}: unset` },
    "other labels alone": {
      set: { "system.metadata.labels": { "pod-security.kubernetes.io/warn": "restricted" } },
      finds: `system ${LABEL}: unset`,
    },
    "no metadata": { set: { "system.metadata": undefined }, finds: `system ${LABEL}: unset` },
    privileged: { set: { [`system.${LABEL}`]: "privileged" }, finds: `system ${LABEL}: privileged` },
    "a level that there is not": {
      set: { [`games.${LABEL}`]: "Baseline" },
      finds: `games ${LABEL}: Baseline`,
    },
    "game servers when the settings have none": {
      settings: { privileged: [] },
      finds: `games ${LABEL}: privileged`,
    },
    "a privileged namespace whose name Pulumi makes up": {
      set: { "games.metadata.name": undefined },
      finds: `games ${LABEL}: privileged`,
    },
    "no binding": { without: ["binding"], finds: UNBOUND },
    "no binding and no label": {
      set: { [`games.${LABEL}`]: undefined },
      without: ["binding"],
      finds: `games ${LABEL}: unset, and no binding denies what game-servers-restricted forbids`,
    },
    "no policy": { without: ["policy"], finds: LETS_PAST },
    "neither binding nor policy": { without: ["binding", "policy"], finds: UNBOUND },
    "a policy of another name": { set: { "policy.metadata.name": "other" }, finds: LETS_PAST },
    "a policy without a name": { set: { "policy.metadata": undefined }, finds: LETS_PAST },
    "a policy that lets pods past while it fails": {
      set: { "policy.spec.failurePolicy": "Ignore" },
      finds: LETS_PAST,
    },
    "a policy without validations": { set: { "policy.spec.validations": undefined }, finds: LETS_PAST },
    "a policy of no validation": { set: { "policy.spec.validations": [] }, finds: LETS_PAST },
    "a policy without a spec": { set: { "policy.spec": undefined }, finds: LETS_PAST },
    "a binding of another policy": { set: { "binding.spec.policyName": "other" }, finds: UNBOUND },
    "a binding that only warns": { set: { "binding.spec.validationActions": ["Warn"] }, finds: UNBOUND },
    "a binding of another namespace": { set: { [SELECTED]: "other" }, finds: UNBOUND },
    "a binding of some pods": {
      set: { "binding.spec.matchResources.objectSelector": { matchLabels: { game: "duel" } } },
      finds: UNBOUND,
    },
    "a binding by more labels": {
      set: { "binding.spec.matchResources.namespaceSelector.matchLabels.team": "x" },
      finds: UNBOUND,
    },
    "a binding by another value of a label": {
      set: {
        "games.metadata.labels.team": "x",
        "binding.spec.matchResources.namespaceSelector.matchLabels.team": "games",
      },
      finds: UNBOUND,
    },
    "a binding by an expression about others": {
      set: {
        "binding.spec.matchResources.namespaceSelector": {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["system"] }],
        },
      },
      finds: UNBOUND,
    },
    "a binding by an expression about a label that is not there": {
      set: {
        "binding.spec.matchResources.namespaceSelector": {
          matchExpressions: [{ key: "team", operator: "In", values: ["game-servers"] }],
        },
      },
      finds: UNBOUND,
    },
    "a binding of all namespaces but this": {
      set: {
        "binding.spec.matchResources.namespaceSelector": {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["game-servers"] },
          ],
        },
      },
      finds: UNBOUND,
    },
  },
  unknown: [
    "system.metadata",
    "system.metadata.labels",
    `system.${LABEL}`,
    `games.${LABEL}`,
    "games.metadata.name",
    "policy.metadata.name",
    "policy.spec",
    "policy.spec.failurePolicy",
    "policy.spec.validations",
    "binding.spec",
    "binding.spec.policyName",
    "binding.spec.validationActions",
    "binding.spec.matchResources",
    "binding.spec.matchResources.objectSelector",
    "binding.spec.matchResources.namespaceSelector",
    SELECTED,
  ],
});
