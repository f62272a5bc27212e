// Counts the tests of jest's and the e2e's reports: `node .ci/count.mjs JEST.json E2E.json` prints "passed failed skipped".
// Complains on stderr of every test that was skipped and that .ci/skips does not name, and of a report without a passed test.
import { readFileSync } from "node:fs";

const [jestReport, e2eReport] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const allowed = readFileSync(new URL("skips", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

const jest = jestReport.testResults.flatMap(({ assertionResults }) =>
  assertionResults.map(({ status, fullName }) => ({
    name: fullName,
    outcome: status === "passed" || status === "failed" ? status : "skipped",
  })),
);
const e2e = e2eReport.map(({ suite, name, outcome }) => ({ name, where: `${suite}: `, outcome }));
const tests = [...jest, ...e2e];

/** By its full name, or by the tier that it begins with. */
const maySkip = ({ name }) => allowed.includes(name) || allowed.includes(/^(\w+): /.exec(name)?.[1]);

for (const test of tests)
  if (test.outcome === "skipped" && !maySkip(test))
    console.error(`skipped, and .ci/skips does not name it: ${test.where ?? ""}${test.name}`);
for (const [kind, some] of Object.entries({ jest, e2e }))
  if (!some.some(({ outcome }) => outcome === "passed")) console.error(`no test of ${kind} passed`);

const number = (outcome) => tests.filter((test) => test.outcome === outcome).length;
console.log(number("passed"), number("failed"), number("skipped"));
