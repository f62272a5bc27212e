// In which order an environment is deployed: its own stack, one region, then more and more at once.
import type { DeploySettings } from "./deploy-settings.ts";
import { DEPLOY_SETTINGS, MOST_WAVES } from "./deploy-settings.ts";
import type { EnvironmentStacks } from "./stacks.ts";

export interface Waves {
  /** The environment's own stack, whose outputs the regions read. */
  shared: string[];
  canary: string[];
  /** As many as deploy.yml has; the last ones may be empty. */
  waves: string[][];
}

/** Regions at once, after the canary; the last wave takes the rest. */
const SIZES = [2, 4, 8];

/**
 * Every region exactly once. Without settings the first region is the canary, then waves double, the home region last.
 * @throws with everything that is wrong in the settings
 */
export function planWaves({ shared, regions }: EnvironmentStacks, settings: DeploySettings): Waves {
  const named = settings.waves?.flat() ?? [];
  const canary = settings.canary ?? regions.find((stack) => !named.includes(stack));
  const problems = problemsOf(regions, named, canary, settings);
  if (problems.length > 0) throw new Error(problems.map((text) => `${DEPLOY_SETTINGS}: ${text}`).join("\n"));
  const waves = settings.waves ?? doubling(regions.filter((stack) => stack !== canary));
  return {
    shared,
    canary: canary === undefined ? [] : [canary],
    waves: [...waves, ...Array.from({ length: MOST_WAVES - waves.length }, () => [])],
  };
}

function problemsOf(
  regions: string[],
  named: string[],
  canary: string | undefined,
  { waves }: DeploySettings,
): string[] {
  const known = regions.join(", ");
  const all = canary === undefined ? named : [canary, ...named];
  const unknown = [...new Set(all)].filter((stack) => !regions.includes(stack));
  const twice = [...new Set(all.filter((stack, index) => all.indexOf(stack) !== index))];
  const missing = waves === undefined ? [] : regions.filter((stack) => !all.includes(stack));
  return [
    ...(canary === undefined && regions.length > 0
      ? [`every region is in waves, and none is left to go first; name it as canary, and in no wave`]
      : []),
    ...unknown.map((stack) => `${stack} is no region stack of this environment (${known}); correct it`),
    ...twice.map((stack) => `${stack} would be deployed twice; name it once, as canary or in one wave`),
    ...missing.map((stack) => `${stack} would not be deployed; add it to a wave`),
  ];
}

function doubling(regions: string[]): string[][] {
  let start = 0;
  const waves = [...SIZES, regions.length].map((size) => regions.slice(start, (start += size)));
  return waves.filter((wave) => wave.length > 0);
}
