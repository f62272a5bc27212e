import { readFileSync } from "node:fs";

/** @throws with the file and where it is wrong, and nothing of what it holds: that may be secret */
export function readJson(file: string): unknown {
  try {
    // Editors of another system put a mark before the text.
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError))
      throw new Error(`${file} cannot be read: ${codeOf(error)}`, { cause: error });
    const [, where = ""] = /(\(line \d+ column \d+\))$/.exec(error.message) ?? [];
    throw new Error(`${file} is no JSON ${where}`.trimEnd(), { cause: error });
  }
}

/** `ENOENT`: there is none; `EISDIR`: it is a folder. */
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
