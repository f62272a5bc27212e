import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface AddonSpec {
  /** Name as EKS knows it; also the resource's name. */
  name: string;
  clusterName: pulumi.Input<string>;
  /** Exact version, such as v1.22.4-eksbuild.3. */
  version: string;
  /** Values for the add-on's own schema. @default the add-on's defaults */
  values?: object;
  transform?: Transform<aws.eks.AddonArgs> | undefined;
}

/** An EKS add-on at a pinned version, whose settings are the ones written here. */
export function createAddon(spec: AddonSpec, opts: pulumi.CustomResourceOptions): aws.eks.Addon {
  return new aws.eks.Addon(
    ...transformed<aws.eks.AddonArgs, pulumi.CustomResourceOptions>(
      spec.transform,
      spec.name,
      {
        clusterName: spec.clusterName,
        addonName: spec.name,
        addonVersion: spec.version,
        // What someone changed by hand loses; otherwise the next upgrade would stop at it.
        resolveConflictsOnCreate: "OVERWRITE",
        resolveConflictsOnUpdate: "OVERWRITE",
        ...(spec.values !== undefined && { configurationValues: JSON.stringify(spec.values) }),
      },
      opts,
    ),
  );
}
