// The specification's model, column by column, and how each of its words is judged.
import { whole } from "../numbers.ts";
import type { EnvironmentFacts, FleetFacts, RegionFacts } from "./environment-facts.ts";
import type { Area, Level } from "./maturity-report.ts";

/** What is there, or what lacks. */
export type Judgement = { met: true; evidence: string } | { met: false; lacks: string };

export interface Rule {
  level: Level;
  area: Area;
  criterion: string;
  judge: (facts: EnvironmentFacts) => Judgement;
}

const met = (evidence: string): Judgement => ({ met: true, evidence });
const lacking = (lacks: string): Judgement => ({ met: false, lacks });

export const RULES: Rule[] = [
  {
    level: "Basic",
    area: "Infrastructure",
    criterion: "single region: one runs games",
    judge: ({ regions }) => (regions.length > 0 ? met(names(regions)) : lacking("no stack runs a game")),
  },
  {
    level: "Basic",
    area: "Orchestration",
    criterion: "manual scaling: servers are Fleets, whose number can be changed",
    judge: (facts) => {
      const count = fleetsOf(facts).length;
      return count > 0 ? met(plural(count, "Fleet")) : lacking("no Fleet");
    },
  },
  {
    level: "Basic",
    area: "Player Experience",
    criterion: "regional play: players reach the servers of a region",
    judge: (facts) => {
      const closed = fleetsOf(facts).filter(({ hasPorts }) => !hasPorts);
      if (facts.regions.length === 0) return lacking("no stack runs a game");
      return closed.length > 0
        ? lacking(`no port for players: ${list(closed)}`)
        : met("every Fleet has ports for players");
    },
  },
  { level: "Basic", area: "Scale", criterion: "100s of players", judge: holds(100) },
  {
    level: "Standard",
    area: "Infrastructure",
    criterion: "multi-zone: game servers run in two zones of each region",
    judge: eachRegion(
      ({ stack, zones }) => {
        if (zones === undefined) return `${stack}: the program makes no nodes, so nobody knows their zones`;
        return zones.length < 2
          ? `${stack}: game nodes in ${zones.join(", ") || "no zone that is known"} alone`
          : undefined;
      },
      ({ stack, zones }) => `${stack}: ${zones?.join(", ") ?? ""}`,
    ),
  },
  {
    level: "Standard",
    area: "Orchestration",
    criterion: "semi-automated: a FleetAutoscaler sizes each Fleet, if by the clock",
    judge: eachRegion(
      ({ stack, fleets }) =>
        unscaled(stack, "no FleetAutoscaler", fleets, ({ scaledBy }) => scaledBy === "nobody"),
      ({ stack, fleets }) => `${stack}: ${plural(fleets.length, "Fleet")}`,
    ),
  },
  {
    level: "Standard",
    area: "Player Experience",
    criterion: "cross-region: servers of two regions can be allocated from outside",
    judge: reachable,
  },
  { level: "Standard", area: "Scale", criterion: "1000s of players", judge: holds(1000) },
  {
    level: "Advanced",
    area: "Infrastructure",
    criterion: "multi-region: two regions run games",
    judge: ({ regions }) => {
      const distinct = [...new Set(regions.map(({ region }) => region))];
      return distinct.length > 1 ? met(distinct.join(", ")) : lacking(`only ${distinct[0] ?? "no region"}`);
    },
  },
  {
    level: "Advanced",
    area: "Orchestration",
    criterion: "fully automated: Fleets follow demand, nodes follow Fleets",
    judge: eachRegion(
      ({ stack, fleets, nodeScaler }) =>
        unscaled(
          stack,
          "by hand or by the clock",
          fleets,
          ({ scaledBy }) => scaledBy === "nobody" || scaledBy === "clock",
        ) ?? (nodeScaler === undefined ? `${stack}: nothing adds nodes` : undefined),
      ({ stack, nodeScaler }) => `${stack}: FleetAutoscalers and ${nodeScaler ?? ""}`,
    ),
  },
  {
    level: "Advanced",
    area: "Player Experience",
    criterion: "global matchmaking: a matchmaker that allocates in two regions",
    judge: (facts) => {
      const there = reachable(facts);
      if (facts.matchmakers.length === 0) return lacking("no matchmaker");
      return there.met ? met(`${facts.matchmakers.join(", ")}; ${there.evidence}`) : there;
    },
  },
  { level: "Advanced", area: "Scale", criterion: "10Ks of players", judge: holds(10_000) },
  {
    level: "Enterprise",
    area: "Infrastructure",
    criterion: "global edge: players are taken in near them",
    judge: ({ edges }) =>
      edges.length > 0 ? met(edges.join(", ")) : lacking("neither Global Accelerator nor CloudFront"),
  },
  {
    level: "Enterprise",
    area: "Orchestration",
    criterion: "AI-driven: something learns from what was, and decides",
    judge: predicted,
  },
  {
    level: "Enterprise",
    area: "Player Experience",
    criterion: "predictive scaling: servers are there before players are",
    judge: predicted,
  },
  { level: "Enterprise", area: "Scale", criterion: "100Ks of players", judge: holds(100_000) },
];

/** @param fault what is wrong with a region, if anything is */
function eachRegion(
  fault: (region: RegionFacts) => string | undefined,
  evidence: (region: RegionFacts) => string,
): Rule["judge"] {
  return ({ regions }) => {
    if (regions.length === 0) return lacking("no stack runs a game");
    const faults = regions.flatMap((region) => fault(region) ?? []);
    return faults.length > 0 ? lacking(faults.join("; ")) : met(regions.map(evidence).join("; "));
  };
}

function unscaled(
  stack: string,
  what: string,
  fleets: FleetFacts[],
  isFault: (fleet: FleetFacts) => boolean,
) {
  const faults = fleets.filter(isFault);
  return faults.length > 0 ? `${stack}: ${what}: ${list(faults)}` : undefined;
}

function reachable({ regions }: EnvironmentFacts): Judgement {
  const open = regions.filter(({ isAllocatorReachable }) => isAllocatorReachable);
  return new Set(open.map(({ region }) => region)).size > 1
    ? met(`allocators of ${names(open)}`)
    : lacking(
        open.length === 0
          ? "no allocator that can be reached from outside its cluster"
          : `only the allocator of ${names(open)}`,
      );
}

/** A schedule is a person's prediction, and no model's. */
function predicted({ predictors }: EnvironmentFacts): Judgement {
  return predictors.length > 0 ? met(predictors.join(", ")) : lacking("nothing that predicts");
}

function holds(players: number): Rule["judge"] {
  return ({ regions }) => {
    const known = regions.reduce((sum, region) => sum + (region.players ?? 0), 0);
    const unknown = regions.filter((region) => region.players === undefined);
    const rest = unknown.length > 0 ? `, and nobody knows how many ${names(unknown)} holds` : "";
    const text = `${whole(known)} players${rest}`;
    return known >= players ? met(text) : lacking(text);
  };
}

const fleetsOf = ({ regions }: EnvironmentFacts) => regions.flatMap(({ fleets }) => fleets);
const names = (regions: readonly RegionFacts[]) => regions.map(({ stack }) => stack).join(", ");
const list = (fleets: readonly FleetFacts[]) => fleets.map(({ name }) => name).join(", ");
const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
