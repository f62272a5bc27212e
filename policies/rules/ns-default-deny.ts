import { each } from "../each.ts";
import { nameOf, namespaceOf } from "../pod-selection.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const NETWORK_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

const INGRESS = { type: "Ingress", list: "ingress", peers: "from" } as const;
const EGRESS = { type: "Egress", list: "egress", peers: "to" } as const;
const DIRECTIONS = [INGRESS, EGRESS];

type Direction = (typeof DIRECTIONS)[number];

interface Rule {
  from?: object[];
  to?: object[];
  ports?: object[];
}

interface NetworkPolicy {
  podSelector?: { matchLabels?: object; matchExpressions?: unknown[] };
  policyTypes?: string[];
  ingress?: Rule[];
  egress?: Rule[];
}

type PolicyProps = Subject<{ spec?: NetworkPolicy }>;

export const nsDefaultDeny = stackRule({
  id: "ns-default-deny",
  level: "mandatory",
  severity: "high",
  statement: "Every namespace denies traffic in both directions, but for what is allowed by name.",
  why: "one pod that is taken over would reach every game server and the allocator",
  fix: "make the namespace by Isolation, or add a NetworkPolicy that selects all pods, has both policyTypes and no rule",
  references: ["CKV2_K8S_6", "CIS EKS 4.3.2"],
  types: [NAMESPACE, NETWORK_POLICY],
  check(resources, report) {
    const policies = resources.filter(({ type }) => type === NETWORK_POLICY);
    each(resources, (resource) => {
      if (resource.type === NAMESPACE) checkNamespace(resource, policies, report);
      if (resource.type === NETWORK_POLICY)
        each(DIRECTIONS, (direction) => checkPolicy(resource, direction, report));
    });
  },
});

function checkNamespace(namespace: Subject<object>, policies: Subject<object>[], report: StackReport): void {
  const name = nameOf(namespace);
  const open: string[] = [];
  try {
    each(DIRECTIONS, (direction) => {
      if (!some(policies, (policy) => namespaceOf(policy) === name && denies(policy, direction)))
        open.push(direction.list);
    });
  } finally {
    if (open.length > 0)
      report(namespace, {
        at: "",
        found: `${open.join(" and ")} open by default`,
        wanted: "denied by default",
      });
  }
}

/** Policies add up: one that allows everything undoes the denial of another. */
function checkPolicy(policy: PolicyProps, direction: Direction, report: StackReport): void {
  const { type, list, peers } = direction;
  const { spec } = policy.props;
  each(spec?.[list], (rule, index) => {
    if ([rule[peers], rule.ports].some((narrowing) => (narrowing ?? []).length > 0)) return;
    if (!selectsAll(spec) || !typesOf(spec).includes(type)) return;
    report(policy, {
      at: `spec.${list}[${index}]`,
      found: `all ${list} of every pod allowed`,
      wanted: "limited to peers or ports",
      fix: `name them in the rule's \`${peers}\` and \`ports\`, or take the rule out`,
    });
  });
}

function denies({ props: { spec } }: PolicyProps, { type, list }: Direction): boolean {
  return selectsAll(spec) && typesOf(spec).includes(type) && (spec?.[list] ?? []).length === 0;
}

function selectsAll(spec: NetworkPolicy | undefined): boolean {
  if (spec?.podSelector === undefined) return false;
  const { matchLabels = {}, matchExpressions = [] } = spec.podSelector;
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Kubernetes takes the types that are left out from the rules that are there. */
const typesOf = (spec: NetworkPolicy | undefined): string[] =>
  spec?.policyTypes ?? ["Ingress", ...((spec?.egress ?? []).length > 0 ? ["Egress"] : [])];

/** Whether it holds for one, also where another one is unknown. */
function some<T>(items: T[], holds: (item: T) => boolean): boolean {
  const found: T[] = [];
  try {
    each(items, (item) => {
      if (found.length === 0 && holds(item)) found.push(item);
    });
  } catch (error) {
    if (found.length === 0) throw error;
  }
  return found.length > 0;
}
