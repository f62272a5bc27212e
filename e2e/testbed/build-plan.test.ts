import { describe, expect, test } from "@jest/globals";
import {
  buildArguments,
  buildEnvironment,
  buildFile,
  buildName,
  compareVersions,
  goDirective,
  isBuildOf,
  majorMinor,
  sourceKey,
} from "./build-plan.ts";

const FILES = [
  { path: "go.mod", content: "module a\n\ngo 1.26.0\n" },
  { path: "main.go", content: "package main" },
];
const TARGET = { go: "1.26", platform: "linux", architecture: "x64" };

describe("the key of a module", () => {
  const key = sourceKey(FILES);

  test("is that of its files in any order, tests and texts aside", () => {
    const more = [
      { path: "main_test.go", content: "package main" },
      { path: "README.md", content: "text" },
    ];
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    expect(sourceKey([...more, ...FILES].toReversed())).toBe(key);
  });

  test.each([
    ["a line", [FILES[0], { path: "main.go", content: "package main\n" }]],
    ["a name", [FILES[0], { path: "other.go", content: "package main" }]],
    ["a file more", [...FILES, { path: "stages.yaml", content: "" }]],
    ["where one file ends", [FILES[0], { path: "main.gop", content: "ackage main" }]],
  ])("changes with %s", (_, files) => {
    expect(sourceKey(files.filter((file) => file !== undefined))).not.toBe(key);
  });
});

test("a build's folder names module, key, Go and machine", () => {
  const name = buildName("engine", "0123", TARGET);
  expect(name).toBe("engine-0123-go1.26-linux-x64");
  expect(isBuildOf(name, "engine", "0123", TARGET)).toBe(true);
  expect(isBuildOf(name, "engine", "0124", TARGET)).toBe(false);
  expect(isBuildOf(name, "engine", "0123", { ...TARGET, architecture: "arm64" })).toBe(false);
  expect(isBuildOf(`${name}.building`, "engine", "0123", TARGET)).toBe(false);
});

test("a build takes versions from go.mod alone, drops paths and has the module's flags", () => {
  const binary = { package: "./x", tags: ["a", "b"], ldflags: "-X v=1" };
  const args = "build -mod=readonly -trimpath -buildvcs=false -p 2 -tags a,b -ldflags".split(" ");
  expect(buildArguments(binary, "/out/x")).toEqual([...args, "-s -w -X v=1", "-o", "/out/x", "./x"]);
  expect(buildArguments({ package: "./x" }, "o")).toContain("-s -w");
  expect(buildEnvironment(binary)).toMatchObject({ GOTOOLCHAIN: "local", CGO_ENABLED: "0" });
  expect(buildEnvironment({ ...binary, cgo: true })).toMatchObject({ CGO_ENABLED: "1" });
});

test("a recipe with a key that nobody reads is refused", () => {
  expect(buildFile.safeParse({ binaries: { x: { package: "./x" } } }).success).toBe(true);
  expect(buildFile.safeParse({ binaries: { x: { package: "./x", flags: "-s" } } }).success).toBe(false);
});

test("versions of Go", () => {
  expect(goDirective("module a\n\ngo 1.25.11\n\ntool x\n")).toBe("1.25.11");
  expect(goDirective("module a\n")).toBeUndefined();
  expect([majorMinor("go1.26.8\n"), majorMinor("1.25.11"), majorMinor("devel")]).toEqual([
    "1.26",
    "1.25",
    undefined,
  ]);
  expect(compareVersions("go1.9.2", "1.10")).toBeLessThan(0);
  expect(compareVersions("1.26", "1.26.0")).toBe(0);
  expect(compareVersions("1.26.8", "1.26.0")).toBeGreaterThan(0);
});
