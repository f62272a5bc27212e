import type { AddonVersions } from "./kubernetes-versions.ts";
import type { PoolSpec } from "../../components/nodes/pool-spec.ts";
import type { GameSettings } from "./games.ts";
import type { EksRegionValues, EnvironmentValues, ExistingRegionValues } from "./schema/schema.ts";

interface Named {
  /** The stack's name. */
  stack: string;
  /** `production`, unless `protect` says otherwise. */
  protect: boolean;
}

/** What the environment stack of a region means to it. */
export interface RegionEnvironment {
  name: string;
  homeRegion: string;
}

/** A region on EKS, with every default in place. */
export interface EksRegionSettings
  extends Named, Omit<EksRegionValues, "network" | "eks" | "pools" | "games" | "protect" | "environment"> {
  kind: "region";
  /** The environment stack, or undefined for a region that stands alone. */
  environment: RegionEnvironment | undefined;
  network: Omit<EksRegionValues["network"], "cidr" | "zoneIds"> & {
    cidr: string;
    /** Zones that hold nodes. */
    zoneIds: string[];
    /** Zones of the control plane: at least two. */
    controlPlaneZoneIds: string[];
  };
  eks: Omit<EksRegionValues["eks"], "addons"> & { addons: AddonVersions };
  pools: PoolSpec[];
  /** The games that this region runs. */
  games: GameSettings[];
}

/** A region on a cluster that is already there. */
export interface ExistingRegionSettings extends Named, Omit<ExistingRegionValues, "games" | "protect"> {
  kind: "region";
  environment: undefined;
  games: GameSettings[];
}

/** What exists once for several regions. */
export interface EnvironmentSettings extends Named, Omit<EnvironmentValues, "protect"> {
  kind: "environment";
  /** NAT gateways of the home region, each of which takes one of the environment's addresses. */
  homeNatGateways: number;
}

export type RegionSettings = EksRegionSettings | ExistingRegionSettings;
export type Settings = RegionSettings | EnvironmentSettings;
