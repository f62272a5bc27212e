import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { svcExposed } from "./svc-exposed.ts";

const ALLOWED = { allowed: ["agones-system/agones-*"] };

testRule(svcExposed, {
  compliant: () => ({
    metadata: { namespace: "agones-system", name: "agones-allocator" },
    spec: { type: "ClusterIP" },
  }),
  passes: {
    "a Service that says nothing": { set: { spec: undefined } },
    "another name for a host": {
      set: { spec: { type: "ExternalName", externalName: "valkey.example.com" } },
    },
    "no address": { set: { "spec.externalIPs": [] } },
    "one of the settings": { set: { "spec.type": "LoadBalancer" }, settings: ALLOWED },
    "addresses of one of the settings": { set: { "spec.externalIPs": ["192.0.2.1"] }, settings: ALLOWED },
    "one of the settings in no namespace": {
      name: "edge",
      set: { metadata: undefined, "spec.type": "NodePort" },
      settings: { allowed: ["default/edge"] },
    },
    "one inside the cluster, whatever its name will be": { set: { metadata: UNKNOWN }, settings: ALLOWED },
  },
  fails: {
    "a load balancer": { set: { "spec.type": "LoadBalancer" }, finds: "spec.type: LoadBalancer" },
    "a port of every node": { set: { "spec.type": "NodePort" }, finds: "spec.type: NodePort" },
    "addresses from outside": { set: { "spec.externalIPs": ["192.0.2.1"] }, finds: "spec.externalIPs: set" },
    both: {
      set: { spec: { type: "LoadBalancer", externalIPs: ["192.0.2.1"] } },
      finds: ["spec.type: LoadBalancer", "spec.externalIPs: set"],
    },
    "one in another namespace than the settings have": {
      set: { "spec.type": "LoadBalancer", "metadata.namespace": "monitoring" },
      settings: ALLOWED,
      finds: "spec.type: LoadBalancer",
    },
    "one of another name than the settings have": {
      set: { "spec.type": "LoadBalancer", "metadata.name": "x-agones-" },
      settings: ALLOWED,
      finds: "spec.type: LoadBalancer",
    },
    "one whose name nobody knows, where none is allowed": {
      set: { metadata: UNKNOWN, "spec.type": "LoadBalancer" },
      finds: "spec.type: LoadBalancer",
    },
  },
  unknown: ["spec", "spec.type", "spec.externalIPs"],
});

testRule(svcExposed, {
  compliant: () => ({
    metadata: { namespace: "agones-system", name: "agones-allocator" },
    spec: { type: "LoadBalancer" },
  }),
  settings: ALLOWED,
  fails: {},
  unknown: ["metadata", "metadata.namespace", "metadata.name"],
});
