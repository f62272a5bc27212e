import { testRule } from "../testing/test-rule.ts";
import { noHostport } from "./no-hostport.ts";

const POD = "spec.template.spec";
const PORTS = `${POD}.containers[0].ports`;

testRule(noHostport, {
  type: "kubernetes:apps/v1:Deployment",
  compliant: () => ({
    metadata: { namespace: "game-servers", name: "matchmaker" },
    spec: { template: { spec: { containers: [{ name: "app", ports: [{ containerPort: 8080 }] }] } } },
  }),
  passes: {
    "a container without ports": { set: { [PORTS]: undefined } },
    "0, which is none": { set: { [`${PORTS}[0].hostPort`]: 0 } },
    "an agent of the settings": {
      set: { [`${PORTS}[0].hostPort`]: 9100 },
      settings: { agents: ["game-servers/*"] },
    },
    "a port that Agones maps": {
      type: "kubernetes:agones.dev/v1:GameServer",
      set: {
        spec: {
          ports: [{ portPolicy: "Static", containerPort: 7777, hostPort: 7001 }],
          template: { spec: { containers: [{ ports: [{ containerPort: 7777 }] }] } },
        },
      },
    },
  },
  fails: {
    "a port of the node": { set: { [`${PORTS}[0].hostPort`]: 8080 }, finds: `${PORTS}[0].hostPort: 8080` },
    "the smallest, of another port": {
      set: { [`${PORTS}[1]`]: { containerPort: 1, hostPort: 1 } },
      finds: `${PORTS}[1].hostPort: 1`,
    },
    "one that only runs at the start": {
      set: { [`${POD}.initContainers`]: [{ ports: [{ containerPort: 7, hostPort: 7 }] }] },
      finds: `${POD}.initContainers[0].ports[0].hostPort: 7`,
    },
    "a game server's container": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: {
        "spec.template": { spec: { template: { spec: { containers: [{ ports: [{ hostPort: 7777 }] }] } } } },
      },
      finds: "spec.template.spec.template.spec.containers[0].ports[0].hostPort: 7777",
    },
    "an agent in another namespace": {
      set: { [`${PORTS}[0].hostPort`]: 8080 },
      settings: { agents: ["monitoring/*"] },
      finds: `${PORTS}[0].hostPort: 8080`,
    },
  },
  unknown: [`${POD}.containers`, PORTS, `${PORTS}[0]`, `${PORTS}[0].hostPort`],
});
