// A small report for tests, with something in every section.
import type { Capacity } from "../capacity/capacity-report.ts";
import type { Cost } from "../cost/cost-report.ts";
import type { Json } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { foldedChanges } from "../since/folded-changes.ts";
import type { Difference, ResourceChange } from "../since/resource-changes.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { StackReport } from "../report.ts";

export function exampleResource(
  stack: string,
  chain: string,
  name: string,
  rest: Partial<RecordedResource> = {},
): RecordedResource {
  const types = chain.split("$");
  return {
    urn: `urn:pulumi:${stack}::gameplane::${chain}::${name}`,
    type: types.at(-1) ?? "",
    name,
    parent: "",
    provider: "",
    custom: true,
    inputs: {},
    dependencies: [],
    options: {},
    source: "stacks/region.ts:12",
    ...rest,
  };
}

/** A region with a network, a cluster, the pool `game` and the game `duel` on it. */
export function exampleResources(stack: string): RecordedResource[] {
  const root = exampleResource(stack, "pulumi:pulumi:Stack", `gameplane-${stack}`, { custom: false });
  const below = (parent: RecordedResource, type: string, name: string, inputs: Record<string, Json> = {}) => {
    const [, , chain = ""] = parent.urn.split("::");
    const full = parent === root ? type : `${chain}$${type}`;
    return exampleResource(stack, full, name, { parent: parent.urn, inputs });
  };
  const network = below(root, "gameplane:network:Network", "network");
  const cluster = below(root, "gameplane:cluster:EksCluster", "cluster");
  const pool = below(root, "gameplane:nodes:NodePool", "game");
  const game = below(root, "gameplane:games:Game", "duel");
  const zone = (id: string) => ({ availabilityZoneId: id, cidrBlock: "10.1.0.0/24" });
  return [
    root,
    network,
    below(network, "aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.1.0.0/16" }),
    below(network, "aws:ec2/subnet:Subnet", "game-az1", zone("euw1-az1")),
    below(network, "aws:ec2/subnet:Subnet", "game-az2", zone("euw1-az2")),
    cluster,
    below(cluster, "eks:index:Cluster", "cluster", { name: `gameplane-${stack}`, version: "1.36" }),
    pool,
    below(pool, "aws:eks/nodeGroup:NodeGroup", "game-1-abc-az1", {
      instanceTypes: ["c7i.4xlarge"],
      labels: { "gameplane.dev/pool": "game", "game-server": "true" },
      scalingConfig: { minSize: 2, desiredSize: 2, maxSize: 40 },
    }),
    game,
    below(game, "kubernetes:agones.dev/v1:Fleet", "duel", {
      spec: { template: { spec: { template: { spec: { nodeSelector: { "game-server": "true" } } } } } },
    }),
    below(game, "kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler", "duel", {
      spec: { policy: { type: "Buffer", buffer: { minReplicas: 5, maxReplicas: 60 } } },
    }),
  ];
}

export const exampleCapacity = (rest: Partial<Capacity> = {}): Capacity => ({
  games: [
    {
      game: "duel",
      fleets: ["duel"],
      pools: ["game"],
      playersPerServer: 2,
      servers: { minimum: 5, buffer: 10, maximum: 60 },
      fits: 240,
      players: 120,
      limits: [{ limit: "memory", servers: 240, detail: "6 on each of 40 nodes" }],
    },
  ],
  pools: [
    { pool: "game", instanceTypes: ["c7i.4xlarge"], nodes: { minimum: 2, buffer: 3, maximum: 40 } },
    { pool: "system", instanceTypes: ["m7i.large"], nodes: { minimum: 2, buffer: 2, maximum: 4 } },
  ],
  servers: 60,
  players: 120,
  findings: [],
  ...rest,
});

export const exampleCost = (rest: Partial<Cost> = {}): Cost => ({
  currency: "USD",
  pricesAsOf: "2026-11-21",
  hoursPerMonth: 730,
  rows: [
    {
      what: "EC2 c7i.4xlarge, pool game",
      quantity: { minimum: 1460, buffer: 2190, maximum: 29200 },
      unit: "hour",
      usdPerUnit: 0.714,
      usd: { minimum: 1042.44, buffer: 1563.66, maximum: 20848.8 },
      source: "price file of 2026-11-21",
    },
  ],
  total: { minimum: 1042.44, buffer: 1563.66, maximum: 20848.8 },
  unpriced: [],
  assumptions: ["30 kbit/s to each player"],
  perPlayerHour: 0.238,
  difference: { minimum: 0, buffer: 100, maximum: 1000 },
  ...rest,
});

export const exampleStack = (name: string, rest: Partial<StackReport> = {}): StackReport => ({
  name,
  kind: "region",
  environment: "prod",
  region: name.replace(/^prod-/, ""),
  resources: exampleResources(name),
  outputs: {},
  warnings: [],
  errors: [],
  judged: true,
  violations: [],
  capacity: exampleCapacity(),
  cost: exampleCost(),
  changes: [],
  ...rest,
});

/** A change of one of the {@link exampleResources}, by the end of its URN. */
export function exampleChange(
  stack: string,
  end: string,
  op: ResourceChange["op"],
  diff: Difference[] = [],
  rest: Partial<ResourceChange> = {},
): ResourceChange {
  const resource = exampleResources(stack).find(({ urn }) => urn.endsWith(end));
  if (resource === undefined) throw new Error(`${stack} has no resource ${end}`);
  const { urn, type, name } = resource;
  return { urn, type, name, op, refused: false, diff, ...rest };
}

/** The work tree compared with main. */
export const exampleReport = (
  stacks: StackReport[],
  rest: Partial<PullRequestReport> = {},
): PullRequestReport => ({
  stacks,
  policies: true,
  since: {
    name: "main",
    commit: "0123456789abcdef0123456789abcdef01234567",
    folded: foldedChanges(stacks.map(({ changes = [], ...stack }) => ({ ...stack, changes }))),
    removed: [],
  },
  maturity: [
    {
      environment: "prod",
      level: "Basic",
      criteria: [
        {
          level: "Basic",
          area: "Infrastructure",
          criterion: "one region",
          met: true,
          evidence: "prod-eu-west-1",
        },
        {
          level: "Standard",
          area: "Infrastructure",
          criterion: "several zones",
          met: false,
          lacks: "a second zone",
        },
      ],
    },
  ],
  ...rest,
});
