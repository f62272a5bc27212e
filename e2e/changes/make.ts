import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Program } from "../engine/program.ts";
import type { Engine } from "../engine/pulumi.ts";
import type { Edit } from "./change.ts";
import { settingPath, stackFile } from "./change.ts";

/** A copy of the program, and the engine that runs it. */
export interface Bed {
  program: Program;
  engine: Engine;
}

/** Makes the edits of a change as people do, in files and by the command line. */
export async function makeEdits(bed: Bed, edits: readonly Edit[]): Promise<void> {
  for (const edit of edits) await makeEdit(bed, edit);
}

async function makeEdit({ program, engine }: Bed, edit: Edit): Promise<void> {
  const { stack } = edit;
  if ("setting" in edit || "rename" in edit) await editFile(program, edit);
  else if ("secret" in edit) {
    const path = `gameplane:secrets.${edit.secret}`;
    await command(engine, ["config", "set", "--stack", stack, "--secret", "--path", path, edit.value]);
  } else {
    const { resources } = await engine.exportStack(stack);
    const found = resources.filter(({ urn, protect }) => protect && urn.endsWith(`::${edit.unprotect}`));
    if (found.length === 0)
      throw new Error(`nothing that is named ${edit.unprotect} is protected in ${stack}`);
    for (const { urn } of found)
      await command(engine, ["state", "unprotect", "--stack", stack, "--yes", urn]);
  }
}

/** An edit that needs no engine. */
export async function editFile(
  program: Program,
  edit: Extract<Edit, { setting: string } | { rename: [string, string] }>,
): Promise<void> {
  const { stack } = edit;
  if ("setting" in edit) await program.set(stackFile(stack), settingPath(edit.setting), edit.value);
  else await rename(program, stack, edit.rename);
}

async function rename(program: Program, stack: string, [from, to]: [string, string]): Promise<void> {
  const document = parseDocument(await readFile(join(program.folder, stackFile(stack)), "utf8"));
  const value: unknown = document.getIn(settingPath(from));
  if (value === undefined) throw new Error(`${stackFile(stack)} has no ${from} to rename`);
  await program.set(stackFile(stack), settingPath(from), undefined);
  await program.set(stackFile(stack), settingPath(to), value);
}

async function command(engine: Engine, args: string[]): Promise<void> {
  const { exitCode, all } = await engine.run(args);
  if (exitCode !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} ended with ${exitCode}: ${all}`);
}

/** What the settings' files say, to go back to. */
export async function settingsOf({ program }: Bed, edits: readonly Edit[]): Promise<() => Promise<void>> {
  const files = [...new Set(edits.map(({ stack }) => join(program.folder, stackFile(stack))))];
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => undefined)));
  return async () => {
    for (const [index, file] of files.entries()) {
      const text = texts[index];
      if (text !== undefined) await writeFile(file, text);
    }
  };
}
