// `npm run preview -- --since` predicts from two previews what the real engine is held to in changes.e2e.ts.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import program from "../../index.ts";
import { preview } from "../../preview/preview.ts";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { effectsIn } from "../../preview/since/effects.ts";
import { resourceChanges } from "../../preview/since/resource-changes.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { Program } from "../engine/program.ts";
import { AWS_BASE, AWS_STEPS } from "../changes/aws.ts";
import type { Edit, Step } from "../changes/change.ts";
import { stackFile } from "../changes/change.ts";
import { LOCAL_STEPS } from "../changes/local.ts";
import { editFile } from "../changes/make.ts";
import type { Operation } from "../changes/operation.ts";
import { lines } from "../changes/operation.ts";

predict("a region on a cluster that is there", LOCAL_STEPS, []);
predict("an environment and a region on AWS", AWS_STEPS, AWS_BASE);

function predict(what: string, steps: readonly Step[], base: readonly Edit[]): void {
  void describe(what, () => {
    let copy: Program;
    const former = new Map<string, RecordedResource[]>();
    before(async () => {
      copy = await Program.copy();
      await makeEdits(copy, base);
      for (const { stack } of steps)
        if (!former.has(stack)) former.set(stack, await resourcesOf(copy, stack));
    });
    after(() => copy.remove());

    for (const { stack, changes } of steps) {
      // What is refused is refused by the settings' own rules, or for what the state has.
      if (changes.some(({ refused }) => refused !== undefined)) continue;
      test(changes.map(({ name }) => name).join(", "), async (t) => {
        await makeEdits(
          copy,
          changes.flatMap(({ edits }) => edits),
        );
        const resources = await resourcesOf(copy, stack);
        const found = lines(predicted(former.get(stack) ?? [], resources));
        former.set(stack, resources);
        const done = lines(changes.flatMap(({ operations }) => operations).map(asRegistered));
        assert.deepEqual(
          found,
          done.filter((line) => !ONLY_AN_UP_KNOWS.has(line)),
        );
        t.diagnostic(`${found.length} of ${done.length} predicted`);
      });
    }
  });
}

async function makeEdits(copy: Program, edits: readonly Edit[]): Promise<void> {
  for (const edit of edits) {
    if ("setting" in edit || "rename" in edit) await editFile(copy, edit);
    else if ("secret" in edit) {
      const path = ["config", "gameplane:secrets", ...edit.secret.split(".")];
      await copy.set(stackFile(edit.stack), path, { secure: edit.value });
    }
  }
}

async function resourcesOf({ folder }: Program, stack: string): Promise<RecordedResource[]> {
  // Where the program looks for its settings.
  process.chdir(folder);
  const [report] = await preview(program, readProject(folder), [stack]);
  assert.deepEqual(report?.errors, []);
  return report.resources;
}

const predicted = (before: RecordedResource[], after: RecordedResource[]): Operation[] =>
  resourceChanges(before, after, effectsIn(after)).map(({ op, type, name, diff }) => ({
    ...{ op, type, name },
    fields: op === "create" || op === "delete" ? [] : fieldsOf(diff.map(({ path }) => path)),
  }));

/** The engine tells what a provider finds beside the inputs only where these are the same. */
const fieldsOf = (paths: string[]): string[] =>
  paths.length > 1 ? paths.filter((path) => path !== "tagsAll") : paths;

/** The eks package makes the cluster; the program registers its component, whose arguments are flat. */
const asRegistered = (operation: Operation): Operation =>
  operation.name === "cluster-eksCluster" && operation.fields[0] !== "tagsAll"
    ? {
        ...operation,
        ...{ type: "eks:index:Cluster", name: "cluster" },
        fields: operation.fields.map((field) => field.replace("vpcConfig.", "")),
      }
    : operation;

/** Values of secrets, what an environment's outputs are, and what only a remote component's child has. */
const ONLY_AN_UP_KNOWS = new Set([
  "update kubernetes:core/v1:Secret allocator-client-ca (data)",
  "update kubernetes:core/v1:Secret allocator-tls (data)",
  "update kubernetes:core/v1:Secret game-duel.env (data)",
  "update kubernetes:agones.dev/v1:Fleet duel (spec)",
  "update aws:eks/cluster:Cluster cluster-eksCluster (tagsAll)",
]);
