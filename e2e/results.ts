import { basename } from "node:path";

/** How one test of a suite went. */
export interface Result {
  /** Name of the suite's file, without folder and ending. */
  suite: string;
  name: string;
  outcome: "passed" | "failed" | "skipped";
  milliseconds: number;
  /** What the test said of its figures, a line each. */
  figures: string[];
  /** Why it failed, or why it was skipped. */
  reason?: string;
}

/** The part of `node:test`'s events that results are made of. */
export interface TestEvent {
  type: string;
  data: {
    name?: string;
    nesting?: number;
    message?: string;
    /** Absent on what is said of a whole file. */
    entryFile?: string;
    skip?: string | boolean;
    details?: { duration_ms: number; type?: string | undefined; error?: unknown };
  };
}

/** Collects results; events of one file come in the order of its tests, a test's figures right behind it. */
export class Results {
  readonly #all: { result: Result; nesting: number; file: string }[] = [];

  /** In the order of suites and of tests in them. */
  get all(): Result[] {
    return this.#all.map(({ result }) => result);
  }

  add({ type, data }: TestEvent): void {
    const { nesting = 0, entryFile } = data;
    if (type === "test:pass" || type === "test:fail") {
      const result = resultOf(type, data);
      if (result !== undefined) this.#all.push({ result, nesting, file: entryFile ?? data.name ?? "" });
    } else if (type === "test:diagnostic" && entryFile !== undefined && data.message !== undefined) {
      const last = this.#all.findLast((each) => each.file === entryFile && each.nesting === nesting);
      last?.result.figures.push(data.message);
    }
  }
}

function resultOf(
  type: string,
  { name = "", entryFile, skip, details }: TestEvent["data"],
): Result | undefined {
  // What only holds others is counted by these, but for failures and skips of its own.
  if (failureType(details?.error) === "subtestsFailed") return undefined;
  const failed = type === "test:fail";
  const skipped = skip !== undefined && skip !== false;
  if (details?.type === "suite" && !failed && !skipped) return undefined;
  const ofFile = entryFile === undefined || name === entryFile;
  const common = {
    suite: suiteName(entryFile ?? name),
    name: ofFile ? THE_FILE : name,
    milliseconds: details?.duration_ms ?? 0,
    figures: [],
  };
  if (failed) return { ...common, outcome: "failed", reason: failureText(details?.error) };
  // node:test says of a file that it passed only where it has no tests, or ended before they did.
  if (ofFile) return { ...common, outcome: "failed", reason: "no test of it ran to its end" };
  if (!skipped) return { ...common, outcome: "passed" };
  return { ...common, outcome: "skipped", ...(typeof skip === "string" && { reason: skip }) };
}

const THE_FILE = "the file itself";

/** Suites of which nothing was heard: an empty `describe`, or a process that ended in silence. */
export const unheard = (suites: string[], results: readonly Result[]): Result[] =>
  suites
    .filter((suite) => !results.some((result) => result.suite === suite))
    .map((suite) => ({
      suite,
      name: THE_FILE,
      outcome: "failed",
      milliseconds: 0,
      figures: [],
      reason: "none of its tests ran",
    }));

export const suiteName = (file: string) => basename(file).replace(/\.e2e\.ts$/, "");

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

const failureType = (error: unknown) => property(error, "failureType");

/** node:test wraps what a test threw; people want the cause, and where in our files. */
export function failureText(error: unknown): string {
  const cause = property(error, "cause") ?? error;
  const message = property(cause, "message");
  const stack = property(cause, "stack");
  const where = typeof stack === "string" ? /\(?(file:\/\/\S*\/e2e\/\S+?)\)?$/m.exec(stack)?.[1] : undefined;
  const text = typeof message === "string" ? message : String(cause);
  return where === undefined ? text : `${text}\n  at ${where.replace(/^.*\/e2e\//, "e2e/")}`;
}

/** What somebody needs who watches: its first lines and those that name an error. The whole comes with the table. */
export function inOneLine(reason: string): string {
  const lines = reason
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const telling = lines.filter((line, index) => index < 4 || /\berror\b/i.test(line));
  return telling.join(" | ").slice(0, 1000);
}

export function count(results: readonly Result[]): Record<Result["outcome"], number> {
  const of = (outcome: Result["outcome"]) => results.filter((each) => each.outcome === outcome).length;
  return { passed: of("passed"), failed: of("failed"), skipped: of("skipped") };
}

type Paint = (style: "green" | "red" | "yellow" | "dim" | "bold", text: string) => string;

const SYMBOLS = { passed: ["green", "✓"], failed: ["red", "✗"], skipped: ["yellow", "-"] } as const;

/** One table: every test with its time and its figures, then why what failed did. */
export function render(results: readonly Result[], paint: Paint): string {
  const width = Math.min(90, Math.max(...results.map(({ name }) => name.length)));
  const lines = results.flatMap((result, index) => {
    const { suite, name, outcome, milliseconds, figures, reason } = result;
    const [style, symbol] = SYMBOLS[outcome];
    const seconds = `${(milliseconds / 1000).toFixed(1)} s`.padStart(8);
    const notes = outcome === "skipped" && reason !== undefined ? [`skipped: ${reason}`] : figures;
    const first = `  ${paint(style, symbol)} ${name.padEnd(width)} ${paint("dim", seconds)}  ${notes[0] ?? ""}`;
    const rest = notes.slice(1).map((note) => `${" ".repeat(width + 15)}${note}`);
    const heading = results[index - 1]?.suite === suite ? [] : ["", paint("bold", suite)];
    return [...heading, first.trimEnd(), ...rest];
  });
  const failures = results.flatMap(({ suite, name, outcome, reason = "" }) =>
    outcome === "failed" ? ["", paint("red", `${suite}: ${name}`), reason.replace(/^/gm, "  ")] : [],
  );
  return [...lines, ...failures, ""].join("\n");
}
