import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { z } from "zod";
import { EKS_RULES, ENVIRONMENT_RULES, EXISTING_RULES } from "../load.ts";
import { FILE_RULES } from "../problem.ts";
import { DEFAULT_POOLS } from "../schema/pools.ts";
import { eksRegion, environmentStack, existingRegion } from "../schema/schema.ts";
import { childrenOf, isGroup, settingsOf } from "../schema/walk.ts";
import { settingsMarkdown } from "./markdown.ts";

const markdown = settingsMarkdown();
const lines = markdown.split("\n");
const section = (title: string) => {
  const start = lines.indexOf(`## ${title}`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  return lines.slice(start, end === -1 ? undefined : end);
};
const row = (title: string, key: string) => section(title).find((line) => line.startsWith(`| \`${key}\` |`));

describe("every setting has a row in the section of its kind of stack", () => {
  test.each([
    ["A region on EKS", eksRegion],
    ["A region on an existing cluster", existingRegion],
    ["An environment", environmentStack],
  ])("%s", (title, schema) => {
    const documented = section(title).flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
    const same = new Set(sameGroups(schema));
    expect(documented.toSorted()).toEqual(
      settingsOf(schema)
        .filter(({ path: [key = ""] }) => !same.has(key))
        .map(({ path }) => path.join("."))
        .toSorted(),
    );
  });

  test.each([
    ["A region on an existing cluster", existingRegion],
    ["An environment", environmentStack],
  ])("or is a group that stands there for a region on EKS: %s", (title, schema) => {
    const [line = ""] = section(title).filter((text) => text.endsWith(": as in a region on EKS."));
    const named = [...line.matchAll(/\[(\w+)\]\(#(\w+)\)/g)].map(([, key = "", heading = ""]) => [
      key,
      heading,
    ]);
    expect(named).toEqual(sameGroups(schema).map((key) => [key, key.toLowerCase()]));
    const headings = section("A region on EKS").flatMap((text) => /^### (\w+)$/.exec(text)?.[1] ?? []);
    expect(headings).toEqual(expect.arrayContaining(sameGroups(schema)));
  });
});

/** Groups of a kind of stack that a region on EKS has too, by the very same schema. */
function sameGroups(schema: z.ZodType): string[] {
  if (schema === eksRegion) return [];
  const onEks = new Map(childrenOf(eksRegion) ?? []);
  return (childrenOf(schema) ?? [])
    .filter(([key, child]) => isGroup(child) && onEks.get(key) === child)
    .map(([key]) => key);
}

describe("a row says what the setting changes, what is allowed, its default and unit", () => {
  test.each([
    [
      "a default with a unit",
      "pools.*.diskGiB",
      "| `pools.*.diskGiB` | Size of the encrypted gp3 root volume. | a whole number of GiB from 20 to 16384 | `100 GiB` | GiB |",
    ],
    [
      "a default in words",
      "pools.*.desired",
      "| `pools.*.desired` | Nodes at creation; the autoscaler owns the number afterwards. | a whole number of nodes from 0 to 450 | min | nodes |",
    ],
    [
      "what has to be set",
      "account",
      '| `account` | The only AWS account in which this stack may act; every AWS provider refuses another. | an AWS account id of 12 digits, quoted: "111122223333" | **required** |  |',
    ],
    [
      "an empty list",
      "eks.endpoint.publicCidrs",
      "| `eks.endpoint.publicCidrs` | From where the public endpoint may be reached; everywhere (0.0.0.0/0) is refused. | a list of IPv4 CIDRs such as [203.0.113.0/24] | none |  |",
    ],
  ])("%s", (_, key, expected) => {
    expect(row("A region on EKS", key)).toBe(expected);
  });

  test("no cell ends early, and none says undefined", () => {
    const rows = lines.filter((line) => line.startsWith("| `"));
    expect(
      rows.filter((line) => line.replaceAll("\\|", "").split("|").length !== 7 && !line.includes("Pulumi.")),
    ).toEqual([]);
    expect(markdown).not.toMatch(/undefined|\[object/);
  });
});

test("the default pools stand there as YAML that can be copied", () => {
  const blocks = [...markdown.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]): unknown => parse(text));
  expect(blocks).toContainEqual({ config: { "gameplane:pools": DEFAULT_POOLS } });
});

test("every rule has its line", () => {
  const named = lines.flatMap((line) => /^\| ([a-z-]+) \| `/.exec(line)?.[1] ?? []);
  const rules = [
    ...FILE_RULES,
    ...[...EKS_RULES, ...EXISTING_RULES, ...ENVIRONMENT_RULES].map(({ id }) => id),
  ];
  expect(named.toSorted()).toEqual([...new Set(rules)].sort());
});

test("the tables of instance types and zones name their source and day", () => {
  expect(section("Instance types").join("\n")).toMatch(
    /as of \d{4}-\d\d-\d\d.*describe-instance-types.*Source: /s,
  );
  expect(section("Zones").join("\n")).toMatch(/as of \d{4}-\d\d-\d\d.*Source: /s);
});
