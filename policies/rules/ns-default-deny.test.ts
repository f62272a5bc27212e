import { expect, test } from "@jest/globals";
import { configure, evaluate } from "../evaluate.ts";
import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { nsDefaultDeny } from "./ns-default-deny.ts";

const policy = (spec: object, namespace = "games") => ({
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  props: { metadata: { namespace }, spec },
});
const cluster = (namespace: string) => ({
  type: "pulumi:providers:kubernetes",
  urn: "urn:pulumi:test::gameplane::pulumi:providers:kubernetes::cluster",
  name: "cluster",
  props: { namespace },
});
const ALL_IN = "all ingress of every pod allowed";
const ALL_OUT = "all egress of every pod allowed";

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
      add: { outward: policy({ podSelector: {}, policyTypes: ["Egress"], egress: [] }) },
    },
    "a policy in the provider's namespace": {
      without: ["deny"],
      add: {
        ofProvider: {
          type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
          props: { spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
          provider: cluster("games"),
        },
      },
    },
    "all pods among each other": { add: { open: policy({ podSelector: {}, ingress: [{ from: [{}] }] }) } },
    "one port of all pods": { add: { open: policy({ podSelector: {}, ingress: [{ ports: [{}] }] }) } },
    "everything for some pods": {
      add: { open: policy({ podSelector: { matchLabels: { app: "ping" } }, ingress: [{}] }) },
    },
    "a rule of a direction that the policy is not about": {
      add: { open: policy({ podSelector: {}, policyTypes: ["Egress"], ingress: [{}] }) },
    },
    "a policy of another namespace, whatever it will be": {
      add: { other: policy({ podSelector: UNKNOWN, policyTypes: UNKNOWN }, "other") },
    },
    "one whose policy comes after another, whatever that will deny": {
      without: ["deny"],
      add: {
        other: policy({ podSelector: UNKNOWN }),
        last: policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
      },
    },
    "another policy of the namespace, whatever it will deny": {
      add: { other: policy({ podSelector: UNKNOWN, policyTypes: UNKNOWN }) },
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
    "a policy that allows": {
      set: { "deny.spec.ingress": [{}] },
      finds: ["games ingress open by default", `deny spec.ingress[0]: ${ALL_IN}`],
    },
    "a policy without a selector": {
      set: { "deny.spec.podSelector": undefined },
      finds: "games ingress and egress open by default",
    },
    "a policy in the provider's other namespace": {
      set: { "deny.metadata": undefined },
      finds: "games ingress and egress open by default",
    },
    "a second policy that undoes the denial": {
      add: { open: policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ ports: [{}] }, {}] }) },
      finds: `open spec.ingress[1]: ${ALL_IN}`,
    },
    "a second policy with empty lists, which narrow nothing": {
      add: { open: policy({ podSelector: {}, ingress: [{ from: [], ports: [] }] }) },
      finds: `open spec.ingress[0]: ${ALL_IN}`,
    },
    "a second policy that undoes the denial of what goes out, by its rules alone": {
      add: { open: policy({ podSelector: { matchLabels: {} }, egress: [{}] }) },
      finds: `open spec.egress[0]: ${ALL_OUT}`,
    },
  },
  unknown: [
    "deny.spec",
    "deny.spec.podSelector",
    "deny.spec.podSelector.matchLabels",
    "deny.spec.ingress",
    "deny.spec.egress",
    "deny.spec.ingress[0]",
    "deny.metadata",
    "deny.spec.policyTypes",
    "deny.metadata.namespace",
    "games.metadata.name",
  ],
});

testStackRule(nsDefaultDeny, {
  compliant: () => ({
    games: { type: "kubernetes:core/v1:Namespace", props: { metadata: { name: "games" } } },
    deny: policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
    open: policy({ podSelector: {}, ingress: [{ from: [{}], ports: [{}] }] }),
  }),
  fails: {},
  unknown: ["open.spec.ingress", "open.spec.ingress[0]", "open.spec.ingress[0].from"],
});

test("an unknown policy of another namespace, or another direction, hides nothing", () => {
  const namespace = {
    type: "kubernetes:core/v1:Namespace",
    name: "games",
    props: { metadata: { name: "games" } },
  };
  const elsewhere = { name: "other", ...policy({ podSelector: UNKNOWN }, "other") };
  const inward = { name: "in", ...policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: UNKNOWN }) };
  const found = [namespace, elsewhere, inward].map((resource) => ({
    ...resource,
    urn: `urn:pulumi:test::gameplane::${resource.type}::${resource.name}`,
    options: { protect: false, ignoreChanges: [] },
  }));
  const messages = evaluate(configure([nsDefaultDeny], {}), found).map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining("egress open by default, must be denied by default, because"),
    expect.stringContaining("value at .spec.ingress can't be known"),
  ]);
});
