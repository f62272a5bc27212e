import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { fleetPorts } from "./fleet-ports.ts";

const PORTS = "spec.template.spec.ports";
const AT = `${PORTS}[0].portPolicy`;

testRule(fleetPorts, {
  compliant: () => ({
    spec: { template: { spec: { ports: [{ name: "game", portPolicy: "Dynamic", containerPort: 7777 }] } } },
  }),
  passes: {
    "Agones' default": { set: { [AT]: undefined } },
    "a port that the server asks for": { set: { [AT]: "Passthrough" } },
    "no port of the node": { set: { [AT]: "None" } },
    "a Fleet without ports": { set: { [PORTS]: undefined } },
    "a fixed port of one server": { set: { [AT]: "Static", "spec.replicas": 1 } },
    "a fixed port of no server, as while it drains": { set: { [AT]: "Static", "spec.replicas": 0 } },
    "Agones' ports of however many servers": { set: { "spec.replicas": UNKNOWN } },
  },
  fails: {
    "a fixed port of two servers": { set: { [AT]: "Static", "spec.replicas": 2 }, finds: `${AT}: Static` },
    "a fixed port of as many servers as an autoscaler wants": {
      set: { [AT]: "Static" },
      finds: `${AT}: Static`,
    },
    "a fixed port beside others": {
      set: { [`${PORTS}[1]`]: { name: "query", portPolicy: "Static" } },
      finds: `${PORTS}[1].portPolicy: Static`,
    },
    "a policy that Agones does not know": {
      set: { [AT]: "dynamic", "spec.replicas": 1 },
      finds: `${AT}: dynamic`,
    },
  },
  unknown: ["spec", PORTS, `${PORTS}[0]`, AT],
});

testRule(fleetPorts, {
  compliant: () => ({ spec: { replicas: 1, template: { spec: { ports: [{ portPolicy: "Static" }] } } } }),
  fails: { "two servers": { set: { "spec.replicas": 2 }, finds: `${AT}: Static` } },
  unknown: ["spec.replicas"],
});
