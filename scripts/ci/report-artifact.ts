// The artifact of preview.yml, made by a pull request's own code: data that anybody may have written.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { errorOf } from "./errors.ts";
import type { GitHub } from "./github-api.ts";
import { call, download } from "./github-api.ts";

const ARTIFACT = "preview-comment";
export const REPORT = "preview.md";

/** Of the zip, and of each file in it: a comment has 65,536 characters, of four bytes at most. */
const MOST_BYTES = 4 * 65_536;

export const ABOUT = z.strictObject({
  pullRequest: z.int().min(1),
  /** How the step of the preview ended. */
  outcome: z.enum(["success", "failure", "cancelled", "skipped"]),
});
export type About = z.output<typeof ABOUT>;

export interface Report {
  about: About;
  /** Undefined where the preview left none. */
  markdown: string | undefined;
}

const ARTIFACTS = z.object({
  artifacts: z.array(
    z.object({ id: z.int(), name: z.string(), size_in_bytes: z.int(), expired: z.boolean() }),
  ),
});

/** The report of a run, of its latest attempt. @throws with why there is none that could be used */
export async function reportOf(github: GitHub, run: number): Promise<Report> {
  const { artifacts } = await call(
    github,
    "GET",
    `/actions/runs/${run}/artifacts?name=${ARTIFACT}&per_page=100`,
    ARTIFACTS,
  );
  const [latest] = artifacts
    .filter(({ name, expired }) => name === ARTIFACT && !expired)
    .toSorted((a, b) => b.id - a.id);
  if (latest === undefined) throw new Error(`the run has no artifact ${ARTIFACT}`);
  if (latest.size_in_bytes > MOST_BYTES)
    throw new Error(`the artifact has ${latest.size_in_bytes} bytes, and ${MOST_BYTES} are allowed`);
  return unpacked(await download(github, `/actions/artifacts/${latest.id}/zip`, MOST_BYTES));
}

/** Two files by name, to memory: nothing else of the zip is unpacked, and no path in it is used. */
async function unpacked(zip: Buffer): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "gameplane-report-"));
  try {
    const file = join(folder, "artifact.zip");
    writeFileSync(file, zip);
    const about = ABOUT.safeParse(jsonOf(await member(file, "about.json")));
    if (!about.success)
      throw new Error("the artifact's about.json is missing or not what preview.yml writes");
    return { about: about.data, markdown: await member(file, REPORT) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** unzip's exit code for a name that matches nothing. */
const NO_SUCH_MEMBER = 11;

async function member(zip: string, name: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("unzip", ["-p", zip, name], { maxBuffer: MOST_BYTES });
    return stdout;
  } catch (error) {
    const { code } = errorOf(error);
    if (code === NO_SUCH_MEMBER) return undefined;
    if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")
      throw new Error(`${name} has more than ${MOST_BYTES} bytes`, { cause: error });
    throw new Error("the artifact cannot be unpacked", { cause: error });
  }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
