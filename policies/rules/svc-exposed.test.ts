import { expect, test } from "@jest/globals";
import { testRule } from "../testing/test-rule.ts";
import { configure, evaluate } from "../evaluate.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { svcExposed } from "./svc-exposed.ts";

const ALLOWED = { allowed: ["agones-system/agones-*"] };
const cluster = (namespace: string) => ({
  type: "pulumi:providers:kubernetes",
  urn: "urn:pulumi:test::gameplane::pulumi:providers:kubernetes::cluster",
  name: "cluster",
  props: { namespace },
});

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
    "one of the settings in the provider's namespace": {
      set: { "metadata.namespace": undefined, "spec.type": "LoadBalancer" },
      provider: cluster("agones-system"),
      settings: ALLOWED,
    },
    "one of the settings in an empty namespace, which is none": {
      set: { "metadata.namespace": "", "spec.type": "LoadBalancer" },
      provider: cluster("agones-system"),
      settings: ALLOWED,
    },
    "one inside the cluster, whatever its name will be": { set: { metadata: UNKNOWN }, settings: ALLOWED },
  },
  fails: {
    "a load balancer": { set: { "spec.type": "LoadBalancer" }, finds: "spec.type: LoadBalancer" },
    "a port of every node": { set: { "spec.type": "NodePort" }, finds: "spec.type: NodePort" },
    "addresses from outside": {
      set: { "spec.externalIPs": ["192.0.2.1", "2001:db8::1"] },
      finds: ["spec.externalIPs[0]: 192.0.2.1", "spec.externalIPs[1]: 2001:db8::1"],
    },
    both: {
      set: { spec: { type: "LoadBalancer", externalIPs: ["192.0.2.1"] } },
      finds: ["spec.type: LoadBalancer", "spec.externalIPs[0]: 192.0.2.1"],
    },
    "one in another namespace than the settings have": {
      set: { "spec.type": "LoadBalancer", "metadata.namespace": "monitoring" },
      settings: ALLOWED,
      finds: "spec.type: LoadBalancer",
    },
    "one in another namespace of its provider": {
      set: { "metadata.namespace": undefined, "spec.type": "LoadBalancer" },
      provider: cluster("monitoring"),
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
  unknown: ["spec", "spec.type", "spec.externalIPs", "spec.externalIPs[0]"],
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

test("addresses are removed, as no type of Service undoes them", () => {
  const service = {
    type: "kubernetes:core/v1:Service",
    name: "x",
    urn: "urn:pulumi:test::gameplane::kubernetes:core/v1:Service::x",
    props: { spec: { externalIPs: ["192.0.2.1"] } },
    options: { protect: false, ignoreChanges: [] },
  };
  const messages = evaluate(configure([svcExposed], {}), [service]).map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringMatching(/spec\.externalIPs\[0\]: 192\.0\.2\.1, .*; remove externalIPs/),
  ]);
});
