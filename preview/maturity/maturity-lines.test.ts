import { describe, expect, it } from "@jest/globals";
import { maturityLines } from "./maturity-lines.ts";
import type { Maturity } from "./maturity-report.ts";

const plain = (_: unknown, text: string) => text;

const MATURITY: Maturity = {
  environment: "prod",
  level: "Basic",
  criteria: [
    { level: "Basic", area: "Scale", criterion: "100s of players", met: true, evidence: "200 players" },
    { level: "Standard", area: "Infrastructure", criterion: "multi-zone", met: true, evidence: "az1, az2" },
    { level: "Standard", area: "Scale", criterion: "1000s of players", met: false, lacks: "200 players" },
  ],
};

describe("maturityLines", () => {
  it("shows how far each level is, and what lacks", () => {
    expect(maturityLines(MATURITY, plain)).toStrictEqual([
      "maturity of prod: Basic",
      "  Basic       1 of 1",
      "  Standard    1 of 2",
      "    Scale, 1000s of players. Lacks: 200 players",
      "  Advanced    0 of 0",
      "  Enterprise  0 of 0",
    ]);
  });

  it("has words for less than the lowest level", () => {
    expect(maturityLines({ ...MATURITY, level: "none" }, plain)[0]).toBe("maturity of prod: below Basic");
  });
});
