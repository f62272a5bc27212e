import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { policiesDoc } from "./docs.ts";
import { RULES } from "./rules.ts";

const FOLDER = "policies/rules";
const files = readdirSync(FOLDER).toSorted();

test("every rule is in the pack, in a file of its name, with a test beside it, and no other file is there", () => {
  expect(files).toEqual(RULES.flatMap(({ id }) => [`${id}.test.ts`, `${id}.ts`]).toSorted());
});

test("ids are unique", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  test("is tested by a compliant resource, by cases that fail and by unknown values", () => {
    const text = readFileSync(`${FOLDER}/${id}.test.ts`, "utf8");
    expect(text).toMatch(/\btest(Stack)?Rule\(\s*\w+,/);
    expect(text).toMatch(/\n {2}compliant: \(\) =>/);
    expect(text).toMatch(/\n {2}fails: \{\n/);
    expect(text).toMatch(/\n {2}unknown: (\[|\w)/);
  });

  test("says its words as its messages and its page need them", () => {
    expect(rule.statement).toMatch(/^[A-Z].*\.$/);
    expect(rule.why).toMatch(/^(?!because).*[^.]$/);
    expect(rule.fix).toMatch(/[^.]$/);
    expect(rule.types.length).toBeGreaterThan(0);
    expect(rule.settings.safeParse({}).success).toBe(true);
  });
});

test("docs/policies.md is as the rules are now; `npm run policies:docs` writes it", () => {
  expect(readFileSync("docs/policies.md", "utf8")).toBe(policiesDoc());
});
