import { CHARTS } from "../agones.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

interface ChartProps {
  chart?: string;
  /** Of a v3 Chart: a directory instead. */
  path?: string;
  version?: string;
}

/** Helm reads `1.60` as any 1.60.x; a leading v is part of some charts' versions. */
const EXACT = /^v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/;

const LOCAL = /^\.{0,2}\/|^\.{1,2}$|\.tgz$/;
const DIGEST = /@sha256:[0-9a-f]{64}$/;

export const chartsPinned = ruleForTypes<ChartProps>(CHARTS, {
  id: "charts-pinned",
  level: "mandatory",
  severity: "medium",
  statement: "Every Helm chart is installed in one exact version.",
  why: "the same commit otherwise installs another version tomorrow, in one region and not the next",
  fix: "name the version as 1.60.0; those of our own charts are settings, `charts`",
  references: [],
  check({ props }, report) {
    const { version } = props;
    if (version !== undefined && EXACT.test(version)) return;
    if (isFixed(props)) return;
    report({ at: "version", found: show(version), wanted: "one exact version" });
  },
});

function isFixed(props: ChartProps): boolean {
  const { chart } = props;
  return chart === undefined ? props.path !== undefined : LOCAL.test(chart) || DIGEST.test(chart);
}
