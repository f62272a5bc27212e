import { describe, expect, test } from "@jest/globals";
import { plainNodes, toManifest } from "./nodes.ts";

describe("nodes", () => {
  test("plain nodes take the region's zones in turn and have no label of their own", () => {
    const nodes = plainNodes("eu-west-1", 4);
    expect(nodes.map(({ name, zone }) => `${name} ${zone}`)).toEqual([
      "node-1 eu-west-1a",
      "node-2 eu-west-1b",
      "node-3 eu-west-1c",
      "node-4 eu-west-1a",
    ]);
    for (const node of nodes) {
      expect(
        Object.keys(toManifest(node).metadata.labels).filter((key) => !key.includes("kubernetes.io/")),
      ).toEqual([]);
    }
  });

  test("a node carries its own labels, taints, capacity and addresses", () => {
    const taint = { key: "game-server", value: "true", effect: "NoSchedule" as const };
    const manifest = toManifest(
      {
        name: "game-1",
        labels: { "game-server": "true", "kubernetes.io/arch": "arm64" },
        taints: [taint],
        zone: "us-east-1b",
        instanceType: "c7g.large",
        allocatable: { cpu: "1930m", memory: "3Gi", pods: "29" },
        externalIp: "203.0.113.9",
      },
      "10.240.0.1",
    );
    expect(manifest.metadata.labels).toEqual({
      "kubernetes.io/hostname": "game-1",
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "arm64",
      "node.kubernetes.io/instance-type": "c7g.large",
      "topology.kubernetes.io/region": "us-east-1",
      "topology.kubernetes.io/zone": "us-east-1b",
      "game-server": "true",
    });
    expect(manifest.spec.taints).toEqual([taint]);
    expect(manifest.status).toEqual({
      allocatable: { cpu: "1930m", memory: "3Gi", pods: "29" },
      capacity: { cpu: "1930m", memory: "3Gi", pods: "29" },
      addresses: [
        { type: "InternalIP", address: "10.240.0.1" },
        { type: "ExternalIP", address: "203.0.113.9" },
        { type: "Hostname", address: "game-1" },
      ],
    });
  });
});
