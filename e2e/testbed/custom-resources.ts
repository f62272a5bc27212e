import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { z } from "zod";

const MODULE = join(import.meta.dirname, "go/custom-resources");

const buildShape = z.object({
  folders: z.record(z.string(), z.object({ module: z.string(), folder: z.string() })),
});

/** Whose custom resource definitions the test bed has, see go/custom-resources/build.json. */
export const PROJECTS = ["keda", "prometheus-operator", "karpenter"] as const;
export type Project = (typeof PROJECTS)[number];

/** The definitions of a project, as its Go module of the pinned version has them: name of the file to YAML. */
export async function customResourceDefinitions(
  project: Project,
  binaries: string,
): Promise<Map<string, string>> {
  const folder = await folderOf(project, binaries);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml")).toSorted();
  if (files.length === 0)
    throw new Error(`${folder} has no definition of ${project}; build the test bed again`);
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), "utf8")] as const)),
  );
}

/** Beside the binaries where the test bed was built; binaries from elsewhere have none, so Go's module cache gives it. */
async function folderOf(project: Project, binaries: string): Promise<string> {
  const built = join(dirname(binaries), "data", project);
  if (existsSync(built)) return built;
  const { folders } = buildShape.parse(JSON.parse(await readFile(join(MODULE, "build.json"), "utf8")));
  const source = folders[project];
  if (source === undefined)
    throw new Error(`${MODULE}/build.json names no ${project}; it names ${Object.keys(folders).join(", ")}`);
  const { stdout } = await execa("go", ["mod", "download", "-json", source.module], { cwd: MODULE });
  return join(z.object({ Dir: z.string() }).parse(JSON.parse(stdout)).Dir, source.folder);
}
