import { expect, test } from "@jest/globals";
import type { TestEvent } from "./results.ts";
import { count, inOneLine, render, Results, unheard } from "./results.ts";

const file = "/home/someone/gameplane/e2e/suites/parity.e2e.ts";
const plain = (_style: string, text: string) => text;

const pass = (name: string, more: Partial<TestEvent["data"]> = {}): TestEvent => ({
  type: "test:pass",
  data: { name, nesting: 0, entryFile: file, details: { duration_ms: 1200, type: "test" }, ...more },
});

const fail = (name: string, error: unknown, more: Partial<TestEvent["data"]> = {}): TestEvent => ({
  type: "test:fail",
  data: { name, nesting: 0, entryFile: file, details: { duration_ms: 40, type: "test", error }, ...more },
});

const figure = (message: string, nesting = 0): TestEvent => ({
  type: "test:diagnostic",
  data: { message, nesting, entryFile: file },
});

const collect = (...events: TestEvent[]) => {
  const results = new Results();
  for (const event of events) results.add(event);
  return results.all;
};

test("a test's figures are those that follow it", () => {
  const results = collect(
    pass("local", { nesting: 1 }),
    figure("69/69 identical", 1),
    pass("every stack"),
    figure("1 of 1"),
    figure("in 3 s"),
  );
  expect(results.map(({ name, figures }) => [name, figures])).toEqual([
    ["local", ["69/69 identical"]],
    ["every stack", ["1 of 1", "in 3 s"]],
  ]);
});

test("what only holds others is counted by these, but for failures and skips of its own", () => {
  const suite = (type: string, more: Partial<TestEvent["data"]>) => ({
    type,
    data: {
      name: "describe",
      nesting: 0,
      entryFile: file,
      details: { duration_ms: 1, type: "suite" },
      ...more,
    },
  });
  const failure = (failureType: string) =>
    suite("test:fail", {
      details: { duration_ms: 1, type: "suite", error: { failureType, message: failureType } },
    });
  const results = collect(
    fail("inner", { cause: new Error("no") }, { nesting: 1 }),
    fail("outer", { failureType: "subtestsFailed" }),
    suite("test:pass", {}),
    suite("test:pass", { skip: "no Go" }),
    failure("subtestsFailed"),
    failure("hookFailed"),
    failure("testCodeFailure"),
  );
  expect(results.map(({ name, outcome, reason }) => [name, outcome, reason])).toEqual([
    ["inner", "failed", "no"],
    ["describe", "skipped", "no Go"],
    ["describe", "failed", "hookFailed"],
    ["describe", "failed", "testCodeFailure"],
  ]);
});

test("a file whose tests did not run, and a suite of which nothing is heard, have failed", () => {
  const ended: TestEvent = {
    type: "test:pass",
    data: { name: file, details: { duration_ms: 40, type: "test" } },
  };
  const results = collect(ended);
  expect(results.map(({ name, outcome, reason }) => [name, outcome, reason])).toEqual([
    ["the file itself", "failed", "no test of it ran to its end"],
  ]);
  expect(unheard(["parity", "regions"], results).map(({ suite, outcome }) => [suite, outcome])).toEqual([
    ["regions", "failed"],
  ]);
});

test("a file that cannot be loaded is a failure of its own", () => {
  const event = fail(file, { failureType: "testCodeFailure", message: "test failed" });
  delete event.data.entryFile;
  expect(collect(event)).toEqual([
    {
      suite: "parity",
      name: "the file itself",
      outcome: "failed",
      milliseconds: 40,
      figures: [],
      reason: "test failed",
    },
  ]);
});

test("what is left out is skipped with its reason, and counted as such", () => {
  const results = collect(
    pass("agones: Ready", { skip: "AGONES_BIN is not set" }),
    pass("a"),
    fail("b", "no"),
  );
  expect(results[0]).toMatchObject({ outcome: "skipped", reason: "AGONES_BIN is not set" });
  expect(count(results)).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

test("the table has each suite once, and after it why what failed did, with the line in our files", () => {
  const cause = new Error("69 is not 70");
  cause.stack =
    "Error: 69 is not 70\n    at node:assert\n    at TestContext.<anonymous> (file:///x/e2e/suites/parity.e2e.ts:7:9)";
  const text = render(
    collect(
      pass("local"),
      figure("69/69 identical"),
      fail("dev", { cause }),
      pass("agones: up", { skip: "no AGONES_BIN" }),
    ),
    plain,
  );
  expect(text).toBe(
    [
      "",
      "parity",
      "  ✓ local         1.2 s  69/69 identical",
      "  ✗ dev           0.0 s",
      "  - agones: up    1.2 s  skipped: no AGONES_BIN",
      "",
      "parity: dev",
      "  69 is not 70",
      "    at e2e/suites/parity.e2e.ts:7:9",
      "",
    ].join("\n"),
  );
});

test("who watches sees the beginning of a reason, and the errors in it", () => {
  const reason = [
    "up of local",
    "the same command again",
    "",
    "  @ updating",
    "created",
    "more",
    "  error: a",
    "Error: b",
  ];
  expect(inOneLine(reason.join("\n"))).toBe(
    "up of local | the same command again | @ updating | created | error: a | Error: b",
  );
  expect(inOneLine("x".repeat(2000))).toHaveLength(1000);
});
