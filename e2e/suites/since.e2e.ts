// `npm run preview -- --since` over two revisions of a git repository: the program's own code changes, and what goes wrong.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { execa } from "execa";
import { z } from "zod";
import { lines } from "../changes/operation.ts";
import { Program } from "../engine/program.ts";
import { until } from "../until.ts";

const DIFF = z.object({ path: z.string(), forcesReplacement: z.boolean() });
const REPORT = z.object({
  since: z.object({
    folded: z.array(z.object({ stacks: z.array(z.string()), change: z.looseObject({ name: z.string() }) })),
    removed: z.array(z.object({ name: z.string(), resources: z.number(), players: z.number().nullable() })),
  }),
  stacks: z.array(
    z.object({
      name: z.string(),
      errors: z.array(z.string()),
      changes: z
        .array(
          z.object({
            op: z.enum(["create", "update", "replace", "delete"]),
            type: z.string(),
            name: z.string(),
            formerUrn: z.string().optional(),
            diff: z.array(DIFF),
          }),
        )
        .optional(),
      changedSecrets: z.array(z.string()).optional(),
    }),
  ),
});

describe("between two revisions", { concurrency: 1 }, () => {
  let program: Program;
  const git = (...args: string[]) =>
    execa("git", ["-c", "user.name=somebody", "-c", "user.email=somebody@example.com", ...args], {
      cwd: program.folder,
    });

  before(async () => {
    program = await Program.copy();
    await git("init", "--quiet", "--initial-branch", "main");
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "base");
  });
  beforeEach(async () => {
    await git("checkout", "--quiet", "--force", "main");
    await git("clean", "--quiet", "--force");
  });
  after(() => program.remove());

  const run = (...args: string[]) =>
    execa(process.execPath, ["preview/main.ts", "--since", "main", ...args], {
      cwd: program.folder,
      reject: false,
      maxBuffer: 2 ** 30,
    });

  const worktrees = async () =>
    (await git("worktree", "list", "--porcelain")).stdout.match(/^worktree /gm)?.length;

  async function changes(...stacks: string[]) {
    const { stdout, stderr } = await run("--format", "json", "--stack", ...stacks);
    assert.notEqual(stdout, "", stderr);
    const report = REPORT.parse(JSON.parse(stdout));
    const operations = report.stacks.flatMap((stack) =>
      (stack.changes ?? []).map(({ op, type, name, diff }) => ({
        ...{ op, type, name },
        fields: diff.map(({ path }) => path),
      })),
    );
    return { ...report, operations: lines(operations) };
  }

  test("nothing changes where nothing was changed", async () => {
    const { operations, since } = await changes("dev", "prod", "prod-eu-west-1");
    assert.deepEqual([operations, since.folded, since.removed], [[], [], []]);
  });

  test("a component's property, folded over the regions that have it", async () => {
    await program.edit("components/network/flow-logs.ts", (text) =>
      text.replace("Writes the VPC flow logs of", "Writes VPC flow logs of"),
    );
    const { operations, since } = await changes("dev", "prod-eu-west-1", "prod-us-east-1");
    assert.deepEqual(operations, Array(3).fill("update aws:iam/role:Role flow-logs (description)"));
    assert.deepEqual(
      since.folded.map(({ stacks }) => stacks),
      [["dev", "prod-eu-west-1", "prod-us-east-1"]],
    );
  });

  test("a rename that an alias names replaces nothing", async () => {
    await program.edit("components/network/flow-logs.ts", (text) =>
      text
        .replace(/"flow-logs",(\s+\{\s+description)/, '"flow-logs-writer",$1')
        .replace(/(ArnLike[\s\S]*?\n    \{ parent) \}/, '$1, aliases: [{ name: "flow-logs" }] }'),
    );
    const { operations, stacks } = await changes("dev");
    assert.deepEqual(operations, ["update aws:iam/role:Role flow-logs-writer"]);
    assert.match(stacks[0]?.changes?.[0]?.formerUrn ?? "", /aws:iam\/role:Role::flow-logs$/);
  });

  test("without one a resource goes, another comes, and what had its id is replaced", async () => {
    await program.edit("components/network/flow-logs.ts", (text) =>
      text.replace(/"flow-logs",(\s+\{\s+description)/, '"flow-logs-writer",$1'),
    );
    const { operations } = await changes("dev");
    assert.deepEqual(operations, [
      "create aws:iam/role:Role flow-logs-writer",
      "delete aws:iam/role:Role flow-logs",
      "replace aws:ec2/flowLog:FlowLog flow-logs (iamRoleArn)",
      "replace aws:iam/rolePolicy:RolePolicy flow-logs (role)",
    ]);
  });

  test("another network is another region: all that players are on is said loudly", async () => {
    await program.edit("components/network/vpc.ts", (text) => text.replace('"vpc",', '"network",'));
    const { stdout } = await run("--stack", "dev");
    const loud = stdout.split("\n").filter((line) => line.startsWith("players:"));
    assert.deepEqual(
      loud.map((line) =>
        line.replace(/(: up to [1-9][\d,]* players| no player).*/, (_, whom: string) =>
          whom.replace(/\d.*\d/, "N"),
        ),
      ),
      [
        "players: network (9 parts) is replaced in dev: up to N players",
        "players: cluster is replaced in dev: up to N players",
        "players: cluster kubernetes is replaced in dev: up to N players",
        "players: Agones agones-system is replaced in dev: up to N players",
        "players: Agones game-servers is replaced in dev: up to N players",
        "players: Agones agones is replaced in dev: up to N players",
        "players: network (1 part) is deleted in dev: up to N players",
        "players: node pool metrics (2 node groups) is replaced in dev: no player",
        "players: node pool agones (1 node group) is replaced in dev: no player",
        "players: node pool game (2 node groups) is replaced in dev: up to N players",
        "players: node pool system (1 node group) is replaced in dev: no player",
        "players: Fleet dedicated-game-fleet is replaced in dev: up to N players",
        "players: Fleet battle-royale is replaced in dev: up to N players",
        "players: Fleet team-shooter is replaced in dev: up to N players",
        "players: Fleet competitive is replaced in dev: up to N players",
      ],
    );
  });

  test("a region that is removed leaves its resources, and that is said", async () => {
    await program.removeFile("Pulumi.prod-us-west-2.yaml");
    await program.set("Pulumi.prod.yaml", ["config", "gameplane:regions", "us-west-2"], undefined);
    const { since, operations } = await changes("prod");
    assert.deepEqual(
      since.removed.map(({ name }) => name),
      ["prod-us-west-2"],
    );
    assert.ok((since.removed[0]?.resources ?? 0) > 150);
    assert.ok((since.removed[0]?.players ?? 0) > 1000);
    assert.ok(
      operations.includes("delete tls:index/privateKey:PrivateKey server-us-west-2"),
      operations.join("\n"),
    );
  });

  test("a secret that is another one is named, and nothing of it is shown", async () => {
    const key = ["config", "gameplane:secrets", "shared", "secure"];
    await program.set("Pulumi.dev.yaml", key, "v1:AAAAAAAA:BBBBBBBB");
    const { stacks, operations } = await changes("dev");
    assert.deepEqual([stacks[0]?.changedSecrets, operations], [["gameplane:secrets.shared"], []]);
    const page = await run("--stack", "dev", "--format", "html");
    const tree = await run("--stack", "dev");
    assert.ok(![page.stdout, tree.stdout].join().includes("AAAAAAAA"));
    assert.match(
      tree.stdout,
      /^secret: gameplane:secrets\.shared is another one in dev; its value is not shown$/m,
    );
  });

  test("a stack that either revision cannot preview is an error", async () => {
    await program.set("Pulumi.dev.yaml", ["config", "gameplane:region"], "nowhere");
    const now = await changes("dev");
    assert.equal(now.stacks[0]?.changes, undefined);
    assert.ok((now.stacks[0]?.errors.length ?? 0) > 0);
    await git("checkout", "--quiet", "-b", "broken");
    await git("commit", "--quiet", "--all", "--message", "broken");
    await program.set("Pulumi.dev.yaml", ["config", "gameplane:region"], "eu-west-1");
    const { stdout, exitCode } = await execa(
      process.execPath,
      ["preview/main.ts", "--since", "broken", "--stack", "dev"],
      { cwd: program.folder, reject: false },
    );
    assert.equal(exitCode, 1);
    assert.match(stdout, /error: what changes is unknown, broken has an error: /);
  });

  test("a base that is no YAML is an error, of a change that mends it, too", async () => {
    await git("checkout", "--quiet", "-B", "broken", "main");
    await program.edit("Pulumi.dev.yaml", (text) => `${text}\na: [`);
    await git("commit", "--quiet", "--all", "--message", "broken");
    await git("checkout", "--quiet", "main", "--", "Pulumi.dev.yaml");
    const { stdout, stderr, exitCode } = await execa(
      process.execPath,
      ["preview/main.ts", "--since", "broken", "--stack", "dev"],
      { cwd: program.folder, reject: false },
    );
    assert.deepEqual([exitCode, stderr], [1, ""]);
    assert.match(stdout, /^error: what changes is unknown, broken has an error: Pulumi\.dev\.yaml/m);
  });

  test("a quota that changes is no change of what was there", async () => {
    const quota = ["config", "gameplane:serviceQuotas", "onDemandStandardVcpus"];
    await program.set("Pulumi.prod-us-east-1.yaml", quota, 1000);
    const { stdout } = await run("--format", "json", "--stack", "prod-us-east-1");
    const players = z.object({ players: z.number() });
    const [stack] = z
      .object({ stacks: z.array(z.object({ capacity: players, former: z.object({ capacity: players }) })) })
      .parse(JSON.parse(stdout)).stacks;
    assert.ok(
      stack !== undefined && stack.capacity.players < stack.former.capacity.players,
      stdout.slice(0, 500),
    );
  });

  test("what is interrupted leaves nothing behind", async () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const running = execa(process.execPath, ["preview/main.ts", "--since", "main"], {
        cwd: program.folder,
        reject: false,
      });
      await until("the other revision is there", async () => (await worktrees()) === 2);
      running.kill(signal);
      assert.equal((await running).signal, signal);
      assert.equal(await worktrees(), 1);
    }
  });

  test("other dependencies are installed for the other revision", async (t) => {
    await program.edit("package-lock.json", (text) => `${text}\n`);
    const started = performance.now();
    const { operations } = await changes("local");
    assert.deepEqual(operations, []);
    t.diagnostic(`${((performance.now() - started) / 1000).toFixed(1)} s with its own node_modules`);
  });

  test("a revision that is none is refused, and nothing is left behind", async () => {
    const { stderr, exitCode } = await execa(process.execPath, ["preview/main.ts", "--since", "nowhere"], {
      cwd: program.folder,
      reject: false,
    });
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      '--since "nowhere" is no commit of this repository; name a branch, a tag or a commit that is here (git fetch brings what is not)',
    );
    assert.equal(await worktrees(), 1);
  });
});
