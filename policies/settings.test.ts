import { describe, expect, test } from "@jest/globals";
import type { Resource } from "./evaluate.ts";
import { configure, evaluate } from "./evaluate.ts";
import { RULES } from "./rules.ts";
import { checkSettings, levelOf, PolicySettingsError } from "./settings.ts";

const problems = (content: unknown): string[] => {
  try {
    checkSettings(content, RULES, "policies.json");
    return [];
  } catch (error) {
    if (error instanceof PolicySettingsError) return error.lines;
    throw error;
  }
};

describe("settings", () => {
  test.each<[string, unknown, (string | RegExp)[]]>([
    ["none", {}, []],
    ["a level", { "kms-rotate": "disabled", all: "advisory" }, []],
    ["a level with settings", { "eks-version": { enforcementLevel: "advisory", versions: ["1.36"] } }, []],
    ["a rule that is not there", { "kms-rotat": "advisory" }, [/^policies\.json: kms-rotat is no rule/]],
    ["a level that is not there", { "kms-rotate": "fatal" }, [/^policies\.json: kms-rotate: /]],
    ["a setting that is not there", { "kms-rotate": { days: 1 } }, [/^policies\.json: kms-rotate: .*days/]],
    ["no map", [], [/^policies\.json: /]],
    [
      "an exemption without an end",
      { "kms-rotate": { exemptions: [{ resource: "*", reason: "because of the audit" }] } },
      [/^policies\.json: kms-rotate\.exemptions\.0\.until: /],
    ],
  ])("%s", (_, content, lines) => {
    expect(problems(content)).toEqual(
      lines.map((line) => (line instanceof RegExp ? expect.stringMatching(line) : line)),
    );
  });

  test("a rule's own level wins over `all`, and that over its default", () => {
    const [rule] = RULES;
    if (rule === undefined) throw new Error("no rules");
    const levels = [{}, { all: "disabled" }, { all: "disabled", [rule.id]: "advisory" }].map((content) =>
      levelOf(rule, checkSettings(content, RULES, "policies.json")),
    );
    expect(levels).toEqual(["mandatory", "disabled", "advisory"]);
  });
});

describe("exemptions", () => {
  const KEY = "aws:kms/key:Key";
  const key = (name: string): Resource => ({
    type: KEY,
    urn: `urn:pulumi:prod::game::a:b:C$${KEY}::${name}`,
    name,
    props: { enableKeyRotation: false },
    options: { protect: true, ignoreChanges: [] },
  });
  const found = (resource: string, date: string, names = ["one", "two"]) => {
    const exemptions = [{ resource, reason: "the auditor rotates it", until: "2026-07-31" }];
    const settings = checkSettings({ "kms-rotate": { exemptions } }, RULES, "policies.json");
    const pack = configure(
      RULES.filter(({ id }) => id === "kms-rotate"),
      settings,
    );
    return evaluate(pack, names.map(key), date).map(({ urn, message }) => [urn.split("::").at(-1), message]);
  };

  test.each([
    ["its name", `${KEY}::one`, ["two"]],
    ["a part of it", `${KEY}::t*`, ["one"]],
    ["everything", "*", []],
    ["another type", "aws:s3/bucket:Bucket::one", ["one", "two"]],
    ["a name that only begins so", `${KEY}::on`, ["one", "two"]],
  ])("leave alone %s", (_, resource, left) => {
    expect(found(resource, "2026-07-31").map(([name]) => name)).toEqual(left);
  });

  test("end after their last day, and their reason is shown then", () => {
    expect(found(`${KEY}::one`, "2026-08-01", ["one"])).toEqual([
      ["one", expect.stringMatching(/ \(exempt until 2026-07-31: the auditor rotates it\)$/)],
    ]);
  });
});
