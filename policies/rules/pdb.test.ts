import { testStackRule } from "../testing/test-rule.ts";
import { pdb } from "./pdb.ts";

const metadata = (name: string, namespace = "backend") => ({ name, namespace });
const template = () => ({
  metadata: { labels: { app: "matchmaker", tier: "back" } },
  spec: { containers: [] },
});
const fleet = {
  type: "kubernetes:agones.dev/v1:Fleet",
  props: {
    metadata: metadata("duel", "games"),
    spec: {
      template: { spec: { template: { metadata: { labels: { game: "duel" } }, spec: { containers: [] } } } },
    },
  },
};
const scaler = (type: string, spec: object) => ({
  type,
  props: {
    metadata: metadata("scaler"),
    spec: { scaleTargetRef: { kind: "Deployment", name: "matchmaker" }, ...spec },
  },
});
const HPA = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const KEDA = "kubernetes:keda.sh/v1alpha1:ScaledObject";

const labels = (matchLabels: Record<string, string>) => ({ "budget.spec.selector": { matchLabels } });
const expression = (key: string, operator: string, values?: string[]) => ({
  "budget.spec.selector": { matchExpressions: [{ key, operator, ...(values && { values }) }] },
});
const atLeast = (minAvailable: number | string) => ({
  "budget.spec.maxUnavailable": undefined,
  "budget.spec.minAvailable": minAvailable,
});
const alone = "deployment 2 pods without a PodDisruptionBudget";
const onServers = "budget spec.selector: one of game servers (duel)";

testStackRule(pdb, {
  compliant: () => ({
    deployment: {
      type: "kubernetes:apps/v1:Deployment",
      props: { metadata: metadata("matchmaker"), spec: { replicas: 2, template: template() } },
    },
    budget: {
      type: "kubernetes:policy/v1:PodDisruptionBudget",
      props: {
        metadata: metadata("matchmaker"),
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: "matchmaker" } } },
      },
    },
  }),
  passes: {
    "a single pod without one": { without: ["budget"], set: { "deployment.spec.replicas": 1 } },
    "a workload that says no number, which means one": {
      without: ["budget"],
      set: { "deployment.spec.replicas": undefined },
    },
    "a StatefulSet of one": {
      without: ["budget", "deployment"],
      add: {
        state: {
          type: "kubernetes:apps/v1:StatefulSet",
          props: { metadata: metadata("s"), spec: { template: template() } },
        },
      },
    },
    "a budget of all pods of the namespace": { set: { "budget.spec.selector": {} } },
    "In a list": { set: expression("app", "In", ["other", "matchmaker"]) },
    "NotIn a list": { set: expression("app", "NotIn", ["other"]) },
    "NotIn, of a label that is not there": { set: expression("absent", "NotIn", ["other"]) },
    "a label that Exists": { set: expression("tier", "Exists") },
    "a label that DoesNotExist": { set: expression("absent", "DoesNotExist") },
    "the smallest share, which is rounded up": { set: { "budget.spec.maxUnavailable": "1%" } },
    "one pod less than there are": { set: atLeast(1) },
    "none to stay": { set: atLeast(0) },
    "half to stay": { set: atLeast("50%") },
    "as many as run when it is scaled to its fewest": {
      set: { ...atLeast(2), "deployment.spec.replicas": undefined },
      add: { hpa: scaler(HPA, { minReplicas: 3 }) },
    },
    "a number for pods that somebody else makes": { set: { ...atLeast(5) }, without: ["deployment"] },
    "a number while nothing runs": { set: { ...atLeast(1), "deployment.spec.replicas": 0 } },
    "a workload that KEDA scales to none": { without: ["budget"], add: { keda: scaler(KEDA, {}) } },
    "game servers in another namespace": { set: { "budget.spec.selector": {} }, add: { fleet } },
    "other labels than the game servers have": {
      set: {
        ...labels({ app: "matchmaker" }),
        "budget.metadata.namespace": "games",
        "deployment.metadata.namespace": "games",
      },
      add: { fleet },
    },
    "the budget of Agones' own chart": {
      add: {
        fleet,
        agones: {
          type: "kubernetes:policy/v1:PodDisruptionBudget",
          props: {
            metadata: metadata("agones-gameserver-safe-to-evict-false", "games"),
            spec: {
              maxUnavailable: "0%",
              selector: { matchLabels: { "agones.dev/safe-to-evict": "false" } },
            },
          },
        },
      },
    },
  },
  fails: {
    "several pods without one": { without: ["budget"], finds: alone },
    "a StatefulSet without one": {
      without: ["budget", "deployment"],
      add: {
        state: {
          type: "kubernetes:apps/v1:StatefulSet",
          props: { metadata: metadata("s"), spec: { replicas: 3, template: template() } },
        },
      },
      finds: "state 3 pods without a PodDisruptionBudget",
    },
    "several pods by their scaler": {
      without: ["budget"],
      set: { "deployment.spec.replicas": undefined },
      add: { hpa: scaler(HPA, { minReplicas: 2 }) },
      finds: alone,
    },
    "several pods by KEDA": {
      without: ["budget"],
      set: { "deployment.spec.replicas": 1 },
      add: { keda: scaler(KEDA, { minReplicaCount: 2, scaleTargetRef: { name: "matchmaker" } }) },
      finds: alone,
    },
    "a scaler of another workload": {
      without: ["budget"],
      add: { hpa: scaler(HPA, { scaleTargetRef: { kind: "StatefulSet", name: "matchmaker" } }) },
      finds: alone,
    },
    "a budget in another namespace": { set: { "budget.metadata.namespace": "other" }, finds: alone },
    "a budget of other labels": { set: labels({ app: "matchmaker", tier: "front" }), finds: alone },
    "a budget without a selector": { set: { "budget.spec.selector": undefined }, finds: alone },
    "In a list of others": { set: expression("app", "In", ["other"]), finds: alone },
    "NotIn a list with it": { set: expression("app", "NotIn", ["matchmaker"]), finds: alone },
    "a label that has to Exist": { set: expression("absent", "Exists"), finds: alone },
    "a label that must not exist": { set: expression("app", "DoesNotExist"), finds: alone },
    "no pod that may go": {
      set: { "budget.spec.maxUnavailable": 0 },
      finds: "budget spec.maxUnavailable: 0",
    },
    "none of one's own for game servers that must stay": {
      set: { "budget.spec.maxUnavailable": 0, ...labels({ "agones.dev/safe-to-evict": "false" }) },
      finds: [alone, "budget spec.maxUnavailable: 0"],
    },
    "none of other pods, by the name that Agones' budget has": {
      set: {
        "budget.spec.maxUnavailable": 0,
        "budget.metadata.name": "agones-gameserver-safe-to-evict-false",
      },
      finds: "budget spec.maxUnavailable: 0",
    },
    "no share that may go": {
      set: { "budget.spec.maxUnavailable": "0%" },
      finds: "budget spec.maxUnavailable: 0%",
    },
    "neither limit, with which Kubernetes lets none go": {
      set: { "budget.spec.maxUnavailable": undefined },
      finds: "budget spec.maxUnavailable: none",
    },
    "all to stay": { set: atLeast("100%"), finds: "budget spec.minAvailable: 100%" },
    "all to stay, of pods that somebody else makes": {
      set: atLeast("100%"),
      without: ["deployment"],
      finds: "budget spec.minAvailable: 100%",
    },
    "as many to stay as there are": { set: atLeast(2), finds: "budget spec.minAvailable: 2" },
    "a share that is rounded up to all": { set: atLeast("51%"), finds: "budget spec.minAvailable: 51%" },
    "the only pod to stay": {
      set: { ...atLeast(1), "deployment.spec.replicas": undefined },
      finds: "budget spec.minAvailable: 1",
    },
    "all pods of the game servers' namespace": {
      set: { "budget.metadata.namespace": "games", "budget.spec.selector": {} },
      add: { fleet },
      finds: [alone, onServers],
    },
    "game servers by a label of their Fleet's pods": {
      set: { "budget.metadata.namespace": "games", ...labels({ game: "duel" }) },
      add: { fleet },
      finds: [alone, onServers],
    },
    "game servers by Agones' own label": {
      set: { "budget.metadata.namespace": "games", ...labels({ "agones.dev/role": "gameserver" }) },
      add: { fleet },
      finds: [alone, onServers],
    },
    "a budget that is wrong twice": {
      set: {
        "budget.metadata.namespace": "games",
        "budget.spec.selector": {},
        "budget.spec.maxUnavailable": 0,
      },
      add: { fleet },
      finds: [alone, "budget spec.maxUnavailable: 0", onServers],
    },
  },
  unknown: [
    "deployment.spec",
    "deployment.spec.replicas",
    "deployment.spec.template.metadata.labels",
    "deployment.spec.template.metadata.labels.app",
    "deployment.metadata.namespace",
    "budget.metadata.namespace",
    "budget.spec",
    "budget.spec.selector",
    "budget.spec.selector.matchLabels.app",
    "budget.spec.maxUnavailable",
  ],
});
