import type { z } from "zod";
import { account, awsRegion, gamePorts, production, protect, secrets, tags } from "./common.ts";
import { charts, eks, nodeScaling } from "./eks.ts";
import { certificates, dns, homeRegion, regions, registry } from "./environment.ts";
import { network } from "./network.ts";
import { pools } from "./pools.ts";
import { group, oneOf, text } from "./setting.ts";

const environment = text(
  /^[a-z][a-z0-9-]{0,30}$/,
  "the name of an environment stack such as prod",
  "Environment stack that this region belongs to; its file is a layer below this one.",
).optional();

const CLUSTER = "`eks` makes a cluster; `existing` deploys on the cluster of a kubeconfig context.";

/** Settings of every stack, inherited by the regions of an environment. */
const everywhere = { production, protect, tags: tags.prefault({}) };

/** Settings of a region on EKS. */
export const eksRegion = group(
  {
    region: awsRegion("The AWS region of this stack; makes it a region stack."),
    environment,
    cluster: oneOf(["eks"], CLUSTER)
      .meta({ allowed: "eks, or existing in a stack's own file" })
      .default("eks"),
    account,
    ...everywhere,
    network,
    gamePorts: gamePorts.prefault({}),
    eks,
    pools,
    nodeScaling,
    charts,
    secrets,
  },
  "A region on AWS.",
);

/** Settings of a region on a cluster that is already there. */
export const existingRegion = group(
  {
    region: text(
      /^[a-z][a-z0-9-]{0,30}$/,
      "a name such as local",
      "Name of this stack's region in labels and metrics; makes it a region stack.",
    ),
    cluster: oneOf(["existing"], CLUSTER).meta({ allowed: "one of eks, existing" }),
    ...everywhere,
    existingCluster: group(
      {
        context: text(/^\S+$/, "the name of a kubeconfig context", {
          description: "Context of the kubeconfig to deploy on.",
          defaultText: "the kubeconfig's current context",
        }).optional(),
      },
      "The cluster that is already there; gameplane makes no AWS resource for it.",
    ).prefault({}),
    gamePorts: gamePorts.prefault({}),
    secrets,
  },
  "A region on an existing cluster.",
);

/** Settings of an environment stack: what exists once for several regions. */
export const environmentStack = group(
  { regions, homeRegion, account, ...everywhere, registry, dns, certificates, secrets },
  "An environment of several regions.",
);

export type EksRegionValues = z.output<typeof eksRegion>;
export type ExistingRegionValues = z.output<typeof existingRegion>;
export type EnvironmentValues = z.output<typeof environmentStack>;
export type Pool = EksRegionValues["pools"][string];
export type Generation = Pool["generations"][string];
