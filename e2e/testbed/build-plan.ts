import { createHash } from "node:crypto";
import { z } from "zod";

const binary = z.strictObject({
  /** Import path, or `./folder` of the module itself. */
  package: z.string(),
  tags: z.array(z.string()).optional(),
  /** Flags of the linker, beside `-s -w` (no symbol table, no debugger's data). */
  ldflags: z.string().optional(),
  /** @default false */
  cgo: z.boolean().optional(),
});

/** A `build.json`: what a Go module of the test bed makes. */
export const buildFile = z.strictObject({
  binaries: z.record(z.string(), binary).default({}),
  /** Data of a downloaded module, such as CRDs: copied as they are. */
  folders: z.record(z.string(), z.strictObject({ module: z.string(), folder: z.string() })).optional(),
});
export type BuildFile = z.output<typeof buildFile>;
export type Binary = z.output<typeof binary>;

/** A file below a module's folder. */
export interface SourceFile {
  path: string;
  content: string;
}

/** The files that decide what a build makes: everything of the module but its tests and texts for people. */
export const isBuildInput = (path: string): boolean => !/(_test\.go|\.md)$/.test(path);

/** Fingerprint of a module's pins, recipe and sources. */
export function sourceKey(files: SourceFile[]): string {
  const hash = createHash("sha256");
  const inputs = files.filter(({ path }) => isBuildInput(path));
  for (const { path, content } of inputs.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${String(content.length)}\0${content}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** One toolchain for one machine: what a cached build depends on beside its sources. */
export interface Target {
  /** Major and minor version of Go, `1.26`; a patch release rebuilds nothing. */
  go: string;
  platform: string;
  architecture: string;
}

/** Name of a build's folder in the cache, such as `engine-0123456789abcdef-go1.26-linux-x64`. */
export const buildName = (module: string, key: string, { go, platform, architecture }: Target): string =>
  `${module}-${key}-go${go}-${platform}-${architecture}`;

/** Whether a folder of the cache holds this build by any version of Go: enough where Go itself is missing. */
export function isBuildOf(name: string, module: string, key: string, target: Omit<Target, "go">): boolean {
  const start = `${module}-${key}-go`;
  return name.startsWith(start) && name.endsWith(`-${target.platform}-${target.architecture}`);
}

/** Arguments of `go` that build one binary into `output`. */
export function buildArguments(binary: Binary, output: string): string[] {
  const ldflags = ["-s -w", binary.ldflags].filter(Boolean).join(" ");
  return [
    "build",
    "-mod=readonly", // go.mod and go.sum say what is built, never the day
    "-trimpath",
    "-buildvcs=false",
    ...["-p", "2"], // a compiler takes up to 1.7 GiB
    ...(binary.tags === undefined ? [] : ["-tags", binary.tags.join(",")]),
    ...["-ldflags", ldflags],
    ...["-o", output, binary.package],
  ];
}

/** Environment of `go`: no toolchain from the network, no workspace from outside. */
export const buildEnvironment = (binary?: Binary): Record<string, string> => ({
  GOTOOLCHAIN: "local",
  GOWORK: "off",
  GOFLAGS: "",
  CGO_ENABLED: binary?.cgo === true ? "1" : "0",
});

/** Major and minor version in `go1.26.8` or `1.26.0`. */
export function majorMinor(version: string): string | undefined {
  return /^(?:go)?(\d+\.\d+)/.exec(version.trim())?.[1];
}

/** The version that a go.mod asks for: its line `go 1.26.0`. */
export function goDirective(goMod: string): string | undefined {
  return /^go (\d+(?:\.\d+)*)/m.exec(goMod)?.[1];
}

/** Below zero where version `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.replace(/^go/, "").split(".").map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
