import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { generationName } from "./fingerprint.ts";
import { nodeTags } from "./placement.ts";
import type { GenerationSpec, PoolSpec } from "./pool-spec.ts";
import { holdsSessions, isProtected } from "./pool-spec.ts";
import { userData } from "./user-data.ts";

export interface LaunchTemplateArgs {
  clusterName: string;
  pool: PoolSpec;
  /** Every group of the nodes: a template with groups of its own does not get the cluster's by itself. */
  securityGroupIds: pulumi.Input<string>[];
  tags: Record<string, string>;
  transform: Transform<aws.ec2.LaunchTemplateArgs> | undefined;
}

/** What EC2 makes the nodes of one generation from. No key: a shell comes by Session Manager. */
export function createLaunchTemplate(
  parent: pulumi.Resource,
  args: LaunchTemplateArgs,
  generation: GenerationSpec,
): aws.ec2.LaunchTemplate {
  const { clusterName, pool } = args;
  const tags = nodeTags(clusterName, pool, generation, args.tags);
  return new aws.ec2.LaunchTemplate(
    ...transformed<aws.ec2.LaunchTemplateArgs, pulumi.CustomResourceOptions>(
      args.transform,
      generationName(pool, generation),
      {
        description: `Nodes of pool ${pool.name}, generation ${generation.id}, in cluster ${clusterName}`,
        // One hop ends at the node itself, so pods without the host's network cannot take the node's role.
        metadataOptions: {
          httpEndpoint: "enabled",
          httpTokens: "required",
          httpPutResponseHopLimit: 1,
          instanceMetadataTags: "disabled",
        },
        monitoring: { enabled: true },
        blockDeviceMappings: volumes(generation).map(({ deviceName, sizeGiB }) => ({
          deviceName,
          ebs: { volumeType: "gp3", volumeSize: sizeGiB, encrypted: "true", deleteOnTermination: "true" },
        })),
        networkInterfaces: [
          {
            deviceIndex: 0,
            associatePublicIpAddress: String(holdsSessions(pool)),
            securityGroups: args.securityGroupIds,
            deleteOnTermination: "true",
          },
        ],
        // A provider's default tags do not reach what EC2 starts from a template.
        tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
          resourceType,
          tags,
        })),
        userData: userData(generation),
        tags: { Name: tags.Name },
      },
      { parent, protect: isProtected(pool, generation) },
    ),
  );
}

/** Volumes of a node: Bottlerocket keeps its system on one of 4 GiB and everything else on a second. */
export function volumes({ ami, diskGiB }: GenerationSpec): { deviceName: string; sizeGiB: number }[] {
  if (ami === "al2023") return [{ deviceName: "/dev/xvda", sizeGiB: diskGiB }];
  return [
    { deviceName: "/dev/xvda", sizeGiB: 4 },
    { deviceName: "/dev/xvdb", sizeGiB: diskGiB },
  ];
}
