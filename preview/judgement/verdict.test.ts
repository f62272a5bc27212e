import { describe, expect, test } from "@jest/globals";
import { exampleCapacity, exampleChange, exampleReport, exampleStack } from "./example-report.ts";
import { judgementOf } from "./judgement.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { StackReport } from "../report.ts";

const ONE = "prod-eu-west-1";

function verdict(stack: Partial<StackReport>, rest: Partial<PullRequestReport> = {}) {
  const { level, title, reasons } = judgementOf(exampleReport([exampleStack(ONE, stack)], rest)).verdict;
  return [level, title, reasons.map((reason) => `${reason.level} #${reason.section}: ${reason.text}`)];
}

const forced = (effect: "replace" | "may-replace") => ({ path: "a", forcesReplacement: true, effect });
const violation = (level: "mandatory" | "advisory") => ({ policy: "p", level, urn: "", message: "m" });
const LOOK = "Look closely before you approve";

test("no change is fine, and so is one that breaks nothing", () => {
  expect(verdict({})).toEqual(["fine", "No change to any stack", []]);
  expect(verdict({ changes: [exampleChange(ONE, "Fleet::duel", "update")] })).toEqual([
    "fine",
    "Nothing here breaks a rule or replaces what players are on",
    [],
  ]);
});

test("without a base only rules are judged", () => {
  const { since, ...alone } = exampleReport([exampleStack(ONE)]);
  expect(since).toBeDefined();
  expect(judgementOf(alone).verdict).toEqual({ level: "fine", title: "Nothing breaks a rule", reasons: [] });
});

describe("what fails", () => {
  const errors = [{ level: "error" as const, message: "m" }];
  test.each<[string, Partial<StackReport>, string[]]>([
    ["an error", { errors: ["e"] }, ["fails #problems: 1 error in stacks"]],
    [
      "a violation",
      { violations: [violation("mandatory")] },
      ["fails #policies: 1 mandatory policy violation"],
    ],
    ["a stack that was not judged", { judged: false }, [`fails #policies: policies were not run on ${ONE}`]],
    [
      "a Fleet that does not fit",
      { capacity: exampleCapacity({ findings: errors }) },
      ["fails #capacity: 1 capacity error: Fleets do not fit"],
    ],
  ])("%s", (_, stack, reasons) => {
    expect(verdict(stack)).toEqual(["fails", "Do not approve", reasons]);
  });

  test("a stack that could not be compared", () => {
    const { changes, ...stack } = exampleStack(ONE);
    expect(changes).toEqual([]);
    expect(judgementOf(exampleReport([stack])).verdict.reasons).toEqual([
      { level: "fails", section: "changes", text: `what changes is unknown in ${ONE}` },
    ]);
  });

  test("a report without stacks", () => {
    expect(judgementOf(exampleReport([])).verdict.level).toBe("fails");
  });

  test("what the engine refuses", () => {
    const change = exampleChange(ONE, "Fleet::duel", "delete", [], { refused: true });
    expect(verdict({ changes: [change] })).toEqual([
      "fails",
      "Do not approve",
      [
        expect.stringMatching(
          /^fails #changes: the engine refuses 1 change of what is protected: .*"Change a pool", "Tear down"\)$/,
        ),
        `careful #players: Fleet duel is deleted in ${ONE}: up to 120 players lose their session`,
        "careful #changes: 1 resource deleted",
      ],
    ]);
  });
});

describe("what to look at", () => {
  test("players lose their session", () => {
    const change = exampleChange(ONE, "NodeGroup::game-1-abc-az1", "replace", [forced("replace")]);
    expect(verdict({ changes: [change] })).toEqual([
      "careful",
      "Look closely before you approve: players are affected",
      [
        `careful #players: node pool game (1 node group) is replaced in ${ONE}: up to 120 players lose their session`,
        "careful #changes: 1 resource replaced",
      ],
    ]);
  });

  test("nobody knows how many, nor whether", () => {
    const change = exampleChange(ONE, "vpc:Vpc::vpc", "replace", [forced("may-replace")]);
    expect(verdict({ changes: [change], capacity: null })[2]).toEqual([
      `careful #players: network (1 part) may be replaced in ${ONE}: an unknown number of players lose their session`,
      "careful #changes: 1 resource replaced",
      "careful #changes: 1 replacement may happen: no table knows the property",
    ]);
  });

  test("policies were left out", () => {
    expect(verdict({ judged: false }, { policies: false })).toEqual([
      ...["careful", LOOK],
      ["careful #policies: the policy pack was left out: nothing was judged"],
    ]);
  });

  test("a stack's file is gone", () => {
    const { since } = exampleReport([]);
    if (since === undefined) throw new Error("the example is compared");
    const removed = [{ name: "prod-us-east-1", resources: 180, players: 900 }];
    expect(verdict({}, { since: { ...since, removed } })).toEqual([
      ...["careful", `${LOOK}: players are affected`],
      [
        "careful #players: the file of prod-us-east-1 is gone, but not its 180 resources and up to 900 players on them: " +
          'drain and destroy it before (docs/operations.md, "Remove a region")',
      ],
    ]);
  });
});

test("what was there before is a note, and changes no verdict", () => {
  const findings = [{ level: "warning" as const, message: "m" }];
  const stack = {
    warnings: ["w"],
    violations: [violation("advisory")],
    capacity: exampleCapacity({ findings }),
  };
  expect(verdict(stack)).toEqual([
    ...["fine", "No change to any stack"],
    [
      "note #capacity: 1 capacity warning",
      "note #policies: 1 advisory policy violation",
      "note #problems: 1 warning",
    ],
  ]);
});
