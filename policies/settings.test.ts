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
  test.each<[string, unknown, string[]]>([
    ["none", {}, []],
    ["a level", { "kms-rotate": "disabled", all: "advisory" }, []],
    ["a level with settings", { "eks-version": { enforcementLevel: "advisory", versions: ["1.36"] } }, []],
    [
      "a rule that is not there",
      { "kms-rotat": "advisory" },
      ["policies.json: kms-rotat is no rule; did you mean kms-rotate? docs/policies.md lists them"],
    ],
    [
      "levels that are not there",
      { "kms-rotate": "fatal", pdb: 5, "eks-logs": null, probes: { enforcementLevel: "bad" } },
      [
        'policies.json: kms-rotate "fatal" is not one of advisory, mandatory, disabled',
        "policies.json: pdb 5 is not one of advisory, mandatory, disabled",
        "policies.json: eks-logs null is not one of advisory, mandatory, disabled",
        'policies.json: probes "bad" is not one of advisory, mandatory, disabled',
      ],
    ],
    [
      "a setting that is not there",
      { "svc-exposed": { alowed: [] } },
      ["policies.json: svc-exposed.alowed is no setting; there are allowed, exemptions"],
    ],
    ["no map", [], ["policies.json: [] is not a map of rules; write {} for none"]],
    [
      "settings of all",
      { all: { exemptions: [] } },
      ["policies.json: all takes a level alone; set exemptions on each rule"],
    ],
    [
      "an exemption that matches nothing, without reason or end",
      { "kms-rotate": { exemptions: [{ resource: "secrets", reason: "short" }] } },
      [
        'policies.json: kms-rotate.exemptions.0.resource "secrets": not `*` or TYPE::NAME, as aws:kms/key:Key::secrets (docs/policies.md)',
        'policies.json: kms-rotate.exemptions.0.reason "short": shorter than 10 characters (docs/policies.md)',
        "policies.json: kms-rotate.exemptions.0.until (nothing): not a day, YYYY-MM-DD (docs/policies.md)",
      ],
    ],
  ])("%s", (_, content, lines) => {
    expect(problems(content)).toEqual(lines);
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

  test("of the one that ends last count, wherever it stands", () => {
    const exemptions = [
      { resource: "*", reason: "a long time ago", until: "2020-01-31" },
      { resource: `${KEY}::one`, reason: "the auditor rotates it", until: "2026-07-31" },
      { resource: `${KEY}::*`, reason: "a short time ago", until: "2026-01-31" },
    ];
    const rules = RULES.filter(({ id }) => id === "kms-rotate");
    const settings = checkSettings({ "kms-rotate": { exemptions } }, RULES, "policies.json");
    expect(evaluate(configure(rules, settings), [key("one")], "2026-07-01")).toEqual([]);
  });

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
      ["one", expect.stringMatching(/ \(its exemption ended on 2026-07-31: the auditor rotates it\)$/)],
    ]);
  });
});
