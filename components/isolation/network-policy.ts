// NetworkPolicies as data, pure. Kubernetes reads an empty list of peers as "everybody" and an empty list of ports as
// "every port", so the functions here refuse both.
import type * as k8s from "@pulumi/kubernetes";

export type Labels = Record<string, string>;

/** Pods by their labels; `{}` is every pod. */
export interface PodSelector {
  matchLabels?: Labels;
  matchExpressions?: { key: string; operator: "In" | "NotIn"; values: string[] }[];
}

/** Pods of this namespace or, with `namespaceSelector`, of another one; or addresses. */
export type Peer =
  | { podSelector: PodSelector; namespaceSelector?: { matchLabels: Labels } }
  | { namespaceSelector: { matchLabels: Labels } }
  | { ipBlock: { cidr: string } };

/**
 * A port of the pod: what comes in is filtered after a host port was translated. What goes out to a Service should have
 * the same port on both sides, because the VPC's network plugin judges it before translation. No `port` is all of them.
 */
export interface Port {
  protocol: "TCP" | "UDP";
  port?: number;
}

export interface IngressRule {
  from: Peer[];
  ports: Port[];
}

export interface EgressRule {
  to: Peer[];
  ports: Port[];
}

/** What some pods of a namespace may take in, let out, or both; traffic in a direction left out is not its matter. */
export interface NetworkPolicy {
  name: string;
  namespace: string;
  pods: PodSelector;
  ingress?: IngressRule[];
  egress?: EgressRule[];
}

/** Where pods reach the API server. */
export interface ApiServerAddresses {
  /** The Service's address and those behind it, because network plugins differ in which one they see. */
  cidrs: string[];
  /** TCP. */
  ports: number[];
}

export const EVERY_POD: PodSelector = {};

export const tcp = (...ports: number[]): Port[] => ports.map((port) => ({ protocol: "TCP", port }));
export const udp = (...ports: number[]): Port[] => ports.map((port) => ({ protocol: "UDP", port }));

export const ALL_TCP: Port[] = [{ protocol: "TCP" }];

/** Pods of the policy's own namespace. */
export const podsHere = (labels: Labels): Peer => ({ podSelector: { matchLabels: labels } });

export const everyPodHere: Peer = { podSelector: EVERY_POD };

/** Pods of another namespace. */
export const podsOf = (namespace: string, labels: Labels): Peer => ({
  ...everyPodOf(namespace),
  podSelector: { matchLabels: labels },
});

export const everyPodOf = (namespace: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
});

export const addresses = (cidrs: string[]): Peer[] => cidrs.map((cidr) => ({ ipBlock: { cidr } }));

export function ingress(from: Peer[], ports: Port[]): IngressRule {
  refuseEmpty("from", from, ports);
  return { from, ports };
}

export function egress(to: Peer[], ports: Port[]): EgressRule {
  refuseEmpty("to", to, ports);
  return { to, ports };
}

function refuseEmpty(direction: "from" | "to", peers: Peer[], ports: Port[]): void {
  const written = `${direction}: ${JSON.stringify(peers)}, ports: ${JSON.stringify(ports)}`;
  if (peers.length === 0)
    throw new Error(`${written}: an empty \`${direction}\` would mean everybody; name at least one peer`);
  if (ports.length === 0)
    throw new Error(`${written}: empty \`ports\` would mean every port; name at least one`);
}

/** The cluster's DNS; CoreDNS bears this label on EKS, kind and kubeadm alike. */
export const dnsEgress = (): EgressRule =>
  egress([podsOf("kube-system", { "k8s-app": "kube-dns" })], [...udp(53), ...tcp(53)]);

export const apiServerEgress = ({ cidrs, ports }: ApiServerAddresses): EgressRule =>
  egress(addresses(cidrs), tcp(...ports));

/** Isolates every pod of a namespace; what it may do, other policies add. */
export const defaultDeny = (namespace: string): NetworkPolicy => ({
  name: "default-deny",
  namespace,
  pods: EVERY_POD,
  ingress: [],
  egress: [],
});

export function networkPolicyArgs(policy: NetworkPolicy): k8s.networking.v1.NetworkPolicyArgs {
  const { name, namespace, pods, ingress, egress } = policy;
  return {
    metadata: { name, namespace },
    spec: {
      podSelector: pods,
      policyTypes: [...(ingress ? ["Ingress"] : []), ...(egress ? ["Egress"] : [])],
      // The API server drops empty lists, so writing them would show as a change in every preview.
      ...(ingress?.length && { ingress }),
      ...(egress?.length && { egress }),
    },
  };
}
