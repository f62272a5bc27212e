// Kubernetes and nodes of a region, and what all its AWS resources have.
//
// Not here: another `nodeScaling`, for which docs/operations.md has no way; and tuning of game nodes, no setting yet. The
// nearest to that is `maxPods`, which stands in a node's user data.
import { NEW, REGION, ZONES, eachZone, inRegion, step } from "./aws-settings.ts";
import type { Step } from "./change.ts";
import type { Operation } from "./operation.ts";
import { create, remove, update } from "./operation.ts";
import { everythingTagged } from "./tagged.ts";

/** A generation that spreads over zones: node groups and what their nodes are made from. */
const spread = (of: typeof create | typeof remove, generation: string): Operation[] => [
  of("LaunchTemplate", generation),
  ...ZONES.map((zone) => of("NodeGroup", `${generation}-${zone}`)),
];

/** Which generation Cluster Autoscaler adds nodes of, in the order of the pools. */
const preferred = (...pools: number[]) =>
  update("Release", "cluster-autoscaler", ...pools.map((pool) => `values.expanderPriorities.100[${pool}]`));

/** From where the steps of aws-authority.ts ended. */
export const POOL_STEPS: Step[] = [
  step(
    REGION,
    {
      name: "the region no longer trusts the first",
      documented: "Replace the authority",
      edits: [],
      operations: [update("Secret", "allocator-client-ca", "data")],
    },
    {
      name: "the control plane's Kubernetes",
      documented: "Upgrade Kubernetes",
      edits: [inRegion("eks.version", NEW.version)],
      operations: [
        update("Cluster", "cluster-eksCluster", "version"),
        update("Addon", "coredns", "addonVersion"),
        update("Addon", "kube-proxy", "addonVersion"),
        update("Release", "cluster-autoscaler", "values.image.tag"),
      ],
    },
  ),
  step(REGION, {
    name: "a pool with sessions is changed in place",
    documented: "Change a pool",
    edits: [inRegion("pools.game.diskGiB", 200)],
    operations: [],
    refused: "cannot be deleted because it is protected",
  }),
  step(REGION, {
    name: "Kubernetes of a pool without sessions",
    documented: "Upgrade Kubernetes",
    edits: Object.entries(NEW).map(([key, value]) => inRegion(`pools.metrics.${key}`, value)),
    operations: [...spread(create, "metrics-1-53cb6f"), ...spread(remove, "metrics-1-6b3751"), preferred(2)],
  }),
  step(REGION, {
    name: "a new generation of a pool with sessions",
    documented: "Change a pool",
    edits: [inRegion("pools.game.generations", { "1": { cordoned: true }, "2": NEW })],
    operations: [
      ...spread(create, "game-2-0ee758"),
      ...eachZone("game-1-614b61", "scalingConfig.minSize", "taints[1]"),
      preferred(3),
    ],
  }),
  step(
    REGION,
    {
      name: "the old generation has drained",
      documented: "Change a pool",
      edits: [inRegion("pools.game.generations.1.drained", true)],
      operations: eachZone("game-1-614b61", 'tags["gameplane.dev/drained"]'),
    },
    {
      name: "what stands in the user data of a pool's nodes",
      documented: "Change a pool",
      edits: [inRegion("pools.system.maxPods", 60)],
      operations: [
        create("LaunchTemplate", "system-1-8cade2"),
        create("NodeGroup", "system-1-8cade2"),
        remove("LaunchTemplate", "system-1-0e475f"),
        remove("NodeGroup", "system-1-0e475f"),
        preferred(0),
      ],
    },
  ),
  step(REGION, {
    name: "the old generation is removed",
    documented: "Change a pool",
    edits: [inRegion("pools.game.generations", { "2": NEW })],
    operations: spread(remove, "game-1-614b61"),
  }),
  step(REGION, {
    name: "a tag of everything",
    edits: [inRegion("tags.extra", { team: "live" })],
    operations: [
      update("AwsProvider", "aws", "defaultTags"),
      ...everythingTagged(),
      // What EC2 starts from a template gets no default tag; node groups keep to their first version.
      ...["system-1-8cade2", "agones-1-136f9b", "metrics-1-53cb6f", "game-2-0ee758", "gpu-1-2a0fb9"].map(
        (generation) =>
          update("LaunchTemplate", generation, ...[0, 1, 2].map((i) => `tagSpecifications[${i}].tags.team`)),
      ),
    ],
  }),
];
