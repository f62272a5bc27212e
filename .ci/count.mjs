// Counts tests of three reports: `node .ci/count.mjs JEST.json GO.jsonl E2E.json` prints "passed failed skipped".
// Complains on stderr of every test that was skipped and that .ci/skips does not name, and of a report without a passed test.
import { readFileSync } from "node:fs";

const [jestReport, goReport, e2eReport] = process.argv.slice(2).map((file) => readFileSync(file, "utf8"));
const allowed = readFileSync(new URL("skips", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

const jest = JSON.parse(jestReport).testResults.flatMap(({ assertionResults }) =>
  assertionResults.map(({ status, fullName }) => ({
    name: fullName,
    outcome: status === "passed" || status === "failed" ? status : "skipped",
  })),
);
/** `go test -json`: an event a line; a test's name has no slash, its subtests' have. */
const GO_OUTCOMES = { pass: "passed", fail: "failed", skip: "skipped" };
const go = goReport
  .split("\n")
  .filter((line) => line.startsWith("{"))
  .map((line) => JSON.parse(line))
  .filter(({ Action, Test = "/" }) => Action in GO_OUTCOMES && !Test.includes("/"))
  .map(({ Action, Package, Test }) => ({ name: Test, where: `${Package}: `, outcome: GO_OUTCOMES[Action] }));
const e2e = JSON.parse(e2eReport).map(({ suite, name, outcome }) => ({ name, where: `${suite}: `, outcome }));
const tests = [...jest, ...go, ...e2e];

/** By its full name, or by the tier that it begins with. */
const maySkip = ({ name }) => allowed.includes(name) || allowed.includes(/^(\w+): /.exec(name)?.[1]);

for (const test of tests)
  if (test.outcome === "skipped" && !maySkip(test))
    console.error(`skipped, and .ci/skips does not name it: ${test.where ?? ""}${test.name}`);
for (const [kind, some] of Object.entries({ jest, go, e2e }))
  if (!some.some(({ outcome }) => outcome === "passed")) console.error(`no test of ${kind} passed`);

const number = (outcome) => tests.filter((test) => test.outcome === outcome).length;
console.log(number("passed"), number("failed"), number("skipped"));
