import { testStackRule } from "../testing/test-rule.ts";
import { gameServersScraped } from "./game-servers-scraped.ts";

const POD = "fleet.spec.template.spec.template";
const AT = "spec.template.spec.template.spec";
const unread = `fleet ${AT}.containers[0].ports[1].name: metrics (9090)`;

const labels = (matchLabels: object) => ({ "monitor.spec.selector": { matchLabels } });
const expression = (key: string, operator: string, values?: string[]) => ({
  "monitor.spec.selector": { matchExpressions: [{ key, operator, ...(values && { values }) }] },
});
const elsewhere = (namespaceSelector: object) => ({
  "monitor.metadata.namespace": "monitoring",
  "monitor.spec.namespaceSelector": namespaceSelector,
});
const endpoint = (value: object) => ({ "monitor.spec.podMetricsEndpoints": [{ port: "other" }, value] });

testStackRule(gameServersScraped, {
  compliant: () => ({
    fleet: {
      type: "kubernetes:agones.dev/v1:Fleet",
      props: {
        metadata: { name: "duel", namespace: "games" },
        spec: {
          template: {
            spec: {
              template: {
                metadata: { labels: { game: "duel" } },
                spec: {
                  containers: [
                    {
                      name: "game",
                      ports: [
                        { name: "admin", containerPort: 8080 },
                        { name: "metrics", containerPort: 9090 },
                      ],
                    },
                  ],
                },
              },
            },
          },
        },
      },
    },
    monitor: {
      type: "kubernetes:monitoring.coreos.com/v1:PodMonitor",
      props: {
        metadata: { name: "game-server-metrics", namespace: "games" },
        spec: {
          selector: { matchLabels: { "agones.dev/role": "gameserver" } },
          podMetricsEndpoints: [{ port: "metrics" }],
        },
      },
    },
  }),
  passes: {
    "a game that offers none": {
      without: ["monitor"],
      set: { [`${POD}.spec.containers[0].ports`]: undefined },
    },
    "ports of other names": {
      without: ["monitor"],
      set: { [`${POD}.spec.containers[0].ports`]: [{ name: "http-metrics", containerPort: 9090 }] },
    },
    "a Fleet without a pod": { without: ["monitor"], set: { "fleet.spec": undefined } },
    "a label of the Fleet's pods": { set: labels({ game: "duel" }) },
    "every pod": { set: { "monitor.spec.selector": {} } },
    "In a list": { set: expression("game", "In", ["duel"]) },
    "a label that Agones gives each server": { set: expression("agones.dev/gameserver", "Exists") },
    "a monitor that looks everywhere": { set: elsewhere({ any: true }) },
    "a monitor that looks into that namespace": { set: elsewhere({ matchNames: ["other", "games"] }) },
    "an empty list of namespaces, which means its own": {
      set: { "monitor.spec.namespaceSelector.matchNames": [] },
    },
    "a port by its number": { set: endpoint({ portNumber: 9090 }) },
    "a port by its target's name": { set: endpoint({ targetPort: "metrics" }) },
    "a port by its target's number": { set: endpoint({ targetPort: 9090 }) },
    "one monitor of two": {
      add: {
        agones: {
          type: "kubernetes:monitoring.coreos.com/v1:PodMonitor",
          props: {
            metadata: { namespace: "agones-system" },
            spec: { selector: { matchLabels: { app: "agones" } }, podMetricsEndpoints: [{ port: "http" }] },
          },
        },
      },
    },
  },
  fails: {
    "no monitor": { without: ["monitor"], finds: unread },
    "a ServiceMonitor, for game servers have no Service": {
      without: ["monitor"],
      add: {
        service: {
          type: "kubernetes:monitoring.coreos.com/v1:ServiceMonitor",
          props: {
            metadata: { namespace: "games" },
            spec: { selector: {}, endpoints: [{ port: "metrics" }] },
          },
        },
      },
      finds: unread,
    },
    "a monitor of another namespace": { set: { "monitor.metadata.namespace": "monitoring" }, finds: unread },
    "a monitor that looks into others": { set: elsewhere({ matchNames: ["other"] }), finds: unread },
    "a monitor that looks away from its own": {
      set: { "monitor.spec.namespaceSelector.matchNames": ["other"] },
      finds: unread,
    },
    "a monitor that says it does not look everywhere": { set: elsewhere({ any: false }), finds: unread },
    "a monitor of other labels": { set: labels({ game: "arena" }), finds: unread },
    "a monitor of another role": { set: labels({ "agones.dev/role": "controller" }), finds: unread },
    "a label of the Fleet itself, which its pods have not": {
      set: { ...labels({ team: "a" }), "fleet.metadata.labels.team": "a" },
      finds: unread,
    },
    "a list without it": { set: expression("game", "NotIn", ["duel"]), finds: unread },
    "a monitor without a selector": { set: { "monitor.spec.selector": undefined }, finds: unread },
    "another port": { set: { "monitor.spec.podMetricsEndpoints[0].port": "http" }, finds: unread },
    "another number": { set: endpoint({ portNumber: 9091 }), finds: unread },
    "no ports": { set: { "monitor.spec.podMetricsEndpoints": undefined }, finds: unread },
    "a sidecar's port": {
      without: ["monitor"],
      set: {
        [`${POD}.spec.initContainers`]: [{ ports: [{ name: "metrics" }] }],
        [`${POD}.spec.containers`]: [{ name: "game" }],
      },
      finds: `fleet ${AT}.initContainers[0].ports[0].name: metrics`,
    },
  },
  unknown: [
    `${POD}.spec`,
    `${POD}.spec.containers`,
    `${POD}.spec.containers[0].ports`,
    `${POD}.spec.containers[0].ports[1].name`,
    "fleet.metadata.namespace",
    "monitor.metadata.namespace",
    "monitor.spec",
    "monitor.spec.selector",
    "monitor.spec.selector.matchLabels",
    "monitor.spec.namespaceSelector",
    "monitor.spec.podMetricsEndpoints",
    "monitor.spec.podMetricsEndpoints[0].port",
  ],
});
