import { copyFile, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { parseDocument } from "yaml";
import { temporaryFolder } from "../testbed/temporary-folder.ts";

/** The work tree that this file is in. */
export const WORK_TREE = dirname(dirname(import.meta.dirname));

/**
 * A copy of the program (tracked and untracked files of the work tree, node_modules linked), so that an edit or
 * `stack init` never touches the work tree. What git ignores is left out.
 */
export class Program {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async copy(): Promise<Program> {
    const files = await filesOfWorkTree();
    const folder = temporaryFolder("program");
    const folders = new Set(files.map((file) => dirname(join(folder, file))));
    await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
    await Promise.all(files.map((file) => copyIfThere(join(WORK_TREE, file), join(folder, file))));
    await symlink(join(WORK_TREE, "node_modules"), join(folder, "node_modules"));
    return new Program(folder);
  }

  /** @throws where the change changes nothing: what it looked for has gone */
  async edit(file: string, change: (text: string) => string): Promise<void> {
    const path = join(this.folder, file);
    const text = await readFile(path, "utf8");
    const changed = change(text);
    if (changed === text)
      throw new Error(`the edit of ${file} changes nothing; make it fit the file as it is now`);
    await writeFile(path, changed);
  }

  /** Sets one value of a YAML file and keeps its comments; `undefined` removes it. A file that is not there is made. */
  async set(file: string, path: string[], value: unknown): Promise<void> {
    const document = parseDocument(
      await readFile(join(this.folder, file), "utf8").catch(ifMissing(() => "")),
    );
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value, { aliasDuplicateObjects: false }));
    await writeFile(join(this.folder, file), document.toString());
  }

  async removeFile(file: string): Promise<void> {
    await rm(join(this.folder, file));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function filesOfWorkTree(): Promise<string[]> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await execa("git", args, { cwd: WORK_TREE });
  // Linked instead of installed, it is a file to git, which .gitignore does not name.
  return [...new Set(stdout.split("\0"))].filter((file) => file !== "" && file !== "node_modules");
}

/** git lists a tracked file that has been deleted in the work tree, too. */
const copyIfThere = (from: string, to: string) => copyFile(from, to).catch(ifMissing(() => undefined));

const ifMissing =
  <T>(otherwise: () => T) =>
  (error: unknown): T => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return otherwise();
    throw error;
  };
