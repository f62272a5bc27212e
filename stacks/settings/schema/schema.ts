import type { z } from "zod";
import { account, awsRegion, gamePorts, production, protect, secrets, tags } from "./common.ts";
import { charts, eks, nodeScaling } from "./eks.ts";
import { certificates, dns, homeRegion, regions, registry } from "./environment.ts";
import { existingCluster } from "./existing-cluster.ts";
import { games } from "./games.ts";
import { network } from "./network.ts";
import { agones, drain, monitoring, platformCharts, quota } from "./platform.ts";
import { pools } from "./pools.ts";
import { serviceQuotas } from "./service-quotas.ts";
import { group, oneOf, text } from "./setting.ts";

const environment = text(
  /^[a-z][a-z0-9-]{0,30}$/,
  "the name of an environment stack such as prod",
  "Environment stack that this region belongs to; its file is a layer below this one.",
).optional();

const CLUSTER = "`eks` makes a cluster; `existing` deploys on the cluster of a kubeconfig context.";

/** Settings of every stack, inherited by the regions of an environment. */
const everywhere = { production, protect, tags: tags.prefault({}), secrets };

/** Settings of every region: the platform and its games. */
const everyRegion = { gamePorts: gamePorts.prefault({}), agones, games, drain, quota, monitoring };

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
    eks,
    pools,
    nodeScaling,
    serviceQuotas,
    ...everyRegion,
    charts,
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
    existingCluster,
    ...everyRegion,
    charts: group(platformCharts, "Where the Helm charts come from and their exact versions.").prefault({}),
  },
  "A region on an existing cluster.",
);

/** Settings of an environment stack: what exists once for several regions. */
export const environmentStack = group(
  { regions, homeRegion, account, ...everywhere, registry, dns, certificates },
  "An environment of several regions.",
);

export type EksRegionValues = z.output<typeof eksRegion>;
export type ExistingRegionValues = z.output<typeof existingRegion>;
export type ServiceQuotas = EksRegionValues["serviceQuotas"];
export type EnvironmentValues = z.output<typeof environmentStack>;
export type Pool = EksRegionValues["pools"][string];
export type Generation = Pool["generations"][string];
