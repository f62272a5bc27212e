// What a region holds of its games, from what an `up` would make.
import { MOST_NODES } from "../../stacks/settings/rules/pools.ts";
import type { ServiceQuotas } from "../../stacks/settings/schema/schema.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { Capacity, CapacityFinding, GameCapacity, UncheckedLimit } from "./capacity-report.ts";
import { addressBound, nodeAddresses, podAddresses } from "./addresses.ts";
import { agonesRelease } from "./agones-release.ts";
import { serversOn } from "./amounts.ts";
import type { NodeBound } from "./budgets.ts";
import type { LimitedGame } from "./findings.ts";
import { gameFinding, jointFindings } from "./findings.ts";
import type { Game } from "./games.ts";
import { gamesOf } from "./games.ts";
import { jointCapacity } from "./joint-capacity.ts";
import { limitsOf } from "./limits.ts";
import { namespaceQuota } from "./namespace-quota.ts";
import { nodeGroupsOf, takes } from "./node-groups.ts";
import type { KnownGroup } from "./node-room.ts";
import { knownGroup } from "./node-room.ts";
import { poolsOf } from "./pool-capacity.ts";
import type { Region } from "./region.ts";
import { groupsOfGame, nodesOfOthers } from "./region.ts";
import { CODES, natGateways, quotaBounds, unchecked } from "./service-quotas.ts";

export { summaryOf } from "./summary.ts";

/**
 * Null for a stack without games, and for one on a cluster whose nodes are not the program's.
 * @param quotas of the account in the region, as far as they are known
 */
export function capacityOf(
  { resources }: { resources: readonly RecordedResource[] },
  quotas: ServiceQuotas = {},
): Capacity | null {
  const agones = agonesRelease(resources);
  const { games, unread: unreadGames } = gamesOf(resources, agones);
  const { groups: all, unread: unreadGroups } = nodeGroupsOf(resources, MOST_NODES);
  if (games.length + unreadGames.length === 0 || all.length + unreadGroups.length === 0) return null;
  const known = all.map((group) => ({ group, known: knownGroup(group, agones) }));
  const groups = known.flatMap((each) => each.known ?? []);
  const { bounds, unknown } = nodeBounds(resources, groups, games, quotas);
  const region: Region = {
    ...{ groups, games, bounds, quotas },
    namespaceQuota: namespaceQuota(resources),
    waiting: nodesOfOthers({ groups, games }),
  };
  const limited = games.map((game) => limitedGame(region, game));
  return {
    games: limited.map((game) => gameCapacity(region, game, unknown)),
    pools: poolsOf(region, all),
    ...jointCapacity(region, limited),
    findings: [
      ...[...unreadGames, ...unreadGroups].map((text) =>
        warning(`${text}; it is left out of what fits, as if it were not there`),
      ),
      ...known.flatMap((each) =>
        each.known === undefined
          ? warning(
              `${each.group.name}: ${each.group.instanceTypes.join(", ") || "no instance type"} is not in the table of instance types, and its nodes are left out of what fits; add it to stacks/settings/instance-types.json (docs/settings.md, "Instance types")`,
            )
          : [],
      ),
      ...limited.flatMap(gameFinding),
      ...limited.flatMap(unknownFinding),
      ...jointFindings(region, limited),
      ...elasticIpFinding(resources, quotas),
    ],
  };
}

const warning = (message: string): CapacityFinding => ({ level: "warning", message });

function nodeBounds(
  resources: readonly RecordedResource[],
  groups: readonly KnownGroup[],
  games: readonly Game[],
  quotas: ServiceQuotas,
): { bounds: NodeBound[]; unknown: UncheckedLimit[] } {
  const podsOn = (group: KnownGroup) => mostPods(group, games);
  const pods = podAddresses(resources);
  const addresses = pods === undefined ? undefined : addressBound(resources, groups, pods, podsOn);
  const interfacesOn =
    pods === undefined
      ? undefined
      : (group: KnownGroup) => nodeAddresses(pods, group, podsOn(group)).interfaces;
  return {
    bounds: [
      ...(addresses === undefined ? [] : [addresses]),
      ...quotaBounds(resources, groups, quotas, interfacesOn),
    ],
    unknown:
      addresses === undefined
        ? [{ limit: "addresses", detail: "not known: the subnets of the nodes or the settings of vpc-cni" }]
        : [],
  };
}

/** Most pods on a node: as many servers as the smallest are, or all that it may hold where no game runs. */
function mostPods(group: KnownGroup, games: readonly Game[]): number {
  const fleets = games.flatMap((game) => game.fleets).filter(({ pod }) => takes(group, pod));
  if (fleets.length === 0) return group.maxPods;
  const servers = Math.max(...fleets.map((fleet) => serversOn(group.room, fleet.takes)));
  return Math.min(group.maxPods, servers + group.daemonSetPods);
}

function limitedGame(region: Region, game: Game): LimitedGame {
  const limits = limitsOf(region, game);
  const maxima = game.fleets.map(({ sizes }) => sizes.maximum);
  const isKnown = maxima.every((maximum) => maximum !== undefined);
  return {
    game,
    limits,
    maximum: isKnown ? maxima.reduce((sum, maximum) => sum + maximum, 0) : undefined,
    fits: limits[0]?.servers ?? 0,
  };
}

function gameCapacity(
  region: Region,
  { game, limits, maximum, fits }: LimitedGame,
  unknownLimits: UncheckedLimit[],
): GameCapacity {
  const { name, fleets, playersPerServer } = game;
  const groups = groupsOfGame(region, game);
  const sum = (size: "minimum" | "buffer") => fleets.reduce((all, { sizes }) => all + sizes[size], 0);
  const most = maximum ?? fits;
  const unknown = [
    ...(maximum === undefined ? ["the most servers that it asks for: maximum is what fits"] : []),
    ...(playersPerServer === undefined ? ["how many players a server takes: counted as none"] : []),
  ];
  const notChecked = [...unknownLimits, ...unchecked(groups, region.quotas)];
  return {
    game: name,
    fleets: fleets.map((fleet) => fleet.name),
    pools: [...new Set(groups.map(({ pool }) => pool))],
    playersPerServer: playersPerServer ?? 0,
    servers: { minimum: sum("minimum"), buffer: sum("buffer"), maximum: most },
    fits,
    players: Math.min(fits, most) * (playersPerServer ?? 0),
    limits: limits.map(({ limit, servers, detail }) => ({ limit, servers, detail })),
    ...(unknown.length > 0 && { unknown }),
    ...(notChecked.length > 0 && { unchecked: notChecked }),
  };
}

function unknownFinding({ game, maximum, fits, limits }: LimitedGame): CapacityFinding[] {
  return [
    ...(maximum === undefined
      ? [
          warning(
            `${game.name}: the program does not know how many servers its FleetAutoscaler may ask for; ${fits} fit, ${limits[0]?.limit ?? "nothing"} ends it: have whoever answers it ask for no more`,
          ),
        ]
      : []),
    ...(game.playersPerServer === undefined
      ? [
          warning(
            `${game.name}: no container of its has MAX_PLAYERS as a plain number, so its players are not counted; set games.${game.name}.players`,
          ),
        ]
      : []),
  ];
}

/** Each NAT gateway has an address; an environment makes those of its home region, in the same account and region. */
function elasticIpFinding(
  resources: readonly RecordedResource[],
  { elasticIps }: ServiceQuotas,
): CapacityFinding[] {
  const needed = natGateways(resources);
  if (elasticIps === undefined || needed <= elasticIps) return [];
  return [
    {
      level: "error",
      message: `${needed} NAT gateways take an Elastic IP each, and serviceQuotas.elasticIps (${CODES.elasticIps}) is ${elasticIps}; have AWS raise the quota to ${needed} and set it, or choose network.nat: single`,
    },
  ];
}
