import type { z } from "zod";
import { check } from "./check.ts";
import type { AddonVersions } from "./kubernetes-versions.ts";
import { ADDON_VERSIONS } from "./kubernetes-versions.ts";
import type { Raw, RawMap } from "./layers.ts";
import { isMap, Layers } from "./layers.ts";
import { resolvePool } from "./pools.ts";
import type { FileRule, Problem } from "./problem.ts";
import { SettingsError, show } from "./problem.ts";
import { clusterRules } from "./rules/cluster.ts";
import { gamePortRules, tagRules } from "./rules/common.ts";
import { environmentRules } from "./rules/environment.ts";
import { networkRules } from "./rules/network.ts";
import { poolRules } from "./rules/pools.ts";
import type { Rule } from "./rules/rule.ts";
import { DEFAULT_POOLS } from "./schema/pools.ts";
import type { EksRegionValues } from "./schema/schema.ts";
import { eksRegion, environmentStack, existingRegion } from "./schema/schema.ts";
import type { EksRegionSettings, EnvironmentSettings, ExistingRegionSettings, Settings } from "./settings.ts";
import type { Project, StackFile } from "./stack-files.ts";
import { usableZones } from "./zones.ts";

type RegionFile = Extract<StackFile, { kind: "region" }>;
type EnvironmentFile = Extract<StackFile, { kind: "environment" }>;

export const EKS_RULES: Rule<EksRegionValues>[] = [
  ...gamePortRules,
  ...tagRules,
  ...networkRules,
  ...clusterRules,
  ...poolRules,
];
const EXISTING_RULES = [...gamePortRules, ...tagRules];
const ENVIRONMENT_RULES = [...tagRules, ...environmentRules];

/** Settings that belong to the environment stack itself and are not inherited by its regions. */
const ENVIRONMENT_ONLY = ["regions", "homeRegion", "registry", "dns", "certificates", "secrets"];

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
        text: `is missing; known stacks are ${[...project.stacks.keys()].join(", ")}`,
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
  const layers = new Layers()
    .add(undefined, { pools: DEFAULT_POOLS })
    .add("Pulumi.yaml", project.project.settings);
  if (environment !== undefined) {
    layers.add(environment.file, without(environment.settings, ENVIRONMENT_ONLY));
    const cidr = listedCidr(environment, file.region);
    if (cidr !== undefined) {
      layers.set(["network", "cidr"], cidr, {
        file: environment.file,
        key: ["regions", file.region, "cidr"],
      });
    }
  }
  layers.add(file.file, file.settings);
  const found = checkAll(eksRegion, EKS_RULES, layers, file.file);
  const values = soundOrThrow(found.value, [...problems, ...found.problems]);
  const { network, eks, pools } = values;
  const zoneIds = usableZones(values.region, network);
  const controlPlaneZoneIds = zoneIds.slice(0, Math.max(2, network.zones));
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
    pools: Object.entries(pools).map(([name, pool]) => resolvePool(name, pool, eks.version)),
  };
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
  const layers = new Layers()
    .add("Pulumi.yaml", project.project.settings)
    .add(file.file, without(file.settings, ["environment"]));
  const found = checkAll(existingRegion, EXISTING_RULES, layers, file.file);
  const values = soundOrThrow(found.value, [...problems, ...found.problems]);
  return {
    ...values,
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
  const homeSettings = home === undefined ? undefined : loadSettings(project, home.stack);
  const homeNatGateways =
    homeSettings?.kind === "region" && homeSettings.cluster === "eks" ? natGateways(homeSettings.network) : 0;
  return {
    ...values,
    kind: "environment",
    stack: file.stack,
    protect: values.protect ?? values.production,
    homeNatGateways,
  };
}

/** NAT gateways of a region: one, or one in each zone. */
const natGateways = (network: EksRegionSettings["network"]) =>
  network.nat === "single" ? 1 : network.zoneIds.length;

/** What an environment says of itself and of all its regions; each region's own settings are checked with that region. */
function environmentProblems(project: Project, file: EnvironmentFile) {
  // The environment's file also holds what its regions inherit; they check that part, each with its own file on top.
  const inherited = Object.keys(eksRegion.shape).filter((key) => !(key in environmentStack.shape));
  const layers = new Layers()
    .add("Pulumi.yaml", without(project.project.settings, inherited))
    .add(file.file, without(file.settings, inherited));
  const problems = [...readProblems(project, file), ...regionFileProblems(project, file)];
  const found = checkAll(environmentStack, ENVIRONMENT_RULES, layers, file.file);
  return { value: found.value, problems: [...problems, ...found.problems] };
}

/** Holds layered values against schema and rules. */
function checkAll<S extends z.ZodType>(schema: S, rules: Rule<z.output<S>>[], layers: Layers, file: string) {
  const { value, problems, wrong } = check(schema, layers, file);
  if (value === undefined) return { value, problems };
  for (const rule of rules) {
    rule.check(value, (path, text) => {
      // What the schema has refused already needs no second line.
      if (wrong.some((other) => other.every((key, index) => path[index] === key))) return;
      problems.push({ rule: rule.id, ...(layers.origin(path) ?? { file, key: path }), text });
    });
  }
  return { value, problems };
}

function soundOrThrow<T>(value: T | undefined, problems: Problem[]): T {
  if (value === undefined || problems.length > 0) throw new SettingsError(problems);
  return value;
}

/** What is wrong with the files that a stack reads, whatever the settings in them. */
function readProblems(project: Project, file: StackFile): Problem[] {
  const isInherited = file.kind === "environment" ? isInheritedSecret : () => false;
  return [
    ...project.project.problems,
    ...project.project.secrets.map((key): Problem => ({
      rule: "no-secret-in-project",
      file: "Pulumi.yaml",
      key,
      text: `is encrypted, and ${IN_PROJECT}`,
    })),
    ...file.problems,
    ...file.secrets.filter(isInherited).map((key): Problem => ({
      rule: "no-inherited-secret",
      file: file.file,
      key,
      text: `is encrypted for this stack alone, and ${INHERITED}`,
    })),
  ];
}

const IN_PROJECT =
  "Pulumi.yaml has no stack whose key could decrypt it; set it on a stack, below gameplane:secrets";
const INHERITED =
  "its regions cannot decrypt it; set it below gameplane:secrets, which reaches the regions as a secret output";

/** In an environment's file only its own secrets may be encrypted; what else it holds, its regions inherit. */
const isInheritedSecret = (path: string[]) => path[0] !== "secrets";

/** The environment's file of a region, where the region names one; adds what is wrong with it. */
function environmentOf(project: Project, file: RegionFile, problems: Problem[]): EnvironmentFile | undefined {
  if (file.environment === undefined) return undefined;
  const environment = project.stacks.get(file.environment);
  const name = `Pulumi.${file.environment}.yaml`;
  const problem = (rule: FileRule, key: string[], text: string) =>
    problems.push({ rule, file: file.file, key, text });
  if (environment?.kind !== "environment") {
    problem(
      "environment-exists",
      ["environment"],
      `${file.environment} is not an environment stack: ${environment === undefined ? `there is no ${name}` : `${name} has no gameplane:regions`}; create it, or remove the key`,
    );
    return undefined;
  }
  problems.push(...environmentProblems(project, environment).problems);
  if (listedCidr(environment, file.region) === undefined && !environment.regions.includes(file.region)) {
    problem(
      "region-is-listed",
      ["region"],
      `${file.region} is not listed in ${name}; add it to gameplane:regions there with its cidr, or remove this file`,
    );
  }
  const network = file.settings.network;
  if (isMap(network) && network.cidr !== undefined) {
    problem(
      "region-cidr-is-listed",
      ["network", "cidr"],
      `${show(network.cidr)} belongs into ${name}: regions.${file.region}.cidr, where all regions' ranges stand together; move it there`,
    );
  }
  return environment;
}

/** Every listed region has a stack file, and only one. */
function regionFileProblems(project: Project, environment: EnvironmentFile): Problem[] {
  const files = [...project.stacks.values()];
  return environment.regions.flatMap((region): Problem[] => {
    const own = files.filter((file) => isRegionOf(file, environment, region)).map(({ file }) => file);
    const problem = (rule: FileRule, text: string): Problem[] => [
      { rule, file: environment.file, key: ["regions", region], text },
    ];
    if (own.length === 0) {
      return problem(
        "listed-region-has-a-file",
        `has no stack file; create Pulumi.${environment.stack}-${region}.yaml with gameplane:environment: ${environment.stack} and gameplane:region: ${region}, or remove it here`,
      );
    }
    return own.length > 1
      ? problem("region-has-one-file", `has ${own.length} stack files (${own.join(", ")}); keep one`)
      : [];
  });
}

const isRegionOf = (file: StackFile, environment: EnvironmentFile, region: string) =>
  file.kind === "region" && file.environment === environment.stack && file.region === region;

function listedCidr(environment: EnvironmentFile, region: string): Raw | undefined {
  const { regions } = environment.settings;
  const listed = isMap(regions) ? regions[region] : undefined;
  return isMap(listed) ? listed.cidr : undefined;
}

const without = (settings: RawMap, keys: string[]): RawMap =>
  Object.fromEntries(Object.entries(settings).filter(([key]) => !keys.includes(key)));

/** The add-on versions that settings name, and EKS's defaults for the rest. */
function addonVersions({ version, addons }: EksRegionValues["eks"]): AddonVersions {
  const standard = ADDON_VERSIONS[version];
  return {
    vpcCni: addons.vpcCni ?? standard.vpcCni,
    coredns: addons.coredns ?? standard.coredns,
    kubeProxy: addons.kubeProxy ?? standard.kubeProxy,
    ebsCsi: addons.ebsCsi ?? standard.ebsCsi,
    metricsServer: addons.metricsServer ?? standard.metricsServer,
    podIdentityAgent: addons.podIdentityAgent ?? standard.podIdentityAgent,
  };
}
