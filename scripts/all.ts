import { spawnSync } from "node:child_process";

/** File for jest's own report; the gate asks for it, to have every test's name. */
const { JEST_REPORT: report } = process.env;

/** Steps of `npm test` and `npm run check`, in the order in which they say most for their time. */
const STEPS: Record<string, string[]> = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  lint: ["node_modules/eslint/bin/eslint.js", "."],
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn"],
  jest: [
    "node_modules/jest/bin/jest.js",
    ...(report === undefined ? [] : ["--json", `--outputFile=${report}`]),
  ],
  "jest:changed": ["node_modules/jest/bin/jest.js", "--onlyChanged", "--passWithNoTests"],
};

// Every step runs, also after one that failed: one run tells all.
const failed = process.argv.slice(2).filter((name) => {
  const started = performance.now();
  const step = STEPS[name];
  if (step === undefined) throw new Error(`no step ${name}; the steps are ${Object.keys(STEPS).join(", ")}`);
  const { status } = spawnSync(process.execPath, step, { stdio: "inherit" });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${name}: ${status === 0 ? "passed" : "FAILED"} (${seconds} s)\n`);
  return status !== 0;
});
process.exitCode = failed.length > 0 ? 1 : 0;
