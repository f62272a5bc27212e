// Which traffic NetworkPolicies let through, as a network plugin reads them: for tests.
import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { RecordedResource } from "../../preview/recorded-resource.ts";

const labels = z.record(z.string(), z.string());

const selector = z.strictObject({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(
      z.strictObject({ key: z.string(), operator: z.enum(["In", "NotIn"]), values: z.array(z.string()) }),
    )
    .optional(),
});

const peer = z.strictObject({
  podSelector: selector.optional(),
  namespaceSelector: selector.optional(),
  ipBlock: z.strictObject({ cidr: z.string() }).optional(),
});

const ports = z.array(z.strictObject({ protocol: z.enum(["TCP", "UDP"]), port: z.number().optional() }));

// Strict: a field that is not read here would make the tests' answers wrong.
const networkPolicy = z.strictObject({
  metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
  spec: z.strictObject({
    podSelector: selector,
    policyTypes: z.array(z.enum(["Ingress", "Egress"])),
    ingress: z.array(z.strictObject({ from: z.array(peer).optional(), ports: ports.optional() })).optional(),
    egress: z.array(z.strictObject({ to: z.array(peer).optional(), ports: ports.optional() })).optional(),
  }),
});

type Selector = z.infer<typeof selector>;
type Peer = z.infer<typeof peer>;
type Ports = z.infer<typeof ports>;
export type RecordedPolicy = z.infer<typeof networkPolicy>;

/** A pod, or an address outside the cluster, which has no labels. */
export interface Endpoint {
  address: string;
  pod?: { namespace: string; labels: Record<string, string> };
}

export interface Port {
  protocol: "TCP" | "UDP";
  port: number;
}

/** The NetworkPolicies among what was recorded. */
export const recordedPolicies = (resources: RecordedResource[]): RecordedPolicy[] =>
  resources
    .filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy")
    .map(({ inputs }) => {
      const { metadata, spec } = inputs;
      return networkPolicy.parse({ metadata, spec });
    });

/** Whether policies let a connection through, on the side that opens it and on the side that takes it. */
export const mayReach = (policies: RecordedPolicy[], from: Endpoint, to: Endpoint, port: Port): boolean =>
  letsOut(policies, from, to, port) && letsIn(policies, from, to, port);

export function letsOut(policies: RecordedPolicy[], from: Endpoint, to: Endpoint, port: Port): boolean {
  const mine = policies.filter((policy) => selects(policy, from, "Egress"));
  return (
    mine.length === 0 ||
    mine.some(({ metadata, spec }) =>
      spec.egress?.some((rule) => isAmong(rule.to, metadata.namespace, to) && isOpen(rule.ports, port)),
    )
  );
}

export function letsIn(policies: RecordedPolicy[], from: Endpoint, to: Endpoint, port: Port): boolean {
  const mine = policies.filter((policy) => selects(policy, to, "Ingress"));
  return (
    mine.length === 0 ||
    mine.some(({ metadata, spec }) =>
      spec.ingress?.some((rule) => isAmong(rule.from, metadata.namespace, from) && isOpen(rule.ports, port)),
    )
  );
}

const selects = (
  { metadata, spec }: RecordedPolicy,
  { pod }: Endpoint,
  type: "Ingress" | "Egress",
): boolean =>
  pod?.namespace === metadata.namespace &&
  spec.policyTypes.includes(type) &&
  matches(spec.podSelector, pod.labels);

/** No peers mean everybody. */
function isAmong(peers: Peer[] | undefined, namespace: string, { address, pod }: Endpoint): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
    if (ipBlock !== undefined) return ipaddr.parse(address).match(ipaddr.parseCIDR(ipBlock.cidr));
    if (pod === undefined) return false;
    const ofNamespace = namespaceSelector
      ? matches(namespaceSelector, { "kubernetes.io/metadata.name": pod.namespace })
      : pod.namespace === namespace;
    return ofNamespace && matches(podSelector ?? {}, pod.labels);
  });
}

/** No ports mean every port. */
const isOpen = (open: Ports | undefined, { protocol, port }: Port): boolean =>
  open === undefined ||
  open.length === 0 ||
  open.some((one) => one.protocol === protocol && (one.port === undefined || one.port === port));

const matches = (
  { matchLabels = {}, matchExpressions = [] }: Selector,
  of: Record<string, string>,
): boolean =>
  Object.entries(matchLabels).every(([key, value]) => of[key] === value) &&
  matchExpressions.every(({ key, operator, values }) => {
    const value = of[key];
    const isOneOf = value !== undefined && values.includes(value);
    return operator === "In" ? isOneOf : !isOneOf;
  });
