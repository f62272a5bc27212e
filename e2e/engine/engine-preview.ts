import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine, Update } from "./pulumi.ts";
import type { Registered } from "./registered.ts";
import { registeredOf } from "./registered.ts";
import { readRegistrations } from "./registrations.ts";

/** `pulumi preview` on the real engine, with what the program told it. */
export async function previewOnEngine(
  engine: Engine,
  stack: string,
): Promise<{ update: Update; registered: Registered }> {
  const folder = await mkdtemp(join(engine.folder, "registrations-"));
  const file = join(folder, "registrations.jsonl");
  const preload = join(engine.program.folder, "e2e", "engine", "record-registrations.ts");
  const env = { NODE_OPTIONS: `--import=${preload}`, GAMEPLANE_REGISTRATIONS: file };
  const update = await engine.preview(stack, [], env);
  if (!update.ok)
    throw new Error(
      `pulumi preview --stack ${stack} ended with ${update.exitCode}: ${diagnostics(update.all)}`,
    );
  const registered = registeredOf(await readRegistrations(file));
  await rm(folder, { recursive: true });
  return { update, registered };
}

/** Without the resources, of which there are hundreds. */
const diagnostics = (all: string) => all.slice(Math.max(0, all.indexOf("Diagnostics:")));
