import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { AWS_STEPS } from "./aws.ts";
import { LOCAL_STEPS } from "./local.ts";
import { ends } from "./operation.ts";

const STEPS = [...LOCAL_STEPS, ...AWS_STEPS];
const CHANGES = STEPS.flatMap(({ changes }) => changes);

const HEADINGS = readFileSync(join(process.cwd(), "docs/operations.md"), "utf8")
  .split("\n")
  .flatMap((line) => /^#{2,3} (.+)$/.exec(line)?.[1] ?? []);

test("what deletes or replaces is documented, under a heading that is there", () => {
  const documented = CHANGES.map(({ documented }) => documented);
  expect(documented.filter((heading) => heading !== undefined && !HEADINGS.includes(heading))).toEqual([]);
  const silent = CHANGES.filter(
    ({ operations, documented }) => operations.some(ends) && documented === undefined,
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

describe("changes that are made together", () => {
  test("touch nothing of one another", () => {
    for (const { changes } of STEPS) {
      const touched = changes.flatMap(({ operations }) =>
        operations.map(({ type, name }) => `${type} ${name}`),
      );
      expect(touched.filter((one, index) => touched.indexOf(one) !== index)).toEqual([]);
    }
  });

  test("are none where one is refused", () => {
    for (const { changes } of STEPS)
      if (changes.some(({ refused }) => refused !== undefined))
        expect(changes.map(({ operations }) => operations)).toEqual([[]]);
  });
});

test("each change has a name of its own", () => {
  const names = CHANGES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
