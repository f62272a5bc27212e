import { charts } from "../../stacks/settings/schema/eks.ts";
import { platformCharts } from "../../stacks/settings/schema/platform.ts";

/** A chart by the name and the version that a release asks its repository for. */
export interface PinnedChart {
  name: string;
  version: string;
}

/** The chart settings of every file that has some of its own. */
export const CHARTS = {
  dev: Object.keys(charts.unwrap().shape),
  prod: Object.keys(charts.unwrap().shape),
  local: Object.keys(platformCharts),
};

/** Every chart that the program may install, as settings pin it by default. */
export function pinnedCharts(): PinnedChart[] {
  const all = Object.values(charts.parse(undefined)).map(({ chart, version }) => ({ name: chart, version }));
  const karpenter = all.find(({ name }) => name === "karpenter");
  // Its definitions are a chart of their own, which has the same version and no setting.
  return karpenter === undefined ? all : [...all, { ...karpenter, name: "karpenter-crd" }];
}
