import { beforeAll, describe, expect, it } from "@jest/globals";
import program from "../../index.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import type { Capacity } from "../capacity/capacity-report.ts";
import { preview } from "../preview.ts";
import type { StackReport } from "../report.ts";
import { maturityOf } from "./maturity.ts";

const capacity = (players: number): Capacity => ({ games: [], pools: [], servers: 0, players, findings: [] });

const ENTERPRISE = [
  "Enterprise Infrastructure: neither Global Accelerator nor CloudFront",
  "Enterprise Orchestration: nothing that predicts",
  "Enterprise Player Experience: nothing that predicts",
];
describe("the repository's own environments", () => {
  const stacks: StackReport[] = [];

  beforeAll(async () => {
    const project = readProject(process.cwd());
    stacks.push(...(await preview(program, project, [...project.stacks.keys()])));
  });

  /** As if each region of AWS held 20,000 players. */
  const maturity = (name: string) =>
    maturityOf({
      name,
      stacks: stacks
        .filter((stack) => stack.name === name || stack.environment === name)
        .map((stack) => ({
          ...stack,
          capacity: stack.kind === "environment" || stack.name === "local" ? null : capacity(20_000),
        })),
    });
  const unmet = (name: string) =>
    maturity(name).criteria.flatMap((each) =>
      each.met ? [] : [`${each.level} ${each.area}: ${each.lacks}`],
    );

  it("prod is Standard: it has no matchmaker yet", () => {
    expect(maturity("prod").level).toBe("Standard");
    expect(unmet("prod")).toStrictEqual(["Advanced Player Experience: no matchmaker", ...ENTERPRISE]);
  });

  it("dev is Basic: one region", () => {
    expect(maturity("dev").level).toBe("Basic");
    expect(unmet("dev")).toStrictEqual([
      "Standard Player Experience: no allocator that can be reached from outside its cluster",
      "Advanced Infrastructure: only eu-west-1",
      "Advanced Player Experience: no matchmaker",
      ...ENTERPRISE,
      "Enterprise Scale: 20,000 players",
    ]);
  });

  it("local is below Basic: nobody knows what its cluster holds", () => {
    expect(maturity("local").level).toBe("none");
    expect(unmet("local").slice(0, 2)).toStrictEqual([
      "Basic Scale: 0 players, and nobody knows how many local holds",
      "Standard Infrastructure: local: the program makes no nodes, so nobody knows their zones",
    ]);
  });
});
