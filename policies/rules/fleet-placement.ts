import { FLEET } from "../agones.ts";
import { each } from "../each.ts";
import { CLUSTERS } from "../eks-cluster.ts";
import type { Pod, PodSpec } from "../pods.ts";
import { eachContainer, podOf } from "../pods.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const KARPENTER_POOL = "kubernetes:karpenter.sh/v1:NodePool";
const POOLS = [NODE_GROUP, KARPENTER_POOL];

/** As components/nodes/placement.ts has them. */
const LABEL = "game-server";
const GPU = "nvidia.com/gpu";

interface Taint {
  key?: string;
  value?: string;
  /** `NO_SCHEDULE` of EKS, `NoSchedule` of Kubernetes. */
  effect?: string;
}

interface NodeGroupProps {
  labels?: Record<string, string>;
  taints?: Taint[];
}

interface KarpenterProps {
  spec?: {
    template?: {
      metadata?: { labels?: Record<string, string> };
      spec?: { taints?: Taint[]; requirements?: { key?: string; operator?: string; values?: string[] }[] };
    };
  };
}

const GAME_TAINT: Taint = { key: LABEL, value: "true", effect: "NoSchedule" };

export const fleetPlacement = stackRule({
  id: "fleet-placement",
  level: "mandatory",
  severity: "high",
  statement: "A Fleet's pods go to game nodes, and there is a pool that takes them.",
  why: "servers elsewhere share frame time with other pods, and those that no pool takes never start",
  fix: "leave the placement to Games, or give the pods the node selector and the tolerations of a game pool",
  references: [],
  types: [FLEET],
  check(resources, report) {
    const pools = resources.filter(({ type }) => POOLS.includes(type));
    // On a cluster that was there before nobody here knows the nodes.
    if (pools.length === 0 && !resources.some(({ type }) => CLUSTERS.includes(type))) return;
    each(resources, (fleet) => {
      const pod = fleet.type === FLEET ? podOf(fleet) : undefined;
      if (pod !== undefined) checkPlacement(fleet, pod, pools, report);
    });
  },
});

function checkPlacement(
  fleet: Subject<object>,
  pod: Pod,
  pools: Subject<object>[],
  report: StackReport,
): void {
  const { spec, at } = pod;
  const selected = selectsGameNodes(spec);
  if (!selected)
    report(fleet, {
      at: `${at}.nodeSelector.${LABEL}`,
      found: show(spec.nodeSelector?.[LABEL]),
      wanted: "true",
    });
  const tolerations = checkTolerations(pod);
  for (const wanted of tolerations)
    report(fleet, { at: `${at}.tolerations`, found: shownTolerations(spec), wanted });
  if (!selected || tolerations.length > 0 || pools.length === 0 || pools.some((pool) => takes(pool, spec)))
    return;
  report(fleet, {
    at: `${at}.nodeSelector`,
    found:
      Object.entries(spec.nodeSelector ?? {})
        .map(([key, value]) => `${key}=${value}`)
        .join(", ") || "none",
    wanted: "labels of a pool whose taints are all tolerated",
  });
}

/** What the tolerations would have to be. */
function checkTolerations(pod: Pod): string[] {
  const wantsGpu = asksForGpu(pod);
  const toleratesGpu = toleratesGpus(pod.spec);
  return [
    ...(tolerates(pod.spec, GAME_TAINT) ? [] : [`with ${LABEL}=true:NoSchedule`]),
    ...(wantsGpu && !toleratesGpu ? [`with ${GPU}, for containers that ask for a GPU`] : []),
    ...(!wantsGpu && toleratesGpu ? [`without ${GPU}, for no container asks for a GPU`] : []),
  ];
}

function selectsGameNodes({ nodeSelector, affinity }: PodSpec): boolean {
  if (nodeSelector?.[LABEL] !== undefined) return nodeSelector[LABEL] === "true";
  const terms =
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return (
    terms.length > 0 &&
    terms.every(({ matchExpressions = [] }) =>
      matchExpressions.some(
        ({ key, operator, values = [] }) =>
          key === LABEL && operator === "In" && values.length === 1 && values[0] === "true",
      ),
    )
  );
}

function asksForGpu(pod: Pod): boolean {
  let asks = false;
  eachContainer(pod, ({ resources }) => {
    const count = resources?.limits?.[GPU] ?? resources?.requests?.[GPU];
    if (count !== undefined && Number(count) !== 0) asks = true;
  });
  return asks;
}

/** A toleration without a key, value or effect is one of all of them. */
const tolerates = ({ tolerations = [] }: PodSpec, taint: Taint): boolean =>
  tolerations.some(
    ({ key = "", operator = "Equal", value = "", effect = "" }) =>
      (key === "" ? operator === "Exists" : key === taint.key) &&
      (operator === "Exists" || value === (taint.value ?? "")) &&
      (effect === "" || plain(effect) === plain(taint.effect)),
  );

/** Clouds give that taint different values. */
const toleratesGpus = ({ tolerations = [] }: PodSpec): boolean =>
  tolerations.some(
    ({ key = "", operator = "Equal", effect = "" }) =>
      (key === "" ? operator === "Exists" : key === GPU) && ["", "noschedule"].includes(plain(effect)),
  );

const plain = (effect = "") => effect.replaceAll("_", "").toLowerCase();

const shownTolerations = ({ tolerations = [] }: PodSpec): string =>
  show(
    tolerations.map(({ key = "*", operator, value = "", effect = "*" }) =>
      operator === "Exists" ? `${key}:${effect}` : `${key}=${value}:${effect}`,
    ),
  );

function takes(pool: Subject<object>, spec: PodSpec): boolean {
  return (
    Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => offers(pool, key, value)) &&
    taintsOf(pool).every((taint) => plain(taint.effect) === "prefernoschedule" || tolerates(spec, taint))
  );
}

function offers(pool: Subject<object>, key: string, value: string): boolean {
  const label = labelsOf(pool)[key];
  if (label !== undefined) return label === value;
  const requirement = requirementsOf(pool).find((each) => each.key === key);
  if (requirement?.operator === "In") return requirement.values?.includes(value) === true;
  return requirement?.operator === "Exists" || OF_NODES.test(key);
}

/** Labels that nodes, or what AWS, Karpenter and NVIDIA run on them, give themselves. */
const OF_NODES =
  /^([\w-]+\.)*(kubernetes\.io|k8s\.io|k8s\.aws|karpenter\.sh|nvidia\.com)\/|^eks\.amazonaws\.com\//;

function labelsOf({ type, props }: Subject<object>): Record<string, string> {
  if (type === NODE_GROUP) {
    const { labels = {} }: NodeGroupProps = props;
    return labels;
  }
  const { spec }: KarpenterProps = props;
  return spec?.template?.metadata?.labels ?? {};
}

function taintsOf({ type, props }: Subject<object>): Taint[] {
  if (type === NODE_GROUP) {
    const { taints = [] }: NodeGroupProps = props;
    return taints;
  }
  const { spec }: KarpenterProps = props;
  return spec?.template?.spec?.taints ?? [];
}

function requirementsOf({ type, props }: Subject<object>) {
  const { spec }: KarpenterProps = type === KARPENTER_POOL ? props : {};
  return spec?.template?.spec?.requirements ?? [];
}
