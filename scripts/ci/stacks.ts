// Which stacks a runner can deploy.
import type { Project, StackFile } from "../../stacks/settings/stack-files.ts";

export interface EnvironmentStacks {
  /** The environment's own stack; none where a region stands alone. */
  shared: string[];
  /** Region stacks by name, the home region's last: the others' images and addresses are there. */
  regions: string[];
}

/**
 * The stacks of an environment, or the one region that stands alone under that name.
 * @throws where there is none, or a file does not say what it is
 */
export function stacksOf(project: Project, environment: string): EnvironmentStacks {
  refuseUnclear(project);
  const own = project.stacks.get(environment);
  if (own === undefined || (own.kind === "region" && own.environment !== undefined))
    throw new Error(
      `there is no environment ${environment}; the environments are ${environmentsOf(project).join(", ")}`,
    );
  if (own.kind !== "environment") return { shared: [], regions: [deployable(own)] };
  const regions = [...project.stacks.values()].flatMap((file) =>
    file.kind === "region" && file.environment === environment ? [file] : [],
  );
  const isHome = ({ region }: { region: string }) => region === own.homeRegion;
  const ordered = [...regions.filter((file) => !isHome(file)), ...regions.filter(isHome)];
  return { shared: [own.stack], regions: ordered.map(({ stack }) => stack) };
}

/** Environments, and regions that stand alone on AWS. */
export function environmentsOf({ stacks }: Project): string[] {
  return [...stacks.values()].flatMap((file) => {
    if (file.kind === "environment") return [file.stack];
    return file.kind === "region" && file.environment === undefined && !isExisting(file) ? [file.stack] : [];
  });
}

function deployable(file: StackFile): string {
  if (isExisting(file))
    throw new Error(
      `${file.file} is a cluster that is already there (gameplane:cluster), which needs a kubeconfig that no runner has; deploy it by hand`,
    );
  return file.stack;
}

const isExisting = ({ settings }: StackFile): boolean => settings.cluster === "existing";

/** A file that cannot be told apart may be a region that would be left out. */
function refuseUnclear({ project, stacks }: Project): void {
  const problems = [project, ...stacks.values()].flatMap((file) => file.problems);
  if (problems.length > 0)
    throw new Error(problems.map(({ file, key, text }) => [file, ...key, text].join(": ")).join("\n"));
}

/** The region of a region stack; "" for an environment, which is in none. */
export function regionOf({ stacks }: Project, stack: string): string {
  const file = stacks.get(stack);
  return file?.kind === "region" ? file.region : "";
}
