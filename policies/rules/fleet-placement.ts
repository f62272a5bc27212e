import { FLEET } from "../agones.ts";
import { each } from "../each.ts";
import { CLUSTERS } from "../eks-cluster.ts";
import type { Pod, PodSpec } from "../pods.ts";
import { eachContainer, podOf } from "../pods.ts";
import { GAME, GPU } from "../placement.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const KARPENTER_POOL = "kubernetes:karpenter.sh/v1:NodePool";
const POOLS = [NODE_GROUP, KARPENTER_POOL];

/** Labels of nodes with GPUs: ours, the Cluster Autoscaler's, NVIDIA's. */
const GPU_LABELS = [
  "gpu-type",
  "k8s.amazonaws.com/accelerator",
  "nvidia.com/gpu.present",
  "nvidia.com/gpu.product",
];

/** By which Karpenter chooses instances with GPUs. */
const GPU_REQUIREMENT = "karpenter.k8s.aws/instance-gpu-";

interface Expression {
  key?: string | undefined;
  operator?: string | undefined;
  values?: string[] | undefined;
}

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
      spec?: { taints?: Taint[]; requirements?: Expression[] };
    };
  };
}

const GAME_TAINT: Taint = { key: GAME, value: "true", effect: "NoSchedule" };

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
      at: `${at}.nodeSelector.${GAME}`,
      found: show(spec.nodeSelector?.[GAME]),
      wanted: "true",
    });
  const tolerations = checkTolerations(pod);
  for (const wanted of tolerations)
    report(fleet, { at: `${at}.tolerations`, found: shownTolerations(spec), wanted });
  if (!selected || tolerations.length > 0 || pools.length === 0) return;
  const wantsGpu = asksForGpu(pod);
  if (pools.some((pool) => takes(pool, spec) && (!wantsGpu || hasGpus(pool)))) return;
  report(fleet, {
    at: `${at}.nodeSelector`,
    found: shownSelection(spec),
    wanted: `labels of a pool whose taints are all tolerated${wantsGpu ? `, with the taint ${GPU} or a GPU's label` : ""}`,
  });
}

function shownSelection(spec: PodSpec): string {
  const labels = Object.entries(spec.nodeSelector ?? {}).map(([key, value]) => `${key}=${value}`);
  const terms = termsOf(spec).map((expressions) =>
    expressions
      .map(({ key = "", operator = "", values = [] }) => [key, operator, ...values].join(" "))
      .join(" and "),
  );
  return [...labels, ...(terms.length === 0 ? [] : [terms.join(" or ")])].join(", ");
}

/** What the tolerations would have to be. */
function checkTolerations(pod: Pod): string[] {
  const wantsGpu = asksForGpu(pod);
  const toleratesGpu = toleratesGpus(pod.spec);
  return [
    ...(tolerates(pod.spec, GAME_TAINT) ? [] : [`with ${GAME}=true:NoSchedule`]),
    ...(wantsGpu && !toleratesGpu ? [`with ${GPU}, for containers that ask for a GPU`] : []),
    ...(!wantsGpu && toleratesGpu ? [`without ${GPU}, for no container asks for a GPU`] : []),
  ];
}

function selectsGameNodes(spec: PodSpec): boolean {
  const label = spec.nodeSelector?.[GAME];
  if (label !== undefined) return label === "true";
  const terms = termsOf(spec);
  return (
    terms.length > 0 &&
    terms.every((expressions) =>
      expressions.some(
        ({ key, operator, values = [] }) =>
          key === GAME && operator === "In" && values.length === 1 && values[0] === "true",
      ),
    )
  );
}

/** What nodes have to be: all of one of these lists. */
const termsOf = ({ affinity }: PodSpec): Expression[][] =>
  (affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).map(
    ({ matchExpressions = [] }) => matchExpressions,
  );

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
  const terms = termsOf(spec);
  return (
    Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => offers(pool, key, value)) &&
    (terms.length === 0 || terms.some((term) => term.every((expression) => meets(pool, expression)))) &&
    taintsOf(pool).every((taint) => plain(taint.effect) === "prefernoschedule" || tolerates(spec, taint))
  );
}

function hasGpus(pool: Subject<object>): boolean {
  return (
    taintsOf(pool).some(({ key }) => key === GPU) ||
    GPU_LABELS.some((key) => labelsOf(pool)[key] !== undefined) ||
    requirementsOf(pool).some(
      ({ key = "", operator = "" }) =>
        (GPU_LABELS.includes(key) || key.startsWith(GPU_REQUIREMENT)) &&
        ["In", "Exists", "Gt", "Gte"].includes(operator),
    )
  );
}

function offers(pool: Subject<object>, key: string, value: string): boolean {
  const label = labelsOf(pool)[key];
  if (label !== undefined) return label === value;
  const requirements = requirementsOf(pool).filter((each) => each.key === key);
  return requirements.length === 0 ? OF_NODES.test(key) : requirements.every((each) => holds(each, value));
}

/** Whether nodes of a pool can be what a pod's affinity asks for. */
function meets(pool: Subject<object>, expression: Expression): boolean {
  const { key = "", operator, values = [] } = expression;
  if (operator === "In") return values.some((value) => offers(pool, key, value));
  const known = valuesOf(pool, key);
  if (operator === "DoesNotExist") return known === undefined;
  if (known !== undefined) return known.some((value) => holds(expression, value));
  const mayHave = requirementsOf(pool).some((each) => each.key === key && each.operator !== "DoesNotExist");
  return operator === "NotIn" || mayHave || OF_NODES.test(key);
}

/** Values of a label, as far as a pool says them. */
function valuesOf(pool: Subject<object>, key: string): string[] | undefined {
  const label = labelsOf(pool)[key];
  if (label !== undefined) return [label];
  return requirementsOf(pool).find((each) => each.key === key && each.operator === "In")?.values;
}

function holds({ operator = "", values = [] }: Expression, value: string): boolean {
  switch (operator) {
    case "In":
      return values.includes(value);
    case "NotIn":
      return !values.includes(value);
    case "Exists":
      return true;
    case "Gt":
      return Number(value) > Number(values[0]);
    case "Gte":
      return Number(value) >= Number(values[0]);
    case "Lt":
      return Number(value) < Number(values[0]);
    case "Lte":
      return Number(value) <= Number(values[0]);
    default:
      return false;
  }
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
