import type { z } from "zod";
import { check } from "./check.ts";
import { addonVersions } from "./addons.ts";
import { STORAGE_CLASS } from "../../components/games/names.ts";
import { existingPlacement, poolPlacement } from "./game-placement.ts";
import type { GameCluster } from "./games.ts";
import { resolveGame, runsIn } from "./games.ts";
import type { Raw, RawMap } from "./layers.ts";
import { isMap, Layers } from "./layers.ts";
import {
  isRegionOf,
  isSound,
  readProblems,
  regionFileProblems,
  sharedCidrProblems,
  misplacedKindProblems,
  sharedRegistryProblems,
  unlistedRegionProblems,
} from "./file-problems.ts";
import { elsewhere, inherited, listedCidr, projectSettings, without } from "./inheritance.ts";
import { resolvePool } from "./pools.ts";
import type { FileRule, Problem } from "./problem.ts";
import { SettingsError, show } from "./problem.ts";
import { clusterRules } from "./rules/cluster.ts";
import { gamePortRules, tagRules } from "./rules/common.ts";
import { environmentRules } from "./rules/environment.ts";
import { gameAutoscalingRules } from "./rules/game-autoscaling.ts";
import { gameImageRules } from "./rules/game-images.ts";
import { gameNodeRules } from "./rules/game-nodes.ts";
import { gamePortsRules } from "./rules/game-ports.ts";
import { gameScheduleRules } from "./rules/game-schedules.ts";
import { eksGameRules, existingGameRules, gameRules } from "./rules/games.ts";
import { networkRules } from "./rules/network.ts";
import { platformRules } from "./rules/platform.ts";
import { poolRules } from "./rules/pools.ts";
import type { Rule, StackContext } from "./rules/rule.ts";
import { layRegionOverrides } from "./region-overrides.ts";
import { DEFAULT_POOLS } from "./schema/pools.ts";
import type { EksRegionValues, ExistingRegionValues } from "./schema/schema.ts";
import { eksRegion, environmentStack, existingRegion } from "./schema/schema.ts";
import type { EksRegionSettings, EnvironmentSettings, ExistingRegionSettings, Settings } from "./settings.ts";
import { unlessRefused } from "./sound-parts.ts";
import { strayNullProblems } from "./stray-nulls.ts";
import type { EnvironmentFile, Project, RegionFile } from "./stack-files.ts";
import { usableZones } from "./zones.ts";

/** Rules of every region, on whatever cluster. */
const REGION_RULES: Rule<EksRegionValues | ExistingRegionValues>[] = [
  ...gameRules,
  ...gamePortsRules,
  ...gameAutoscalingRules,
  ...gameScheduleRules,
  ...gameImageRules,
  ...platformRules,
];
export const EKS_RULES: Rule<EksRegionValues>[] = [
  ...gamePortRules,
  ...tagRules,
  ...networkRules,
  ...clusterRules,
  ...poolRules,
  ...REGION_RULES,
  ...eksGameRules,
  ...gameNodeRules,
];
export const EXISTING_RULES: Rule<ExistingRegionValues>[] = [
  ...gamePortRules,
  ...tagRules,
  ...REGION_RULES,
  ...existingGameRules,
];
export const ENVIRONMENT_RULES = [...tagRules, ...environmentRules];

/**
 * The settings of one stack: layered, checked and with every default in place.
 * @throws SettingsError with every problem at once
 */
export function loadSettings(project: Project, stack: string): Settings {
  const file = project.stacks.get(stack);
  if (file === undefined) {
    throw new SettingsError([
      {
        rule: "known-stack",
        file: `Pulumi.${stack}.yaml`,
        key: [],
        text: `is missing; create it, or choose from the stacks ${[...project.stacks.keys()].join(", ")}`,
      },
    ]);
  }
  switch (file.kind) {
    case "environment":
      return loadEnvironment(project, file);
    case "region":
      return file.settings.cluster === "existing"
        ? loadExisting(project, file)
        : loadEksRegion(project, file);
    case "unclear":
      throw new SettingsError([...project.project.problems, ...file.problems]);
  }
}

function loadEksRegion(project: Project, file: RegionFile): EksRegionSettings {
  const problems = readProblems(project, file);
  const environment = environmentOf(project, file, problems);
  const layers = regionLayers(project, file, environment);
  const found = checkAll(eksRegion, EKS_RULES, layers, file.file, contextOf(file, environment));
  problems.push(...found.problems.filter((problem) => !isConsequence(problem, file, environment)));
  const values = soundOrThrow(found.value, problems);
  const { network, eks, pools } = values;
  const zoneIds = usableZones(values.region, network);
  // EKS takes no other zones later, so that nodes can only grow into those that the control plane has from the start.
  const controlPlaneZoneIds = zoneIds.slice(0, Math.max(3, network.zones));
  return {
    ...values,
    kind: "region",
    stack: file.stack,
    protect: values.protect ?? values.production,
    environment: environment && {
      name: environment.stack,
      homeRegion: environment.homeRegion,
    },
    network: {
      ...network,
      cidr: network.cidr ?? "",
      zoneIds: zoneIds.slice(0, network.zones),
      controlPlaneZoneIds,
    },
    eks: { ...eks, addons: addonVersions(eks) },
    pools: Object.entries(pools).map(([name, pool]) =>
      resolvePool(name, pool, {
        version: eks.version,
        region: values.region,
        zoneIds: zoneIds.slice(0, network.zones),
      }),
    ),
    games: resolveGames(values, { storageClass: STORAGE_CLASS, placement: poolPlacement }),
  };
}

/** The games that a region runs; where it drains, so do they. */
const resolveGames = (
  { games, region, drain }: Pick<EksRegionValues, "games" | "region" | "drain">,
  cluster: GameCluster,
) =>
  Object.entries(games)
    .filter(([, game]) => runsIn(game, region))
    .map(([id, game]) => resolveGame(id, { ...game, drain: game.drain || drain }, cluster));

/** What rules have to know beside a region's own settings. */
function contextOf(file: RegionFile, environment: EnvironmentFile | undefined): StackContext {
  const own = secretNames(file.settings);
  const { stack } = file;
  if (environment === undefined)
    return { stack, regions: [file.region], secrets: own, environment: undefined };
  const { regions, registry } = environment.settings;
  const repositories = isMap(registry) ? registry.repositories : undefined;
  return {
    stack,
    regions: isMap(regions) ? Object.keys(regions) : [],
    secrets: [...new Set([...own, ...secretNames(environment.settings)])],
    environment: {
      name: environment.stack,
      repositories: Array.isArray(repositories)
        ? repositories.filter((repository) => typeof repository === "string")
        : [],
    },
  };
}

const secretNames = ({ secrets }: RawMap) => (isMap(secrets) ? Object.keys(secrets) : []);

/** A region's layers, from the defaults to its own file. */
function regionLayers(project: Project, file: RegionFile, environment: EnvironmentFile | undefined): Layers {
  const layers = new Layers()
    .add(undefined, { pools: DEFAULT_POOLS })
    .add("Pulumi.yaml", projectSettings(project, eksRegion));
  layRegionOverrides(layers, file.region);
  if (environment !== undefined) {
    layers.add(environment.file, inherited(environment.settings));
    const cidr = listedCidr(environment, file.region);
    if (cidr !== undefined) {
      layers.set(["network", "cidr"], cidr, {
        file: environment.file,
        key: ["regions", file.region, "cidr"],
      });
    }
  }
  layRegionOverrides(layers, file.region);
  layers.add(file.file, file.settings);
  return layRegionOverrides(layers, file.region);
}

/** Whether a region lacks a setting only because its environment does, or is not there: that has its own line. */
function isConsequence(
  problem: Problem,
  file: RegionFile,
  environment: EnvironmentFile | undefined,
): boolean {
  if (file.settings.environment === undefined) return false;
  const isShared = Object.hasOwn(environmentStack.shape, problem.key[0] ?? "");
  return (
    problem.rule === "vpc-cidr-missing" ||
    (problem.rule === "not-missing" && (isShared || environment === undefined))
  );
}

function loadExisting(project: Project, file: RegionFile): ExistingRegionSettings {
  const problems = readProblems(project, file);
  if (file.environment !== undefined) {
    problems.push({
      rule: "existing-cluster-stands-alone",
      file: file.file,
      key: ["environment"],
      text: `${file.environment} does not go with cluster: existing, which makes nothing on AWS; remove it`,
    });
  }
  const layers = new Layers().add("Pulumi.yaml", projectSettings(project, existingRegion));
  layRegionOverrides(layers, file.region).add(file.file, without(file.settings, ["environment"]));
  layRegionOverrides(layers, file.region);
  const context = contextOf(file, undefined);
  const found = checkAll(existingRegion, EXISTING_RULES, layers, file.file, context);
  const values = soundOrThrow(found.value, [...problems, ...found.problems]);
  const { storageClass, gameNodes } = values.existingCluster;
  return {
    ...values,
    games: resolveGames(values, { storageClass, placement: () => existingPlacement(gameNodes) }),
    kind: "region",
    stack: file.stack,
    environment: undefined,
    protect: values.protect ?? values.production,
  };
}

function loadEnvironment(project: Project, file: EnvironmentFile): EnvironmentSettings {
  const { value, problems } = environmentProblems(project, file);
  const values = soundOrThrow(value, problems);
  const home = [...project.stacks.values()].find((other) => isRegionOf(other, file, values.homeRegion));
  // A home region that cannot be told apart from its file says here what is wrong with it.
  if (home?.kind !== "region") loadSettings(project, `${file.stack}-${values.homeRegion}`);
  const homeNatGateways = home?.kind === "region" ? natGatewaysOf(project, home, file) : 0;
  return {
    ...values,
    kind: "environment",
    stack: file.stack,
    protect: values.protect ?? values.production,
    homeNatGateways,
  };
}

/** NAT gateways of a region, by its network alone: what else is wrong with it does not concern its environment. */
function natGatewaysOf(project: Project, file: RegionFile, environment: EnvironmentFile): number {
  const values = regionLayers(project, file, environment).values.network ?? {};
  const network = eksRegion.shape.network.safeParse(values);
  if (network.success) return natGateways(file.region, network.data);
  loadSettings(project, file.stack); // says what is wrong
  return 0;
}

/** One, or one in each zone. */
const natGateways = (region: string, network: EksRegionValues["network"]) =>
  network.nat === "single" ? 1 : usableZones(region, network).slice(0, network.zones).length;

/** What an environment says of itself and of all its regions; each region's own settings are checked with that region. */
function environmentProblems(project: Project, file: EnvironmentFile) {
  // The environment's file also holds what its regions inherit; they check that part, each with its own file on top.
  const regionsOnly = Object.keys(inherited(file.settings)).filter(
    (key) => !Object.hasOwn(environmentStack.shape, key),
  );
  const layers = new Layers()
    .add("Pulumi.yaml", projectSettings(project, environmentStack))
    .add(file.file, without(file.settings, regionsOnly));
  const problems = [
    ...readProblems(project, file),
    ...regionFileProblems(project, file),
    ...unlistedRegionProblems(project, file),
    ...misplacedKindProblems(file),
    ...sharedCidrProblems(file),
    ...sharedRegistryProblems(project, file),
  ];
  // An environment stack runs no games itself.
  const context = { stack: file.stack, regions: [], secrets: [], environment: undefined };
  const found = checkAll(environmentStack, ENVIRONMENT_RULES, layers, file.file, context);
  return { value: found.value, problems: [...problems, ...found.problems] };
}

/** Holds layered values against schema and rules. */
function checkAll<S extends z.ZodObject>(
  schema: S,
  rules: Rule<z.output<S>>[],
  layers: Layers,
  file: string,
  context: StackContext,
) {
  const { value, problems } = check(schema, layers, file, elsewhere(schema));
  const strayNulls = strayNullProblems(schema, layers);
  problems.push(...strayNulls);
  if (value === undefined) return { value, problems };
  // What only such a null has left empty follows from it.
  const isEmptied = (path: string[]) =>
    isEmptyMap(layers.at(path)) && strayNulls.some(({ key }) => id(key.slice(0, -1)) === id(path));
  const writtenKey = (path: string[]) => layers.origin(path)?.key ?? path;
  for (const rule of rules) {
    unlessRefused(() => {
      rule.check(
        value,
        (path, text) => {
          if (isEmptied(path)) return;
          const origin = layers.origin(path) ?? { file, key: path };
          const words = layers.isStandard(path) ? `(gameplane's default) ${text}` : text;
          problems.push({ rule: rule.id, ...origin, text: words });
        },
        { ...context, writtenKey },
      );
    });
  }
  return { value, problems };
}

const isEmptyMap = (value: Raw | undefined) => isMap(value) && Object.keys(value).length === 0;

function soundOrThrow<T>(value: T | undefined, problems: Problem[]): T {
  if (value !== undefined && problems.length === 0) return value;
  // A secret in the wrong file is one mistake, whatever setting it is.
  const misplaced = problems.filter(({ rule }) => MISPLACED.includes(rule)).map(place);
  throw new SettingsError(
    problems.filter((problem) => problem.rule !== "plain-is-plain" || !misplaced.includes(place(problem))),
  );
}

const MISPLACED = ["no-secret-in-project", "no-inherited-secret"];

const id = (path: string[]) => path.join("\0");
const place = ({ file, key }: Problem) => id([file, ...key]);

/** The environment's file of a region, where the region names one; adds what is wrong with it. */
function environmentOf(project: Project, file: RegionFile, problems: Problem[]): EnvironmentFile | undefined {
  // What is no name of a stack has its line from the schema.
  if (file.environment === undefined || !isSound("environment", file.environment)) return undefined;
  const environment = project.stacks.get(file.environment);
  const name = `Pulumi.${file.environment}.yaml`;
  const problem = (rule: FileRule, key: string[], text: string) =>
    problems.push({ rule, file: file.file, key, text });
  if (environment?.kind === "unclear") {
    problems.push(...environment.problems);
    return undefined;
  }
  if (environment?.kind !== "environment") {
    problem(
      "environment-exists",
      ["environment"],
      environment === undefined
        ? `${file.environment} is not an environment stack, for there is no ${name}; create that, or name another`
        : `${file.environment} is not an environment stack, for ${name} has no gameplane:regions; name another, or remove the key`,
    );
    return undefined;
  }
  problems.push(...environmentProblems(project, environment).problems);
  const network = file.settings.network;
  if (isMap(network) && network.cidr !== undefined) {
    problem(
      "region-cidr-is-listed",
      ["network", "cidr"],
      `${show(network.cidr)} belongs in ${name} at regions.${file.region}.cidr, where all regions' ranges stand together; move it there`,
    );
  }
  return environment;
}
