import * as aws from "@pulumi/aws";
import { z } from "zod";
import { GPU, GPU_TYPE } from "../placement.ts";
import { ruleFor } from "../rule.ts";
import { show } from "../show.ts";

interface Group {
  labels?: Record<string, string> | undefined;
  taints?: { key: string; value?: string | undefined; effect: string }[] | undefined;
}

/** Families with NVIDIA GPUs; g4ad has AMD's. */
const FAMILIES = ["p", "g3", "g4dn", "g5", "g6", "g7", "gr6"];

export const gpuPoolTaint = ruleFor(aws.eks.NodeGroup, {
  id: "gpu-pool-taint",
  level: "mandatory",
  severity: "high",
  statement: "Nodes with GPUs refuse pods that need none, and say which GPU they have.",
  why: "pods without a need for GPUs fill the dearest nodes while the matches that need one wait",
  fix: `build the pool with NodePool and the role \`gpu\`, or add the taint and the label ${GPU_TYPE}`,
  references: [],
  settings: {
    families: z.array(z.string().min(1)).default(FAMILIES).meta({
      description: "what instance types with GPUs begin with: g5 stands for g5.xlarge and g5g.xlarge",
    }),
  },
  check({ props }, report, { families }) {
    const types = props.instanceTypes ?? [];
    const gpuType = types.find((type) => families.some((family) => type.startsWith(family)));
    if (gpuType === undefined) {
      if (
        types.length === 0 &&
        props.launchTemplate !== undefined &&
        !(isTainted(props) && isLabelled(props))
      )
        report({
          at: "instanceTypes",
          found: "left to the launch template",
          wanted: "named on the node group, or the group tainted and labelled as one with GPUs",
          fix: "name instanceTypes on the node group, and none in its launch template",
        });
      return;
    }
    const { labels, taints } = props;
    if (!isTainted(props)) {
      const shown = taints?.map(({ key, value, effect }) => `${key}=${value ?? ""}:${effect}`);
      report({ at: "taints", found: `${show(shown)} on ${gpuType}`, wanted: `${GPU}=true:NO_SCHEDULE` });
    }
    if (!isLabelled(props))
      report({
        at: `labels["${GPU_TYPE}"]`,
        found: `${show(labels?.[GPU_TYPE])} on ${gpuType}`,
        wanted: "the type of GPU that games ask for, such as nvidia-a10g",
      });
  },
});

const isTainted = ({ taints }: Group): boolean =>
  taints?.some(({ key, value, effect }) => key === GPU && value === "true" && effect === "NO_SCHEDULE") ??
  false;

const isLabelled = ({ labels }: Group): boolean => (labels?.[GPU_TYPE] ?? "") !== "";
