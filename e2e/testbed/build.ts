import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { execa, ExecaError } from "execa";
import { z } from "zod";
import { buildArguments, buildEnvironment } from "./build-plan.ts";
import { buildFolder, buildingFolder, findBuild, linkBed, move, removeUnused } from "./cache.ts";
import { goVersion, type Module, readModule, readModules } from "./modules.ts";

/** How much of a failed command's output an error shows. */
const SHOWN_LINES = 20;

/** One folder with every binary that the test bed starts. */
export interface Binaries {
  folder: string;
}

/**
 * Builds what the cache lacks: about ten minutes on two cores with nothing cached, far below a second when all is there.
 * GAMEPLANE_TESTBED_BIN names a folder to use as it is.
 */
export async function buildTestBed(options?: { progress?: (line: string) => void }): Promise<Binaries> {
  const override = overridden();
  if (override !== undefined) return { folder: complete(override, readModules()) };
  const progress = options?.progress ?? ((line: string) => process.stderr.write(`test bed: ${line}\n`));
  const go = goVersion();
  const modules = readModules();
  const missing = modules.filter((module) => findBuild(module, go) === undefined);
  for (const [index, module] of missing.entries()) {
    const place = `${String(index + 1)} of ${String(missing.length)}`;
    progress(`building ${module.name} (${place}): ${outputs(module).join(", ")}`);
    const start = performance.now();
    await buildModule(module, go);
    progress(`built ${module.name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
  const builds = builtModules(modules, go);
  const bed = linkBed(builds);
  removeUnused([...builds, bed]);
  return { folder: path.join(bed, "bin") };
}

const outputs = ({ build }: Module): string[] => [
  ...Object.keys(build.binaries),
  ...Object.keys(build.folders ?? {}),
];

function overridden(): string | undefined {
  const folder = process.env.GAMEPLANE_TESTBED_BIN;
  return folder === undefined || folder === "" ? undefined : path.resolve(folder);
}

/** @throws with what is missing, long before a suite misses it */
function complete(folder: string, modules: Module[]): string {
  const wanted = modules.flatMap(({ build }) => Object.keys(build.binaries));
  const missing = wanted.filter((name) => !existsSync(path.join(folder, name)));
  if (missing.length === 0) return folder;
  throw new Error(
    `GAMEPLANE_TESTBED_BIN is ${folder}, where ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing; ` +
      "name a folder that testbed:build printed, or unset it",
  );
}

function builtModules(modules: Module[], go: string | undefined): string[] {
  return modules.map((module) => {
    const build = findBuild(module, go);
    if (build === undefined) throw new Error(`${module.name} is not built; call buildTestBed first`);
    return build;
  });
}

async function buildModule(module: Module, go: string | undefined): Promise<void> {
  const folder = buildFolder(module, go);
  if (folder === undefined) throw new Error(`${module.name} is not built and Go is missing; install Go`);
  const temporary = buildingFolder(folder);
  try {
    for (const [name, binary] of Object.entries(module.build.binaries)) {
      const output = path.join(temporary, "bin", name);
      await runGo(module, buildArguments(binary, output), buildEnvironment(binary));
    }
    for (const [name, source] of Object.entries(module.build.folders ?? {})) {
      copyData(await moduleFolder(module, source.module), source.folder, path.join(temporary, "data", name));
    }
    // Under this key belongs what these sources make, nothing newer.
    if (readModule(module.name, module.folder).key !== module.key)
      throw new Error(`${module.folder} was changed while it was built; start again`);
    move(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Where Go keeps the downloaded module that go.mod pins. */
async function moduleFolder(module: Module, name: string): Promise<string> {
  const output = await runGo(module, ["mod", "download", "-json", name], buildEnvironment());
  return z.object({ Dir: z.string() }).parse(JSON.parse(output)).Dir;
}

function copyData(moduleFolder: string, folder: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(path.join(moduleFolder, folder), to, { recursive: true, mode: 0 });
  // Go's own copies are read-only, and a folder that is cannot be removed again.
  chmodSync(to, 0o755);
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true })) {
    chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

async function runGo(module: Module, args: string[], env: Record<string, string>): Promise<string> {
  try {
    return (await execa("go", args, { cwd: module.folder, env })).stdout;
  } catch (error) {
    if (!(error instanceof ExecaError)) throw error;
    const stderr: unknown = error.stderr;
    const output = (typeof stderr === "string" ? stderr : "").trim().split("\n");
    throw new Error(
      [
        `${module.name}: go ${args.join(" ")}`,
        `failed in ${module.folder}: ${error.exitCode === undefined ? error.shortMessage : `exit ${String(error.exitCode)}`}`,
        ...output.slice(-SHOWN_LINES).map((line) => `  ${line}`),
        `Modules come from GOPROXY (${process.env.GOPROXY ?? "Go's default"}); Go ${module.go} or newer builds them.`,
        "To use binaries from elsewhere, set GAMEPLANE_TESTBED_BIN to their folder.",
      ].join("\n"),
      { cause: error },
    );
  }
}
