import { testStackRule } from "../testing/test-rule.ts";
import { nsDefaultDeny } from "./ns-default-deny.ts";

testStackRule(nsDefaultDeny, {
  compliant: () => ({
    games: { type: "kubernetes:core/v1:Namespace", props: { metadata: { name: "games" } } },
    deny: {
      type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      props: {
        metadata: { name: "default-deny", namespace: "games" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      },
    },
  }),
  passes: {
    "a policy for each direction": {
      set: { "deny.spec.policyTypes": ["Ingress"] },
      add: {
        outward: {
          type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
          props: {
            metadata: { namespace: "games" },
            spec: { podSelector: {}, policyTypes: ["Egress"], egress: [] },
          },
        },
      },
    },
  },
  fails: {
    "a namespace without a policy": { without: ["deny"], finds: "games ingress and egress open by default" },
    "a policy of another namespace": {
      set: { "deny.metadata.namespace": "other" },
      finds: "games ingress and egress open by default",
    },
    "one direction only": {
      set: { "deny.spec.policyTypes": ["Egress"] },
      finds: "games ingress open by default",
    },
    "policyTypes left out, which means ingress": {
      set: { "deny.spec.policyTypes": undefined },
      finds: "games egress open by default",
    },
    "a policy for some pods": {
      set: { "deny.spec.podSelector.matchLabels": { app: "x" } },
      finds: "games ingress and egress open by default",
    },
    "a policy that allows": { set: { "deny.spec.ingress": [{}] }, finds: "games ingress open by default" },
  },
  unknown: [
    "deny.spec",
    "deny.spec.podSelector",
    "deny.spec.policyTypes",
    "deny.metadata.namespace",
    "games.metadata.name",
  ],
});
