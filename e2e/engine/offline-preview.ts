import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { z } from "zod";
import type { Facts } from "./compare-registrations.ts";
import type { Program } from "./program.ts";
import { withoutProviderIds } from "./provider-references.ts";
import type { Registered } from "./registered.ts";
import { isStack, registeredOf } from "./registered.ts";
import type { RecordedCall } from "./registrations.ts";
import { readRegistrations } from "./registrations.ts";

const FACTS = z.record(z.string(), z.json());

const REPORT = z.object({
  stacks: z.array(
    z.object({
      name: z.string(),
      resources: z.array(
        z.looseObject({ urn: z.string(), options: z.looseObject({ read: z.boolean().optional() }) }),
      ),
      outputs: FACTS,
      errors: z.array(z.string()),
    }),
  ),
});

/** What `npm run preview` says of every stack: its report, and the requests that its monitor was sent. */
export async function previewOffline(program: Program): Promise<Map<string, Registered>> {
  const folder = await mkdtemp(join(tmpdir(), "gameplane-preview-"));
  try {
    const file = join(folder, "registrations.jsonl");
    const stacks = await startOfflinePreview(program, [], {
      NODE_OPTIONS: `--import=${join(program.folder, "e2e", "engine", "record-preview.ts")}`,
      GAMEPLANE_REGISTRATIONS: file,
    }).stacks;
    const calls = byStack(await readRegistrations(file));
    return new Map(
      stacks.map(({ name, resources, outputs }) => {
        const { requests } = registeredOf(calls.get(name) ?? []);
        return [
          name,
          { resources: new Map(resources.map((resource) => factsOf(resource, outputs))), requests },
        ];
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is compared of a reported resource: where it is in the program is not. The stack has its outputs. */
function factsOf(resource: { urn: string }, outputs: Facts): [string, Facts] {
  const { urn } = resource;
  const facts = withoutProviderIds(FACTS.parse(resource));
  delete facts.source;
  return [urn, isStack(urn) ? { ...facts, outputs } : facts];
}

/** How many resources `npm run preview` says that an `up` of a new stack creates. */
export async function previewedCount(program: Program, stack: string): Promise<number> {
  const [report] = await startOfflinePreview(program, ["--stack", stack]).stacks;
  return report?.resources.filter(({ options }) => options.read !== true).length ?? 0;
}

/** A running `npm run preview`, to be measured. */
export function startOfflinePreview(program: Program, args: string[] = [], env: Record<string, string> = {}) {
  const child = execa(process.execPath, ["preview/main.ts", "--format", "json", ...args], {
    cwd: program.folder,
    env,
    reject: false,
    maxBuffer: 1e9,
  });
  const stacks = child.then(({ stdout, stderr }) => {
    if (stdout === "") throw new Error(`the offline preview says nothing: ${stderr}`);
    const { stacks } = REPORT.parse(JSON.parse(stdout));
    const errors = stacks.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`));
    if (errors.length > 0) throw new Error(`the offline preview has errors:\n${errors.join("\n")}`);
    return stacks;
  });
  return { child, stacks };
}

/** Stacks run one after another, and each begins with itself; the arguments of an invoke name no stack. */
function byStack(calls: RecordedCall[]): Map<string, RecordedCall[]> {
  const stacks = new Map<string, RecordedCall[]>();
  let own: RecordedCall[] = [];
  for (const call of calls) {
    const stack = /^urn:pulumi:(?<stack>[^:]+)::/.exec(call.key)?.groups?.stack;
    if (stack !== undefined) {
      own = stacks.get(stack) ?? [];
      stacks.set(stack, own);
    }
    own.push(call);
  }
  return stacks;
}
