import * as aws from "@pulumi/aws";
import { z } from "zod";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

/** As components/nodes/placement.ts has them. */
const TAINT = "nvidia.com/gpu";
const LABEL = "gpu-type";

/** Families with NVIDIA GPUs; g4ad has AMD's. */
const FAMILIES = ["p", "g3", "g4dn", "g5", "g6", "g7", "gr6"];

export const gpuPoolTaint = ruleFor(aws.eks.NodeGroup, {
  id: "gpu-pool-taint",
  level: "mandatory",
  severity: "high",
  statement: "Nodes with GPUs refuse pods that need none, and say which GPU they have.",
  why: "pods without a need for GPUs fill the dearest nodes while the matches that need one wait",
  fix: `build the pool with NodePool and the role \`gpu\`, or add the taint and the label ${LABEL}`,
  references: [],
  settings: {
    families: z.array(z.string().min(1)).default(FAMILIES).meta({
      description: "what instance types with GPUs begin with: g5 stands for g5.xlarge and g5g.xlarge",
    }),
  },
  check({ props }, report, { families }) {
    const gpuType = props.instanceTypes?.find((type) => families.some((family) => type.startsWith(family)));
    if (gpuType === undefined) return;
    const { labels, taints } = props;
    const has = taints?.some(
      ({ key, value, effect }) => key === TAINT && value === "true" && effect === "NO_SCHEDULE",
    );
    if (has !== true) {
      const shown = taints?.map(({ key, value, effect }) => `${key}=${value ?? ""}:${effect}`);
      report({ at: "taints", found: `${show(shown)} on ${gpuType}`, wanted: `${TAINT}=true:NO_SCHEDULE` });
    }
    if ((labels?.[LABEL] ?? "") === "")
      report({
        at: `labels["${LABEL}"]`,
        found: `${show(labels?.[LABEL])} on ${gpuType}`,
        wanted: "the type of GPU that games ask for, such as nvidia-a10g",
      });
  },
});
