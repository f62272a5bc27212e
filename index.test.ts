import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";

/** Runs JavaScript on this Node, which takes itself for another one. */
const onNode = (version: string, script: string) => {
  const pretend = `Object.defineProperty(process.versions, "node", { value: "${version}" }); Object.defineProperty(process, "version", { value: "v${version}" });`;
  const args = [
    "--import",
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    "--input-type=module",
    "-e",
    script,
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { stdout, stderr, status };
};

describe("what Pulumi runs", () => {
  const load = `import("./index.mjs").then((m) => console.log(typeof m.default), (e) => console.log(e.constructor.name, e.message));`;

  test("refuses an old Node with one line, before it loads TypeScript", () => {
    expect(onNode("20.20.2", load).stdout).toBe(
      'RunError gameplane needs Node 24 or newer, and this is v20.20.2; put Node 24 first on the PATH, or begin with npx -c: npx -c "pulumi …"\n',
    );
  });

  test("is a program on Node 24 and later", () => {
    expect(onNode("24.0.0", load).stdout).toBe("function\n");
  });
});

describe("npm scripts", () => {
  const script = (file: string, ...args: string[]) =>
    `process.argv.splice(1, Infinity, "scripts/node.mjs", ${JSON.stringify(file)}, ...${JSON.stringify(args)}); await import("./scripts/node.mjs");`;

  test("run on the pinned Node where the machine's own is old", () => {
    const { stdout, stderr, status } = onNode("20.20.2", script("preview/main.ts", "--stack", "local"));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/\n1 stack: \d+ to create, 1 warning, 0 errors, \d+ violations /);
  });

  test("pass on how a script ends", () => {
    const { stderr, status } = onNode("20.20.2", script("preview/main.ts", "--stack", "nope"));
    expect(status).toBe(1);
    expect(stderr).toMatch(/^there is no stack nope/);
  });

  test("need no second process where it is new enough", () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      ["scripts/node.mjs", "preview/main.ts", "--stack", "local"],
      { encoding: "utf8" },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/\n1 stack: \d+ to create/);
  });
});
