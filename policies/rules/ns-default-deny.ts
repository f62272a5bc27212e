import { each } from "../each.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const NETWORK_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

interface NetworkPolicy {
  metadata?: { namespace?: string };
  spec?: { podSelector?: object; policyTypes?: string[]; ingress?: object[]; egress?: object[] };
}

export const nsDefaultDeny = stackRule({
  id: "ns-default-deny",
  level: "mandatory",
  severity: "high",
  statement: "Every namespace denies traffic in both directions, but for what is allowed by name.",
  why: "one pod that is taken over would reach every game server and the allocator",
  fix: "make the namespace by Isolation, or add a NetworkPolicy that selects all pods, has both policyTypes and no rule",
  references: ["CKV2_K8S_6", "CIS EKS 4.3.2"],
  types: [NAMESPACE],
  check(resources, report) {
    const denied = (direction: "Ingress" | "Egress") =>
      resources.flatMap((resource) => (denies(resource, direction) ? [namespaceOf(resource)] : []));
    const inward = denied("Ingress");
    const outward = denied("Egress");
    each(resources, (resource) => {
      if (resource.type !== NAMESPACE) return;
      const name = nameOf(resource);
      const open = [
        ...(inward.includes(name) ? [] : ["ingress"]),
        ...(outward.includes(name) ? [] : ["egress"]),
      ];
      if (open.length > 0)
        report(resource, {
          at: "",
          found: `${open.join(" and ")} open by default`,
          wanted: "denied by default",
        });
    });
  },
});

function denies({ type, props }: Subject<object>, direction: "Ingress" | "Egress"): boolean {
  if (type !== NETWORK_POLICY) return false;
  const { spec }: NetworkPolicy = props;
  const rules = direction === "Ingress" ? spec?.ingress : spec?.egress;
  const types = spec?.policyTypes ?? ["Ingress"];
  const { matchLabels = {}, matchExpressions = [] }: { matchLabels?: object; matchExpressions?: unknown[] } =
    spec?.podSelector ?? { matchExpressions: [undefined] };
  const selectsAll = Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
  return selectsAll && types.includes(direction) && (rules ?? []).length === 0;
}

const namespaceOf = ({ props }: Subject<{ metadata?: { namespace?: string } }>) =>
  props.metadata?.namespace ?? "default";

const nameOf = ({ name, props }: Subject<{ metadata?: { name?: string } }>) => props.metadata?.name ?? name;
