import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface ImageRegistryArgs {
  /** AWS account of the registry, 12 digits; replicas stay in it. */
  account: string;
  /** Region to which images are pushed; that of the component's own AWS provider. */
  homeRegion: string;
  /** Every region that pulls images, the home region among them. */
  regions: string[];
  /** Begins every repository's name: prod makes prod/matchmaker. One environment, one prefix. */
  repositoryPrefix: string;
  /** Repositories, without the prefix. */
  repositories: string[];
  /** After how long an image without a tag is deleted, days since its push. */
  untaggedDays: number;
  /** AWS providers by region, one for each region but the home region. */
  providers: Record<string, aws.Provider>;
  /** Refuses to delete or replace repositories. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    repository?: Transform<aws.ecr.RepositoryArgs>;
    creationTemplate?: Transform<aws.ecr.RepositoryCreationTemplateArgs>;
  };
}

/**
 * The environment's images: ECR repositories with immutable tags in the home region, replicated to every other
 * region, where a creation template gives the replicas the same settings. Every region scans what arrives in it.
 *
 * Scanning and replication are settings of the account's whole registry in a region: one environment per account.
 *
 * Monthly cost at us-east-1 list prices: 0.10 USD per GB and region; replication 0.02 USD per GB and other region.
 *
 * @example
 * const images = new ImageRegistry("images", {
 *   account: "111122223333",
 *   homeRegion: "us-east-1",
 *   regions: ["us-east-1", "eu-west-1"],
 *   repositoryPrefix: "prod",
 *   repositories: ["battle-royale", "matchmaker"],
 *   untaggedDays: 14,
 *   providers: { "eu-west-1": ireland },
 * }, { providers: { aws: virginia } });
 */
export class ImageRegistry extends pulumi.ComponentResource {
  /** Where to push and pull, by repository, without the prefix; in the home region. */
  readonly repositoryUrls: Record<string, pulumi.Output<string>>;
  /** Host to pull from, by region: `<account>.dkr.ecr.<region>.amazonaws.com`. */
  readonly registryHosts: Record<string, string>;

  constructor(name: string, args: ImageRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:environment:ImageRegistry", name, {}, opts);
    const replicas = replicaRegions(args);
    const repositories = createRepositories(this, args);
    createScanning(this, args, replicas);
    const templates = replicas.map((replica) => createCreationTemplate(this, args, replica));
    if (replicas.length > 0) createReplication(this, args, replicas, templates);

    this.repositoryUrls = Object.fromEntries(repositories.map((r) => [r.name, r.repository.repositoryUrl]));
    this.registryHosts = Object.fromEntries(
      args.regions.map((region) => [region, registryHost(args.account, region)]),
    );
    this.registerOutputs({ repositoryUrls: this.repositoryUrls, registryHosts: this.registryHosts });
  }
}

/** Host of an account's image registry in a region. */
export function registryHost(account: string, region: string): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com`;
}

interface ReplicaRegion {
  region: string;
  provider: aws.Provider;
}

/** Regions that images are replicated to. Pure; refuses a region that has no provider. */
function replicaRegions(args: ImageRegistryArgs): ReplicaRegion[] {
  const regions = args.regions.filter((region) => region !== args.homeRegion);
  return regions.map((region) => {
    const provider = args.providers[region];
    if (provider === undefined) {
      throw new Error(
        `providers holds none for ${region}; give an aws.Provider for each region but the home region`,
      );
    }
    return { region, provider };
  });
}

/** What repositories and, by template, their replicas share. AES256: a template with KMS needs a role of its own. */
const SETTINGS = {
  imageTagMutability: "IMMUTABLE",
  encryptionConfigurations: [{ encryptionType: "AES256" }],
};

function createRepositories(parent: pulumi.Resource, args: ImageRegistryArgs) {
  return args.repositories.map((name) => {
    const repository = new aws.ecr.Repository(
      ...transformed<aws.ecr.RepositoryArgs, pulumi.CustomResourceOptions>(
        args.transform?.repository,
        name,
        {
          name: `${args.repositoryPrefix}/${name}`,
          ...SETTINGS,
          imageScanningConfiguration: { scanOnPush: true },
          // A repository with images in it is not deleted.
          forceDelete: false,
        },
        { parent, ...(args.protect && { protect: true }) },
      ),
    );
    new aws.ecr.LifecyclePolicy(
      name,
      { repository: repository.name, policy: expireUntagged(args.untaggedDays) },
      { parent },
    );
    return { name, repository };
  });
}

/** Tagged images stay: a fleet may go back to any of them. */
function expireUntagged(days: number): string {
  const rule = {
    rulePriority: 1,
    description: `Images without a tag go after ${days} days`,
    selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: days },
    action: { type: "expire" },
  };
  return JSON.stringify({ rules: [rule] });
}

/** In every region: the setting is the region's own, and findings of an image do not follow it to its replicas. */
function createScanning(parent: pulumi.Resource, args: ImageRegistryArgs, replicas: ReplicaRegion[]): void {
  const scanning: aws.ecr.RegistryScanningConfigurationArgs = {
    scanType: "BASIC",
    rules: [
      {
        scanFrequency: "SCAN_ON_PUSH",
        repositoryFilters: [{ filter: `${args.repositoryPrefix}/*`, filterType: "WILDCARD" }],
      },
    ],
  };
  new aws.ecr.RegistryScanningConfiguration("scanning", scanning, { parent });
  for (const { region, provider } of replicas) {
    new aws.ecr.RegistryScanningConfiguration(`scanning-${region}`, scanning, { parent, provider });
  }
}

/** Replication makes its repositories itself, with ECR's defaults where no template says otherwise. */
function createCreationTemplate(
  parent: pulumi.Resource,
  args: ImageRegistryArgs,
  { region, provider }: ReplicaRegion,
) {
  return new aws.ecr.RepositoryCreationTemplate(
    ...transformed<aws.ecr.RepositoryCreationTemplateArgs, pulumi.CustomResourceOptions>(
      args.transform?.creationTemplate,
      region,
      {
        // ECR itself adds the slash after it.
        prefix: args.repositoryPrefix,
        description: `Replicas of ${args.repositoryPrefix} from ${args.homeRegion}`,
        appliedFors: ["REPLICATION"],
        ...SETTINGS,
        lifecyclePolicy: expireUntagged(args.untaggedDays),
      },
      { parent, provider },
    ),
  );
}

/** Replicates what is pushed from now on, so the templates must be there first. */
function createReplication(
  parent: pulumi.Resource,
  args: ImageRegistryArgs,
  replicas: ReplicaRegion[],
  templates: pulumi.Resource[],
): void {
  new aws.ecr.ReplicationConfiguration(
    "replication",
    {
      replicationConfiguration: {
        rules: [
          {
            destinations: replicas.map(({ region }) => ({ region, registryId: args.account })),
            repositoryFilters: [{ filter: `${args.repositoryPrefix}/`, filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    },
    { parent, dependsOn: templates },
  );
}
