// What a step tells the runner: outputs for later steps, and the page of the run.
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { errorOf } from "./errors.ts";

/** Sets a step's output; without a runner it is printed, so that the same command says the same at home. */
export function setOutput(name: string, value: string): void {
  const { GITHUB_OUTPUT: file } = process.env;
  // A value cannot know the delimiter, and so cannot end itself early to set another output.
  const delimiter = randomUUID();
  if (file === undefined || file === "") process.stdout.write(`${name}=${value}\n`);
  else appendFileSync(file, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
}

/** GitHub takes 1 MiB for a step; a character has four bytes at most, and a line's end is added. */
export const LONGEST_SUMMARY = 256 * 1024 - 1;

/** Adds Markdown to the page of the run, and prints it. */
export function summarise(markdown: string): void {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  process.stdout.write(`${markdown}\n`);
  if (file !== undefined && file !== "") appendFileSync(file, `${markdown}\n`);
}

/** Runs a command's work; what it throws is a line for people, and ends the step with 1. */
export async function endingWith(work: () => Promise<boolean> | boolean): Promise<void> {
  try {
    if (!(await work())) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${errorOf(error).message}\n`);
    process.exitCode = 1;
  }
}
