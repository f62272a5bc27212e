import type { NodeSpec } from "../../testbed/nodes.ts";
import { AwsRefusal } from "./api-error.ts";

/** What the doubles need of a control plane; ControlPlane of the test bed has it. */
export interface Plane {
  region: string;
  /** Path of the administrator's kubeconfig. */
  kubeconfig: string;
  kubectl(args: string[], options?: { input?: string }): Promise<string>;
  addNodes(nodes: NodeSpec[]): Promise<void>;
  removeNodes(names: string[]): Promise<void>;
}

/** The control planes that clusters of the double are, by region, and which cluster each one is. */
export class Planes {
  readonly #byRegion: Record<string, Plane>;
  readonly #clusters = new Map<string, string>();

  constructor(byRegion: Record<string, Plane>) {
    this.#byRegion = byRegion;
  }

  /** The plane of a region, for a new cluster. */
  take(region: string, cluster: string): Plane {
    const plane = this.of(region);
    const other = this.#clusters.get(region);
    if (other !== undefined)
      throw new AwsRefusal(
        "ResourceLimitExceeded",
        `the double has one control plane in ${region}, which is ${other}`,
      );
    this.#clusters.set(region, cluster);
    return plane;
  }

  of(region: string): Plane {
    const plane = this.#byRegion[region];
    if (plane === undefined) {
      const known = Object.keys(this.#byRegion).join(", ") || "none";
      throw new AwsRefusal(
        "UnsupportedAvailabilityZoneException",
        `the double has no control plane in ${region}, only ${known}; give startCloud one`,
      );
    }
    return plane;
  }

  release(region: string): void {
    this.#clusters.delete(region);
  }
}
