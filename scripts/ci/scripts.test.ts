// The scripts as the workflows start them, with stand-ins for the programs that they call.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { execFile, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import type { Ran, Received } from "./testing.ts";
import { runScript, serve } from "./testing.ts";

const root = mkdtempSync(join(tmpdir(), "gameplane-scripts-"));
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
beforeEach(() => {
  folder = mkdtempSync(join(root, "case-"));
  write("Pulumi.yaml", "name: gameplane\nruntime: nodejs\n");
  write(
    "Pulumi.prod.yaml",
    "config:\n  gameplane:regions: { us-east-1: {}, eu-west-1: {} }\n  gameplane:homeRegion: us-east-1\n  gameplane:tuner: { image: node-tuner:1 }\n",
  );
  for (const region of ["us-east-1", "eu-west-1"])
    write(
      `Pulumi.prod-${region}.yaml`,
      `config:\n  gameplane:environment: prod\n  gameplane:region: ${region}\n`,
    );
  write("policies.prod.json", "{}");
});

function write(file: string, content: string, mode = 0o644): void {
  mkdirSync(join(folder, file, ".."), { recursive: true });
  writeFileSync(join(folder, file), content);
  chmodSync(join(folder, file), mode);
}
const read = (file: string) => readFileSync(join(folder, file), "utf8");

/** A program of that name that notes its arguments and then does this, in bash. */
const program = (name: string, does: string) =>
  write(
    `bin/${name}`,
    `#!/usr/bin/env bash\necho "${name} $*" >> ${join(folder, "calls")}\n${does}\n`,
    0o755,
  );
const calls = () => (existsSync(join(folder, "calls")) ? read("calls").trimEnd().split("\n") : []);

const path = () => ({ PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH ?? ""}` });
const script = (name: string, args: string[], env: Record<string, string> = {}) =>
  runScript(name, args, { cwd: folder, env: { ...path(), ...env } });
const bash = (name: string, args: string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd: folder, env: { ...path(), ...env } };
    execFile(join(process.cwd(), "scripts/ci", name), args, options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });

const PREVIEW = (steps: object[], summary: object) =>
  `cat <<'JSON'\n${JSON.stringify({ steps, changeSummary: summary })}\nJSON`;
const UP =
  "pulumi up --stack prod-eu-west-1 --yes --non-interactive --policy-pack policies --policy-pack-config";
const LOOK = "pulumi preview --stack prod-eu-west-1 --json --non-interactive --expect-no-changes";
const SECRET = "urn:pulumi:prod-eu-west-1::gameplane::kubernetes:core/v1:Secret::allocator-tls";
const DUE = PREVIEW([{ op: "update", urn: SECRET, diffReasons: ["stringData"] }], { update: 1 });
const SAME = PREVIEW([], { same: 3 });
const CHANGED = PREVIEW([{ op: "delete", urn: SECRET }], { delete: 1 });

describe("run-pulumi.ts", () => {
  test("goes up with the environment's policies, and ends as pulumi does", async () => {
    program("pulumi", "echo made; exit 3");
    const ran = await script("run-pulumi.ts", ["up", "prod-eu-west-1"]);
    expect(ran.stdout).toBe("made\n");
    expect(ran.status).toBe(1);
    expect(calls()).toEqual([`${UP} ${join(folder, "policies.prod.json")}`]);
  });

  test("a stack's own policies come first, and none are none", async () => {
    write("policies.prod-eu-west-1.json", "{}");
    rmSync(join(folder, "policies.prod.json"));
    program("pulumi", "");
    expect((await script("run-pulumi.ts", ["preview", "prod-eu-west-1"])).status).toBe(0);
    expect((await script("run-pulumi.ts", ["preview", "prod"])).status).toBe(0);
    expect(calls()).toEqual([
      `pulumi preview --stack prod-eu-west-1 --diff --non-interactive --policy-pack policies --policy-pack-config ${join(folder, "policies.prod-eu-west-1.json")}`,
      "pulumi preview --stack prod --diff --non-interactive --policy-pack policies",
    ]);
  });

  test.each([
    [["up", "staging"], "there is no stack staging; see `npm run preview`\n"],
    [["destroy", "prod"], "usage: node scripts/ci/run-pulumi.ts up|preview STACK\n"],
  ])("refuses %j", async (args, message) => {
    program("pulumi", "");
    expect(await script("run-pulumi.ts", args)).toEqual({ status: 1, stdout: "", stderr: message });
    expect(calls()).toEqual([]);
  });

  test("a cancelled run interrupts pulumi once, and waits for it", async () => {
    program(
      "pulumi",
      `trap 'echo interrupted >> ${join(folder, "calls")}' INT TERM\ntouch ${join(folder, "started")}\nfor i in 1 2 3 4 5 6; do sleep 0.2; done\necho ended >> ${join(folder, "calls")}\nexit 255`,
    );
    const args = [join(process.cwd(), "scripts/ci/run-pulumi.ts"), "up", "prod"];
    const child = spawn("bash", ["-e", "-c", `exec ${[process.execPath, ...args].join(" ")}`], {
      cwd: folder,
      env: path(),
      detached: true,
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (!existsSync(join(folder, "started"))) await sleep(20);
    // To the step's whole process group, as a terminal does; then again, as the runner does when it has waited.
    if (child.pid === undefined) throw new Error("bash did not start");
    const group = -child.pid;
    process.kill(group, "SIGINT");
    await sleep(500);
    process.kill(group, "SIGTERM");
    expect(await ended).toBe(1);
    expect(calls().slice(1)).toEqual(["interrupted", "ended"]);
  });
});

describe("drift.ts and renew.ts", () => {
  const result = () => JSON.parse(read("out/prod.json")) as unknown;

  test.each([
    ["none", SAME, 0, 0],
    ["renewal", DUE, 255, 0],
    ["drift", CHANGED, 255, 1],
    ["unknown", "echo 'error: no credentials' >&2", 255, 1],
  ])("%s", async (verdict, preview, exitCode, status) => {
    program("pulumi", `${preview}\nexit ${exitCode}`);
    expect((await script("drift.ts", ["prod-eu-west-1", "out/prod.json"])).status).toBe(status);
    expect(result()).toMatchObject({ stack: "prod-eu-west-1", verdict });
    expect(calls()).toEqual([LOOK]);
  });

  const upAfter = (preview: string, exitCode: number) =>
    program("pulumi", `if [ "$1" = preview ]; then ${preview}\nexit ${exitCode}; fi`);

  test("renews where nothing but certificates is due", async () => {
    upAfter(DUE, 255);
    expect((await script("renew.ts", ["prod-eu-west-1"])).status).toBe(0);
    expect(calls()).toEqual([LOOK, `${UP} ${join(folder, "policies.prod.json")}`]);
  });

  test.each([
    ["nothing is due", SAME, 0, 0, "as the files say"],
    [
      "an up would do more",
      CHANGED,
      255,
      1,
      "prod-eu-west-1 was not renewed: an `up` would do more than that.",
    ],
    ["nothing is known", "true", 255, 1, "prod-eu-west-1 was not renewed"],
  ])("does nothing where %s", async (_, preview, exitCode, status, said) => {
    upAfter(preview, exitCode);
    const ran = await script("renew.ts", ["prod-eu-west-1"]);
    expect(ran.stdout).toContain(said);
    expect(ran.status).toBe(status);
    expect(calls()).toEqual([LOOK]);
  });

  test("fails where the up does", async () => {
    program("pulumi", `if [ "$1" = preview ]; then ${DUE}\nexit 255; fi\nexit 1`);
    expect((await script("renew.ts", ["prod-eu-west-1"])).status).toBe(1);
  });
});

describe("drift-issue.ts", () => {
  const OWN = {
    number: 3,
    body: "<!-- gameplane-drift -->\nold",
    user: { login: "github-actions[bot]", type: "Bot" },
  };
  const OTHER = { ...OWN, number: 4, body: "pins" };
  const issue = async (verdicts: Record<string, string>, open: object[]) => {
    for (const [stack, verdict] of Object.entries(verdicts))
      write(`out/${stack}.json`, JSON.stringify({ stack, verdict, lines: ["delete x:y:Z::z"] }));
    await using server = await serve(({ method }: Received) => ({ body: method === "GET" ? open : {} }));
    const env = { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: "o/r", GITHUB_TOKEN: "t" };
    const ran = await script(
      "drift-issue.ts",
      ["out", '[{"environment":"prod","stack":"a"},{"stack":"b"}]'],
      env,
    );
    expect(ran.stderr).toBe("");
    expect(ran.status).toBe(0);
    return server.received
      .filter(({ method }) => method !== "GET")
      .map(({ method, path, body }) => [`${method} ${path}`, JSON.parse(body) as unknown]);
  };

  test("opens one where a stack has drifted, and updates it as long as one has", async () => {
    const drifted = { a: "none", b: "drift" };
    const body = expect.stringMatching(/^<!-- gameplane-drift -->\n[^]*### b\n\n- `delete x:y:Z::z`\n/);
    expect(await issue(drifted, [OTHER])).toEqual([
      ["POST /repos/o/r/issues", { title: "Stacks are not as their files say", body }],
    ]);
    expect(await issue(drifted, [OTHER, OWN])).toEqual([["PATCH /repos/o/r/issues/3", { body }]]);
  });

  test("a stack whose job left nothing is told as well", async () => {
    const body = expect.stringContaining("### b\n\n- `its job left no result`");
    expect(await issue({ a: "none" }, [OWN])).toEqual([["PATCH /repos/o/r/issues/3", { body }]]);
    expect(await issue({}, [])).toHaveLength(1);
  });

  test("is never longer than GitHub takes, and still says where to look", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    const lines = Array.from({ length: 20 }, () => "a".repeat(300));
    for (const stack of names) write(`out/${stack}.json`, JSON.stringify({ stack, verdict: "drift", lines }));
    await using server = await serve(({ method }: Received) => ({ body: method === "GET" ? [] : {} }));
    const env = {
      ...{ GITHUB_API_URL: server.url, GITHUB_REPOSITORY: "o/r", GITHUB_TOKEN: "t" },
      ...{ GITHUB_SERVER_URL: "https://g", GITHUB_RUN_ID: "1" },
    };
    const stacks = JSON.stringify(names.map((stack) => ({ stack })));
    expect(await script("drift-issue.ts", ["out", stacks], env)).toMatchObject({
      status: 0,
      stderr: "",
      // The page of the run has all of it.
      stdout: expect.stringContaining("### s39\n"),
    });
    const { body } = z.object({ body: z.string() }).parse(JSON.parse(server.received.at(-1)?.body ?? ""));
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(59_000);
    expect(body).toContain("\n\n**Not everything fits here.** ");
    expect(body.startsWith("<!-- gameplane-drift -->\n| stack |")).toBe(true);
    expect(
      body.endsWith("\n\n[The run](https://g/o/r/actions/runs/1) has every change. What to do: docs/ci.md."),
    ).toBe(true);
  });

  test("closes it when all is as it should be, and opens none for what is due", async () => {
    const fine = { a: "none", b: "renewal" };
    expect(await issue(fine, [OWN])).toEqual([
      ["PATCH /repos/o/r/issues/3", { state: "closed", body: expect.any(String) }],
    ]);
    expect(await issue(fine, [OTHER])).toEqual([]);
  });
});

describe("images", () => {
  const digest = `sha256:${"a".repeat(64)}`;

  test("services.ts: what has a Dockerfile; nothing is an answer", async () => {
    expect((await script("services.ts", [])).stdout).toBe(
      "services=[]\nNo image is built: no folder of services/ has a Dockerfile.\n",
    );
    write("services/node-tuner/Dockerfile", "");
    write("services/matchmaker/Dockerfile", "");
    write("services/shared/index.ts", "");
    write("services/Dockerfile", "");
    expect((await script("services.ts", [])).stdout).toBe(
      'services=["matchmaker","node-tuner"]\nImages: matchmaker, node-tuner.\n',
    );
    write("services/a b;c/Dockerfile", "");
    const ran = await script("services.ts", []);
    expect(ran.stderr).toContain("services/a b;c: a service's folder names its repository");
    expect(ran.status).toBe(1);
  });

  test("save-image.sh: the image and its SBOM, for the job that pushes them", async () => {
    program("docker", "");
    write("sbom.json", "{}");
    expect((await bash("save-image.sh", ["node-tuner", "abc", "sbom.json", "built"])).status).toBe(0);
    expect(calls()).toEqual(["docker save --output built/image.tar node-tuner:abc"]);
    expect(read("built/sbom.spdx.json")).toBe("{}");
    expect((await bash("save-image.sh", ["node-tuner", "abc", "none.json", "built"])).status).toBe(1);
    program("docker", "exit 1");
    expect((await bash("save-image.sh", ["node-tuner", "abc", "sbom.json", "built"])).status).toBe(1);
  });

  test("push-image.sh: signs the digest that the registry has, and tells it", async () => {
    program(
      "docker",
      `if [ "$1" = image ]; then printf 'other/x@sha256:bad\\nreg.example/prod/node-tuner@${digest}\\n\\n'; fi`,
    );
    program("cosign", "");
    const ran = await bash("push-image.sh", [
      "node-tuner",
      "abc",
      "reg.example",
      "prod",
      "sbom.json",
      "out/node-tuner.json",
    ]);
    expect(ran.status).toBe(0);
    expect(calls()).toEqual([
      "docker tag node-tuner:abc reg.example/prod/node-tuner:abc",
      "docker push reg.example/prod/node-tuner:abc",
      "docker image inspect --format {{range .RepoDigests}}{{println .}}{{end}} reg.example/prod/node-tuner:abc",
      `cosign sign --yes reg.example/prod/node-tuner@${digest}`,
      `cosign attest --yes --type spdxjson --predicate sbom.json reg.example/prod/node-tuner@${digest}`,
    ]);
    expect(JSON.parse(read("out/node-tuner.json"))).toEqual({ service: "node-tuner", tag: "abc", digest });
  });

  test.each([
    ["no digest", "", ""],
    ["a signature that fails", `if [ "$1" = image ]; then echo reg.example/prod/x@${digest}; fi`, "exit 1"],
    ["a push that fails", '[ "$1" != push ]', ""],
  ])("push-image.sh: tells no digest after %s", async (_, docker, cosign) => {
    program("docker", docker);
    program("cosign", cosign);
    expect((await bash("push-image.sh", ["x", "abc", "reg.example", "prod", "s", "out/x.json"])).status).toBe(
      1,
    );
    expect(existsSync(join(folder, "out/x.json"))).toBe(false);
  });

  test("pin-images.ts: in the environment's files", async () => {
    write("out/node-tuner.json", JSON.stringify({ service: "node-tuner", tag: "abc", digest }));
    const ran = await script("pin-images.ts", ["out", "prod"]);
    expect(ran.stdout).toBe(`changes=1\n- Pulumi.prod.yaml: \`node-tuner:1 -> node-tuner:abc@${digest}\`\n`);
    expect(read("Pulumi.prod.yaml")).toContain(`gameplane:tuner: { image: node-tuner:abc@${digest} }\n`);
    expect((await script("pin-images.ts", ["out", "prod"])).stdout).toBe(
      "changes=0\nNo stack file names one of the images: nothing to pin.\n",
    );
    write("out/bad.json", JSON.stringify({ service: "node-tuner", tag: "abc", digest: "sha256:0" }));
    expect((await script("pin-images.ts", ["out", "prod"])).status).toBe(1);
  });

  test.each([
    ["0", ["gh pr create --head images/pin"]],
    ["1", []],
  ])("propose-pins.sh: one pull request, with %s open", async (open, created) => {
    program("git", "");
    program("gh", `if [ "$2" = list ]; then echo ${open}; fi`);
    const env = {
      GITHUB_SHA: "0123456789abcdef",
      GITHUB_SERVER_URL: "https://g",
      GITHUB_REPOSITORY: "o/r",
      GITHUB_RUN_ID: "1",
    };
    expect((await bash("propose-pins.sh", [], env)).status).toBe(0);
    expect(calls()).toContain("git commit --quiet --message Pin the images of 0123456789ab -- Pulumi.*.yaml");
    expect(calls()).toContain("git push --quiet --force origin images/pin");
    expect(
      calls()
        .filter((call) => call.startsWith("gh pr create"))
        .map((call) => call.slice(0, 30)),
    ).toEqual(created);
  });
});

test("check-policies-tag.ts: the version of both files", async () => {
  write("policies/package.json", '{ "version": "0.2.0" }');
  write("policies/PulumiPolicy.yaml", "version: 0.2.0\n");
  expect((await script("check-policies-tag.ts", ["policies-v0.2.0"])).status).toBe(0);
  write("policies/PulumiPolicy.yaml", "version: 0.1.0\n");
  expect(await script("check-policies-tag.ts", ["policies-v0.2.0"])).toEqual({
    ...{ status: 1, stdout: "" },
    stderr:
      "policies/PulumiPolicy.yaml says 0.1.0, and the tag is policies-v0.2.0; tag policies-v0.1.0, or change the version\n",
  });
});

describe("collect-comment.ts", () => {
  const collect = (env: Record<string, string>) =>
    script("collect-comment.ts", ["reports", "reports/comment"], env);

  test("what the comment needs, and nothing else", async () => {
    write("reports/preview.md", "| changes |\n");
    write("reports/preview.html", "<html>");
    const ran = await collect({ PULL_REQUEST: "7", PREVIEW_OUTCOME: "failure" });
    expect(ran).toEqual({ status: 0, stdout: "| changes |\n\n", stderr: "" });
    expect(read("reports/comment/about.json")).toBe('{"pullRequest":7,"outcome":"failure"}\n');
    expect(read("reports/comment/preview.md")).toBe("| changes |\n");
    expect(existsSync(join(folder, "reports/comment/preview.html"))).toBe(false);
  });

  test("no report is none", async () => {
    const ran = await collect({ PULL_REQUEST: "7", PREVIEW_OUTCOME: "failure" });
    expect(ran.stdout).toBe("There is no report: the preview ended (failure) without one.\n");
    expect(existsSync(join(folder, "reports/comment/about.json"))).toBe(true);
  });

  test.each([
    { PULL_REQUEST: "x", PREVIEW_OUTCOME: "success" },
    { PULL_REQUEST: "7", PREVIEW_OUTCOME: "" },
  ])("refuses %j", async (env) => {
    expect((await collect(env)).status).toBe(1);
  });
});

describe("plan-deploy.ts and plan-stacks.ts", () => {
  test("outputs of a step, each within its own delimiters", async () => {
    const env = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    expect((await script("plan-deploy.ts", ["prod"], env)).status).toBe(0);
    const outputs = [...read("output").matchAll(/^([\w-]+)<<(\S+)\n(.*)\n\2\n/gm)].map(
      ([, name, , value]) => [name, value],
    );
    expect(outputs).toEqual([
      ["environment", "prod"],
      ["shared", '["prod"]'],
      ["canary", '["prod-eu-west-1"]'],
      ["wave-1", '["prod-us-east-1"]'],
      ...[2, 3, 4].map((number) => [`wave-${number}`, "[]"]),
    ]);
    expect(read("summary")).toContain("| canary | prod-eu-west-1 |");
  });

  test("without an environment nothing is deployed or looked at, and that is said", async () => {
    const deploy = await script("plan-deploy.ts", [""]);
    expect(deploy.stdout).toContain("canary=[]\nwave-1=[]\n");
    expect(deploy.stdout).toContain(
      "Nothing is deployed: the repository's variable GAMEPLANE_DEPLOY_ON_PUSH",
    );
    expect(deploy.status).toBe(0);
    expect(await script("plan-stacks.ts", [""])).toEqual({
      ...{ status: 0, stderr: "" },
      stdout:
        "shared=[]\nregions=[]\nall=[]\nNo stack: the repository's variable GAMEPLANE_ENVIRONMENTS names no environment (docs/ci.md).\n",
    });
  });

  test("an environment that is not there stops both", async () => {
    for (const name of ["plan-deploy.ts", "plan-stacks.ts"])
      expect(await script(name, ["staging"])).toMatchObject({
        ...{ status: 1, stdout: "" },
        stderr: "there is no environment staging; the environments are prod\n",
      });
  });
});
