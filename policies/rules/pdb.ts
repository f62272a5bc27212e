import { each } from "../each.ts";
import { nameOf, namespaceOf, selects } from "../pod-selection.ts";
import type { LabelSelector } from "../pod-selection.ts";
import { FLEET, GAME_SERVER, podOf } from "../pods.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

const BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";
const WORKLOADS = ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"];
const SCALERS = [
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:keda.sh/v1alpha1:ScaledObject",
];

interface BudgetProps {
  spec?: { selector?: LabelSelector; maxUnavailable?: number | string; minAvailable?: number | string };
}

interface ScalerProps {
  spec?: {
    scaleTargetRef?: { kind?: string; name?: string };
    minReplicas?: number;
    minReplicaCount?: number;
  };
}

export const pdb = stackRule({
  id: "pdb",
  level: "mandatory",
  severity: "high",
  statement:
    "A workload of two or more pods has a disruption budget that lets one go; none covers game servers.",
  why: "draining a node otherwise ends every copy of a service at once, or never comes to an end",
  fix: "add a PodDisruptionBudget with maxUnavailable 1 that selects the labels of its pods",
  references: ["compliance-policies"],
  types: [...WORKLOADS, BUDGET],
  check(resources, report) {
    each(resources, (resource) => {
      if (WORKLOADS.includes(resource.type)) checkWorkload(resource, resources, report);
      if (resource.type !== BUDGET) return;
      each([checkRoom, checkGameServers], (check) => check(resource, resources, report));
    });
  },
});

function checkWorkload(workload: Subject<object>, resources: Subject<object>[], report: StackReport): void {
  const size = sizeOf(workload, resources);
  if (size < 2) return;
  if (resources.some((budget) => budget.type === BUDGET && picks(budget, workload))) return;
  report(workload, { at: "", found: `${size} pods without a PodDisruptionBudget`, wanted: "covered by one" });
}

/** Kubernetes rounds a share up, whether of pods that may go or of pods that stay. */
function checkRoom(budget: Subject<object>, resources: Subject<object>[], report: StackReport): void {
  const { spec }: BudgetProps = budget.props;
  const maxUnavailable = spec?.maxUnavailable;
  const minAvailable = maxUnavailable === undefined ? spec?.minAvailable : undefined;
  const fix = "set maxUnavailable to 1, and run more than one pod where players would notice it";
  if (minAvailable === undefined) {
    if (amount(maxUnavailable ?? 0, 100) > 0 || isOfAgones(budget)) return;
    report(budget, { at: "spec.maxUnavailable", found: show(maxUnavailable), wanted: "1 or more", fix });
  } else if (amount(minAvailable, 100) > 0 && !leavesRoom(minAvailable, budget, resources))
    report(budget, {
      at: "spec.minAvailable",
      found: show(minAvailable),
      wanted: "less than the pods that it selects",
      fix,
    });
}

/** Agones' chart makes one of its own, which lets no server go that may not be evicted. */
function isOfAgones(budget: Subject<object>): boolean {
  const { spec }: BudgetProps = budget.props;
  return (
    nameOf(budget) === "agones-gameserver-safe-to-evict-false" &&
    spec?.selector?.matchLabels?.["agones.dev/safe-to-evict"] === "false"
  );
}

function leavesRoom(
  minAvailable: number | string,
  budget: Subject<object>,
  resources: Subject<object>[],
): boolean {
  if (typeof minAvailable === "string" && amount(minAvailable, 100) >= 100) return false;
  const selected = resources
    .filter(({ type }) => WORKLOADS.includes(type))
    .filter((each) => picks(budget, each));
  const pods = selected.reduce((sum, workload) => sum + sizeOf(workload, resources), 0);
  return pods === 0 || amount(minAvailable, pods) < pods;
}

/** A number or a share, `50%`. */
const amount = (value: number | string, of: number): number =>
  typeof value === "string" && value.endsWith("%")
    ? Math.ceil((parseInt(value, 10) * of) / 100)
    : Number(value);

function checkGameServers(budget: Subject<object>, resources: Subject<object>[], report: StackReport): void {
  const selected = resources.filter(
    (resource) => (resource.type === FLEET || resource.type === GAME_SERVER) && picks(budget, resource),
  );
  if (selected.length === 0) return;
  report(budget, {
    at: "spec.selector",
    found: `one of game servers (${show(selected.map(nameOf))})`,
    wanted: "one of other pods only",
    fix: "select narrower labels; Agones has a budget of its own, by the Fleet's eviction.safe",
  });
}

function picks(budget: Subject<object>, workload: Subject<object>): boolean {
  if (namespaceOf(budget) !== namespaceOf(workload)) return false;
  const { spec }: BudgetProps = budget.props;
  const pod = podOf(workload);
  return pod !== undefined && selects(spec?.selector, pod);
}

/** The fewest pods that run, where somebody scales them. */
function sizeOf(workload: Subject<{ spec?: { replicas?: number } }>, resources: Subject<object>[]): number {
  const scaler = resources.find((resource) => SCALERS.includes(resource.type) && scales(resource, workload));
  if (scaler === undefined) return workload.props.spec?.replicas ?? 1;
  const { spec }: ScalerProps = scaler.props;
  return scaler.type.includes("keda") ? (spec?.minReplicaCount ?? 0) : (spec?.minReplicas ?? 1);
}

function scales(scaler: Subject<object>, workload: Subject<object>): boolean {
  const { spec }: ScalerProps = scaler.props;
  const { kind = "Deployment", name } = spec?.scaleTargetRef ?? {};
  return (
    workload.type.endsWith(`:${kind}`) &&
    nameOf(workload) === name &&
    namespaceOf(workload) === namespaceOf(scaler)
  );
}
