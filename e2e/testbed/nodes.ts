/** What a test says about a node; kwok keeps it Ready, nothing runs on it. */
export interface NodeSpec {
  name: string;
  labels: Record<string, string>;
  taints: Taint[];
  /** Availability zone, such as eu-west-1a. */
  zone: string;
  instanceType: string;
  /** What pods may request there. */
  allocatable: Record<string, string> & { cpu: string; memory: string; pods: string };
  /** Address that players would reach. */
  externalIp?: string;
}

export interface Taint {
  key: string;
  value?: string;
  effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Nodes with no label but those that every cloud's nodes have, one zone after the other. */
export function plainNodes(region: string, count: number): NodeSpec[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `node-${i + 1}`,
    labels: {},
    taints: [],
    zone: `${region}${"abc".charAt(i % 3)}`,
    instanceType: "c7i.4xlarge",
    allocatable: { cpu: "16", memory: "30Gi", pods: "110", "ephemeral-storage": "100Gi" },
    externalIp: `203.0.113.${(i % 254) + 1}`, // documentation range, RFC 5737
  }));
}

/** The Node as its kubelet would register it. */
export function toManifest(node: NodeSpec, internalIp?: string): NodeManifest {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: node.name,
      annotations: { "kwok.x-k8s.io/node": "fake" },
      labels: {
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "node.kubernetes.io/instance-type": node.instanceType,
        "topology.kubernetes.io/region": node.zone.replace(/[a-z]$/, ""),
        "topology.kubernetes.io/zone": node.zone,
        ...node.labels,
      },
    },
    spec: { taints: node.taints },
    status: {
      allocatable: node.allocatable,
      capacity: node.allocatable,
      addresses: [
        ...(internalIp === undefined ? [] : [{ type: "InternalIP", address: internalIp }]),
        ...(node.externalIp === undefined ? [] : [{ type: "ExternalIP", address: node.externalIp }]),
        { type: "Hostname", address: node.name },
      ],
    },
  };
}

export interface NodeManifest {
  apiVersion: "v1";
  kind: "Node";
  metadata: { name: string; annotations: Record<string, string>; labels: Record<string, string> };
  spec: { taints: Taint[] };
  status: {
    allocatable: Record<string, string>;
    capacity: Record<string, string>;
    addresses: { type: string; address: string }[];
  };
}
