import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { always } from "./sizes.ts";

const DAYS_PER_YEAR = 365;

/** Logs of an EKS cluster, by its name. */
export function controlPlaneLogs(name: string | undefined, stack: BilledStack): Charge[] {
  const { controlPlaneLogGb } = stack.prices.assumptions;
  const group = stack.resources.find(
    ({ type, inputs }) => type === LOG_GROUP && inputs.name === `/aws/eks/${name ?? ""}/cluster`,
  );
  return logs("of the control plane", always(controlPlaneLogGb), group, stack, {
    assumes: `${controlPlaneLogGb} GB a month of control plane logs`,
  });
}

export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

export function flowLog(resource: RecordedResource, stack: BilledStack): Charge[] {
  const { region, pools, prices } = stack;
  const { flowLogGbPerNode } = prices.assumptions;
  if (
    resource.inputs.logDestinationType !== undefined &&
    resource.inputs.logDestinationType !== "cloud-watch-logs"
  )
    return [
      {
        what: `flow log ${resource.name}, not to CloudWatch`,
        key: null,
        unit: "flow log",
        region,
        quantity: always(1),
      },
    ];
  const [group] = stack.sourcesOf(resource, "logDestination").filter(({ type }) => type === LOG_GROUP);
  const gb = (size: "minimum" | "buffer" | "maximum") =>
    pools.reduce((all, { nodes }) => all + (nodes?.[size] ?? 0), 0) * flowLogGbPerNode;
  const quantity = { minimum: gb("minimum"), buffer: gb("buffer"), maximum: gb("maximum") };
  return logs("of flows", quantity, group, stack, {
    assumes: `${flowLogGbPerNode} GB a month of flow logs for each node`,
  });
}

/** What goes in, and what is kept once as much is there as the retention lets there be. */
function logs(
  which: string,
  quantity: Charge["quantity"],
  group: RecordedResource | undefined,
  { region, prices }: BilledStack,
  { assumes }: { assumes: string },
): Charge[] {
  const days = group?.inputs.retentionInDays;
  const isEndless = typeof days !== "number" || days === 0;
  const { endlessLogMonths } = prices.assumptions;
  const months = isEndless ? endlessLogMonths : (days * 12) / DAYS_PER_YEAR;
  const { minimum, buffer, maximum } = quantity;
  return [
    { what: `logs ${which}`, key: "cloudwatch logs ingestion", region, quantity, assumes },
    {
      what: `storage of logs ${which}`,
      key: "cloudwatch logs storage",
      region,
      quantity: { minimum: minimum * months, buffer: buffer * months, maximum: maximum * months },
      ...(isEndless && { assumes: `logs that are kept for ever: ${endlessLogMonths} months of them` }),
    },
  ];
}

/** Charged by what is written to it: known of the cluster's and of flow logs'. */
export function logGroup(resource: RecordedResource, stack: BilledStack): Charge[] {
  const isClusters = stack.resources.some(
    ({ type, inputs }) =>
      (type === "eks:index:Cluster" || type === "aws:eks/cluster:Cluster") &&
      resource.inputs.name === `/aws/eks/${typeof inputs.name === "string" ? inputs.name : ""}/cluster`,
  );
  const isFlowLogs = stack.resources.some((other) =>
    stack.sourcesOf(other, "logDestination").includes(resource),
  );
  return isClusters || isFlowLogs
    ? []
    : [
        {
          what: `logs in ${resource.name}, of which nobody knows how many`,
          key: null,
          unit: "log group",
          region: stack.regionOf(resource),
          quantity: always(1),
        },
      ];
}
