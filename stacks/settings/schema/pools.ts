import { z } from "zod";
import { KUBERNETES_VERSIONS } from "../kubernetes-versions.ts";
import { LABEL_VALUE, labels } from "./kubernetes.ts";
import { flag, group, listOf, named, oneOf, someOf, text, wholeNumber } from "./setting.ts";

export const POOL_ROLES = ["system", "agones", "metrics", "game", "gpu"] as const;
export type PoolRole = (typeof POOL_ROLES)[number];

const INSTANCE_TYPE = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/);

const release = (description: string) =>
  text(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "an AMI release such as 1.35.2-20260512", {
    description,
    defaultText: "EKS's newest when the node group is created",
  });

/** What a node is made of; a change of any of it makes another node group. */
const nodeShape = {
  instanceTypes: someOf(
    INSTANCE_TYPE,
    "a list of instance types such as [c7i.4xlarge, c6i.4xlarge]",
    "EC2 instance types, first choice first; all of one architecture.",
  ),
  ami: oneOf(["al2023", "bottlerocket"], "Operating system of the nodes.").default("al2023"),
  version: oneOf(KUBERNETES_VERSIONS, {
    description: "Kubernetes version of the nodes.",
    defaultText: "eks.version",
  }).optional(),
  releaseVersion: release("Exact release of the EKS optimized AMI.").optional(),
  capacityType: oneOf(
    ["on-demand", "spot"],
    "How capacity is bought; production refuses spot for sessions.",
  ).default("on-demand"),
  diskGiB: wholeNumber(20, 16384, {
    description: "Size of the encrypted gp3 root volume.",
    unit: "GiB",
  }).default(100),
  maxPods: wholeNumber(4, 250, {
    description: "Pods that a node may hold.",
    defaultText: "what prefix delegation allows: 110 below 30 vCPU, else 250, capped by the interfaces",
  }).optional(),
};

/** A part of a node's shape as a generation may have it of its own. */
const ofPool = <T extends z.ZodType>(setting: T) =>
  setting.meta({ ...setting.meta(), defaultText: "the pool's" }).optional();

const generation = group(
  {
    instanceTypes: ofPool(nodeShape.instanceTypes),
    ami: ofPool(nodeShape.ami.unwrap()),
    version: ofPool(nodeShape.version.unwrap()),
    releaseVersion: ofPool(nodeShape.releaseVersion.unwrap()),
    capacityType: ofPool(nodeShape.capacityType.unwrap()),
    diskGiB: ofPool(nodeShape.diskGiB.unwrap()),
    maxPods: ofPool(nodeShape.maxPods.unwrap()),
    cordoned: flag(
      "No new pods land on this generation's nodes; servers that are Ready there still take sessions (docs/operations.md, 'Change a pool').",
    ).default(false),
    drained: flag(
      "Nobody plays on this generation any more: lifts its protection, so that it can be removed.",
    ).default(false),
  },
  "One node group of the pool; what it leaves out comes from the pool.",
);

export const pool = group(
  {
    role: oneOf(POOL_ROLES, "What the pool is for; decides taints, labels, subnets and security groups."),
    ...nodeShape,
    min: wholeNumber(0, 450, { description: "Fewest nodes.", unit: "nodes" }),
    desired: wholeNumber(0, 450, {
      description: "Nodes at creation; the autoscaler owns the number afterwards.",
      unit: "nodes",
      defaultText: "min",
    }).optional(),
    max: wholeNumber(1, 450, { description: "Most nodes.", unit: "nodes" }),
    gpuType: text(LABEL_VALUE, "a label value such as nvidia-a10g", {
      description: "Label `gpu-type` of a GPU pool's nodes.",
      defaultText: "nvidia- and the GPU's model in lower case",
    }).optional(),
    excludeZoneIds: listOf(
      z.string().regex(/^[a-z]{2,4}\d-az\d+$/),
      "a list of zone ids such as [use1-az5]",
      "Zones of the network that lack the instance types.",
    ).default([]),
    labels: labels("Further labels of the nodes.", "Further labels of the nodes."),
    generations: named(
      /^[a-z0-9]{1,8}$/,
      "ids of up to 8 lower-case letters and digits",
      generation,
      "Node groups of this pool, one of them neither cordoned nor drained. See docs/operations.md, 'Change a pool'.",
    ).default({ "1": { cordoned: false, drained: false } }),
  },
  "A pool of nodes.",
);

export const pools = named(
  /^[a-z][a-z0-9-]{0,19}$/,
  "names of up to 20 lower-case letters, digits and dashes that begin with a letter",
  pool,
  "Node pools by name; null removes one.",
);

/** The pools of every EKS stack, as a layer below Pulumi.yaml. */
export const DEFAULT_POOLS = {
  system: { role: "system", instanceTypes: ["m7i.large", "m6i.large"], min: 2, max: 6 },
  agones: { role: "agones", instanceTypes: ["m7i.xlarge", "m6i.xlarge"], min: 2, max: 4 },
  metrics: { role: "metrics", instanceTypes: ["r7i.large"], min: 1, max: 3 },
  game: { role: "game", instanceTypes: ["c7i.4xlarge", "c6i.4xlarge"], min: 2, max: 20 },
  gpu: { role: "gpu", instanceTypes: ["g5.4xlarge"], min: 0, max: 4 },
};
