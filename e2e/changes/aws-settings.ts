import type { Change, Edit, Step } from "./change.ts";
import { update } from "./operation.ts";

export const ENVIRONMENT = "prod";
export const REGION = "prod-us-east-1";

export const inEnvironment = (setting: string, value: unknown): Edit => ({
  stack: ENVIRONMENT,
  setting,
  value,
});
export const inRegion = (setting: string, value: unknown): Edit => ({ stack: REGION, setting, value });

export const OLD = { version: "1.35", releaseVersion: "1.35.8-20260930" };
export const NEW = { version: "1.36", releaseVersion: "1.36.4-20260930" };

/**
 * Before the first `up`: the Kubernetes version before the newest, so that there is one to go up to. Fewer game nodes, too:
 * the region's addresses do not last for the shipped 120 in two generations at once.
 */
export const AWS_BASE: Edit[] = [
  inRegion("eks.version", OLD.version),
  ...["system", "agones", "metrics"].map((pool) => inRegion(`pools.${pool}`, OLD)),
  inRegion("pools.game", { ...OLD, max: 60 }),
  ...Object.entries(OLD).map(([key, value]) => inRegion(`pools.gpu.${key}`, value)),
];

export const step = (stack: string, ...changes: Change[]): Step => ({ stack, changes });

export const ZONES = ["use1-az1", "use1-az2", "use1-az4"];

/** The same change of a generation's node groups, which are one in each zone. */
export const eachZone = (generation: string, ...fields: string[]) =>
  ZONES.map((zone) => update("NodeGroup", `${generation}-${zone}`, ...fields));
