import { describe, expect, test } from "@jest/globals";
import {
  ALL_TCP,
  EVERY_POD,
  addresses,
  apiServerEgress,
  defaultDeny,
  dnsEgress,
  egress,
  everyPodHere,
  everyPodOf,
  ingress,
  networkPolicyArgs,
  podsHere,
  podsOf,
  tcp,
  udp,
} from "./network-policy.ts";

describe("rules", () => {
  test("without peers are refused, because Kubernetes would let everybody in", () => {
    expect(() => ingress(addresses([]), tcp(8443))).toThrow(
      'from: [], ports: [{"protocol":"TCP","port":8443}]: an empty `from` would mean everybody; name at least one peer',
    );
    expect(() => egress([], ALL_TCP)).toThrow("an empty `to` would mean everybody; name at least one peer");
  });

  test("without ports are refused, because Kubernetes would open every port", () => {
    expect(() => ingress([everyPodHere], [])).toThrow(
      'from: [{"podSelector":{}}], ports: []: empty `ports` would mean every port; name at least one',
    );
    expect(() => apiServerEgress({ cidrs: ["10.0.0.1/32"], ports: [] })).toThrow(
      "empty `ports` would mean every port",
    );
  });

  test("reach the cluster's DNS by UDP and TCP", () => {
    expect(dnsEgress()).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
      ],
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    });
  });

  test("reach each address of the API server on each of its ports", () => {
    expect(apiServerEgress({ cidrs: ["10.0.0.0/8", "172.16.0.0/12"], ports: [443, 6443] })).toEqual({
      to: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "172.16.0.0/12" } }],
      ports: [
        { protocol: "TCP", port: 443 },
        { protocol: "TCP", port: 6443 },
      ],
    });
  });
});

test("a pod of another namespace is one peer, not pods here or any pod there", () => {
  expect(podsOf("monitoring", { app: "prometheus" })).toEqual({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
    podSelector: { matchLabels: { app: "prometheus" } },
  });
  expect(podsHere({ app: "prometheus" })).toEqual({ podSelector: { matchLabels: { app: "prometheus" } } });
  expect(everyPodOf("monitoring")).toEqual({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
  });
});

describe("manifests", () => {
  test("deny everything in both directions by default", () => {
    expect(networkPolicyArgs(defaultDeny("game-servers"))).toEqual({
      metadata: { name: "default-deny", namespace: "game-servers" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
  });

  test("leave a direction alone of which they say nothing", () => {
    const rule = ingress([everyPodHere], udp(7777));
    const policy = { name: "players", namespace: "game-servers", pods: EVERY_POD };
    expect(networkPolicyArgs({ ...policy, ingress: [rule] }).spec).toEqual({
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [rule],
    });
    expect(networkPolicyArgs({ ...policy, egress: [dnsEgress()] }).spec).toEqual({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [dnsEgress()],
    });
  });
});
