// What is wrong with the files of a project, as far as one can say without schema and layers.
import type { ConfigFile } from "./config-file.ts";
import { isMap } from "./layers.ts";
import type { FileRule, Problem } from "./problem.ts";
import { show } from "./problem.ts";
import { eksRegion } from "./schema/schema.ts";
import type { EnvironmentFile, Project, StackFile } from "./stack-files.ts";

/** What is wrong with the files that a stack reads, whatever the settings in them. */
export function readProblems(project: Project, file: StackFile): Problem[] {
  const isInherited = file.kind === "environment" ? isInheritedSecret : () => false;
  return [
    ...project.project.problems,
    ...misplacedKindProblems(project.project),
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
  "Pulumi.yaml has no stack whose key could decrypt it; write it in plain text, or set it on a stack, below gameplane:secrets";
const INHERITED =
  "its regions cannot decrypt it; write it in plain text, or set it below gameplane:secrets, which reaches the regions as a secret output";

/** In an environment's file only its own secrets may be encrypted; what else it holds, its regions inherit. */
const isInheritedSecret = (path: string[]) => path[0] !== "secrets";

/** Every listed region has a stack file, and only one. */
export function regionFileProblems(project: Project, environment: EnvironmentFile): Problem[] {
  // What is no region's name has its line from the schema.
  return environment.regions
    .filter((region) => isSound("region", region))
    .flatMap((region) => oneRegionFile(project, environment, region));
}

function oneRegionFile(project: Project, environment: EnvironmentFile, region: string): Problem[] {
  const own = [...project.stacks.values()].filter((file) => isRegionOf(file, environment, region));
  const problem = (rule: FileRule, text: string): Problem[] => [
    { rule, file: environment.file, key: ["regions", region], text },
  ];
  if (own.length > 1) {
    const names = own.map(({ file }) => file).join(", ");
    return problem("region-has-one-file", `has ${own.length} stack files (${names}); keep one`);
  }
  const there = project.stacks.get(`${environment.stack}-${region}`);
  if (own.length === 1 || (there !== undefined && isUnreadable(there))) return [];
  const keys = `gameplane:environment: ${environment.stack} and gameplane:region: ${region}`;
  return problem(
    "listed-region-has-a-file",
    there === undefined
      ? `has no stack file; create Pulumi.${environment.stack}-${region}.yaml with ${keys}, or remove it here`
      : `has no stack file, for ${there.file} is of something else; set ${keys} there, or remove it here`,
  );
}

/** A file that does not say which region it is for says in its own stack what is wrong with it. */
const isUnreadable = (file: StackFile) =>
  file.kind === "unclear" || (file.kind === "region" && !isSound("region", file.region));

/** Every region's file that names the environment is listed there. */
export function unlistedRegionProblems(project: Project, environment: EnvironmentFile): Problem[] {
  // An empty list has its own line.
  if (environment.regions.length === 0) return [];
  return [...project.stacks.values()].flatMap((file): Problem[] => {
    if (file.kind !== "region" || file.environment !== environment.stack) return [];
    if (!isSound("region", file.region) || environment.regions.includes(file.region)) return [];
    return [
      {
        rule: "region-is-listed",
        file: file.file,
        key: ["region"],
        text: `${file.region} is not listed in ${environment.file}; add it to gameplane:regions there with its cidr, or remove this file`,
      },
    ];
  });
}

/** What says which stack a file is of, where no stack reads it: in Pulumi.yaml or an environment's file. */
export function misplacedKindProblems({ file, settings }: Pick<ConfigFile, "file" | "settings">): Problem[] {
  const keys = file === "Pulumi.yaml" ? ["region", "regions", "environment"] : ["environment"];
  return keys
    .filter((key) => Object.hasOwn(settings, key))
    .map((key) => ({
      rule: "kind-in-a-stack-file",
      file,
      key: [key],
      text: "says which stack a file is of, and has no effect here; set it in a region's own file, or remove it",
    }));
}

/** ECR's scanning and replication are settings of an account's whole registry: two environments would take turns. */
export function sharedRegistryProblems(project: Project, environment: EnvironmentFile): Problem[] {
  const { account } = environment.settings;
  const others = [...project.stacks.values()].filter(
    (file) =>
      file.kind === "environment" && file.stack !== environment.stack && file.settings.account === account,
  );
  return others.map(({ file }) => ({
    rule: "one-registry-per-account",
    file: environment.file,
    key: ["account"],
    text: `${show(account)} is the account of ${file} too, and ECR's settings are an account's; choose another account for one of them`,
  }));
}

/** An environment has no VPC; a range of its own would be every region's. */
export function sharedCidrProblems({ file, settings: { network } }: EnvironmentFile): Problem[] {
  if (!isMap(network) || network.cidr === undefined) return [];
  const text = `${show(network.cidr)} would be every region's; give each its own below gameplane:regions`;
  return [{ rule: "region-cidr-is-listed", file, key: ["network", "cidr"], text }];
}

/** Whether a file is a region's of this environment.  */
export const isRegionOf = (file: StackFile, environment: EnvironmentFile, region: string) =>
  file.kind === "region" && file.environment === environment.stack && file.region === region;

/** Whether a key that tells stacks apart has a value that the schema accepts. */
export const isSound = (key: "environment" | "region", value: string) =>
  eksRegion.shape[key].safeParse(value).success;
