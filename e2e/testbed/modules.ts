import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BuildFile, buildEnvironment, buildFile, goDirective, sourceKey } from "./build-plan.ts";

/** A Go module of the test bed: a folder of `go/`, named after it. */
export interface Module {
  name: string;
  folder: string;
  /** See {@link sourceKey}. */
  key: string;
  build: BuildFile;
  /** The oldest Go that builds it. */
  go: string;
}

const MODULES = path.join(import.meta.dirname, "go");

/** All modules that have a `build.json`, by name. */
export function readModules(folder = MODULES): Module[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, folder: path.join(folder, entry.name) }))
    .filter(({ folder }) => readdirSync(folder).includes("build.json"))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, folder }) => readModule(name, folder));
}

/** One module; `folder` is its own. */
export function readModule(name: string, folder: string): Module {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => ({ path: path.relative(folder, file), content: readFileSync(file, "utf8") }));
  const content = (file: string): string => files.find(({ path }) => path === file)?.content ?? "";
  const build = buildFile.safeParse(JSON.parse(content("build.json")));
  if (!build.success) throw new Error(`${path.join(folder, "build.json")}: ${build.error.message}`);
  const go = goDirective(content("go.mod"));
  if (go === undefined) throw new Error(`${path.join(folder, "go.mod")} has no line "go <version>"; add it`);
  return { name, folder, key: sourceKey(files), build: build.data, go };
}

/** The installed Go's version, such as `go1.26.8`; undefined where there is none. */
export function goVersion(): string | undefined {
  try {
    const env = { ...process.env, ...buildEnvironment() };
    return execFileSync("go", ["env", "GOVERSION"], { env, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}
