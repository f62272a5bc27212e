import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { typesNotIn } from "../../stacks/settings/instance-type-zones.ts";
import { loadSettings } from "../../stacks/settings/load.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import zones from "../../stacks/settings/zones.json" with { type: "json" };
import { usableZones } from "../../stacks/settings/zones.ts";
import type { Program } from "./program.ts";

/** Small enough that a hundred of them fit on the pools of prod. */
const GAME = {
  type: "match",
  cpu: { request: "100m", limit: 1 },
  memory: { request: "128Mi", limit: "256Mi" },
  players: 16,
  tickRate: 30,
  autoscaling: { min: 1, max: 4, buffer: 1 },
};

/**
 * Makes the environment prod of a program's copy large: `regions` in all, and `fleets` in each, which stand in the
 * environment's file as a user would write them. Every other stack goes.
 * @returns the stacks, the environment first
 */
export async function makeLarge(
  program: Program,
  { regions, fleets }: { regions: number; fleets: number },
): Promise<string[]> {
  const names = usableRegions(program.folder).slice(0, regions);
  if (names.length < regions)
    throw new Error(
      `only ${names.length} regions have three zones and the instance types of prod, not ${regions}`,
    );
  const cidrs = names.map((region, index) => [region, { cidr: `10.${16 + index}.0.0/16` }]);
  const games = Array.from({ length: fleets }, (_, index) => [
    `game-${index + 1}`,
    { ...GAME, image: "multiplayer:1.0.0" },
  ]);
  await program.set("Pulumi.prod.yaml", ["config", "gameplane:regions"], Object.fromEntries(cidrs));
  await program.set("Pulumi.prod.yaml", ["config", "gameplane:games"], Object.fromEntries(games));
  const { stacks } = readProject(program.folder);
  for (const stack of stacks.keys()) if (stack !== "prod") await program.removeFile(`Pulumi.${stack}.yaml`);
  for (const region of names) {
    const settings = { config: { "gameplane:environment": "prod", "gameplane:region": region } };
    await writeFile(join(program.folder, `Pulumi.prod-${region}.yaml`), JSON.stringify(settings));
  }
  return ["prod", ...names.map((region) => `prod-${region}`)];
}

/** Regions that have three zones and every instance type of the pools that prod gives its regions; its home first. */
function usableRegions(folder: string): string[] {
  const project = readProject(folder);
  const home = loadSettings(project, "prod");
  // This region's own file adds nothing to what it inherits.
  const region = loadSettings(project, "prod-eu-west-1");
  if (home.kind !== "environment" || region.kind !== "region" || region.cluster !== "eks")
    throw new Error("prod is not an environment with prod-eu-west-1 on EKS any more; makeLarge must follow");
  const types = region.pools.flatMap(({ generations }) => generations.flatMap((own) => own.instanceTypes));
  const usable = Object.keys(zones.regions).filter(
    (name) => usableZones(name, { excludeZoneIds: [] }).length >= 3 && typesNotIn(name, types).length === 0,
  );
  return [home.homeRegion, ...usable.filter((name) => name !== home.homeRegion)];
}
