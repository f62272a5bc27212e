import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { TYPE_DEFAULTS } from "../games.ts";
import { EKS_RULES, ENVIRONMENT_RULES, EXISTING_RULES } from "../load.ts";
import { FILE_RULES } from "../problem.ts";
import { settingsWith } from "../project-with.ts";
import { DEFAULT_POOLS } from "../schema/pools.ts";
import { eksRegion, environmentStack, existingRegion } from "../schema/schema.ts";
import { settingDoc } from "../schema/setting.ts";
import { childrenOf, everything, innermost, isGroup, settingsOf } from "../schema/walk.ts";
import { settingsMarkdown } from "./markdown.ts";

const markdown = settingsMarkdown();
const lines = markdown.split("\n");
const section = (title: string) => {
  const start = lines.indexOf(`## ${title}`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  return lines.slice(start, end === -1 ? undefined : end);
};
/** What stands below a heading of whatever level, until the next one. */
const below = (heading: string) => {
  const start = lines.indexOf(heading);
  const end = lines.findIndex((line, index) => index > start && /^#+ /.test(line));
  return start === -1
    ? []
    : lines.slice(start + 1, end === -1 ? undefined : end).filter((line) => line !== "");
};
const cellsOf = (line: string) => line.slice(2, -2).split(" | ");
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

describe("a row says what the setting changes, what is allowed and its default", () => {
  test.each([
    [
      "a default with a unit",
      "pools.*.diskGiB",
      "| `pools.*.diskGiB` | Size of the encrypted gp3 root volume. | a whole number of GiB from 20 to 16384 | `100 GiB` |",
    ],
    [
      "a default in words",
      "pools.*.desired",
      "| `pools.*.desired` | Nodes at creation; the autoscaler owns the number afterwards. | a whole number of nodes from 0 to 450 | min |",
    ],
    [
      "what has to be set",
      "account",
      '| `account` | The only AWS account in which this stack may act; every AWS provider refuses another. | an AWS account id of 12 digits, quoted: "111122223333" | **required** |',
    ],
    [
      "text that YAML would read as a number",
      "eks.version",
      '| `eks.version` | Kubernetes version of the control plane; the allow-list is what Agones supports. | one of 1.34, 1.35, 1.36 | `"1.36"` |',
    ],
    [
      "a list",
      "gamePorts.sourceCidrs",
      "| `gamePorts.sourceCidrs` | From where players may reach the game ports. | a list of IPv4 CIDRs such as [203.0.113.0/24] | `[0.0.0.0/0]` |",
    ],
    [
      "an empty list",
      "eks.endpoint.publicCidrs",
      "| `eks.endpoint.publicCidrs` | From where the public endpoint may be reached; everywhere (0.0.0.0/0) is refused. | a list of IPv4 CIDRs such as [203.0.113.0/24] | none |",
    ],
  ])("%s", (_, key, expected) => {
    expect(row("A region on EKS", key)).toBe(expected);
  });

  test("no cell ends early, and none says undefined", () => {
    const rows = lines.filter((line) => line.startsWith("| `"));
    expect(
      rows.filter((line) => line.replaceAll("\\|", "").split("|").length !== 6 && !line.includes("Pulumi.")),
    ).toEqual([]);
    expect(markdown).not.toMatch(/undefined|\[object/);
  });
});

test("no unit is lost: it is part of what is allowed", () => {
  const withUnit = settingsOf(eksRegion).flatMap(({ path, schema }) => {
    const unit = settingDoc(innermost(schema))?.unit;
    return unit === undefined ? [] : [{ key: path.join("."), unit: unit === "%" ? "percentage" : unit }];
  });
  expect(withUnit.length).toBeGreaterThan(20);
  const lost = withUnit.filter(
    ({ key, unit }) =>
      !cellsOf(row("A region on EKS", key) ?? "")[2]
        ?.split(/[ ,]+/)
        .includes(unit),
  );
  expect(lost).toEqual([]);
});

describe("groups", () => {
  test("a large group has its own settings first, then a section for each group within, in the schema's order", () => {
    const ofGames = settingsOf(eksRegion)
      .map(({ path }) => path)
      .filter(([key]) => key === "games");
    const groups = [...new Set(ofGames.filter(({ length }) => length > 3).map(([, , group]) => group))];
    const start = lines.indexOf("### games");
    const end = lines.findIndex((line, index) => index > start && line.startsWith("### "));
    expect(lines.slice(start, end).filter((line) => line.startsWith("#### "))).toEqual(
      ["types", ...groups].map((group) => `#### games: ${group}`),
    );
    const keys = (heading: string) =>
      below(heading).flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
    expect(keys("### games")).toEqual(
      ofGames.filter(({ length }) => length === 3).map((path) => path.join(".")),
    );
    for (const group of groups)
      expect(keys(`#### games: ${group}`)).toEqual(
        ofGames.filter((path) => path.length > 3 && path[2] === group).map((path) => path.join(".")),
      );
  });

  test("a small one is one table", () => {
    expect(lines.filter((line) => line.startsWith("#### ") && !line.startsWith("#### games: "))).toEqual([
      "#### Default pools",
    ]);
  });

  test.each([
    [
      "#### games: ports",
      "Ports that players use, by name; the first is the one that a matchmaker hands out. Default: `{ game: { port: 7777, protocol: UDP, policy: Dynamic } }`. Keys: names of up to 15 lower-case letters, digits and dashes that begin with a letter.",
    ],
    [
      "#### games: regions",
      "Regions that run the game, each with the settings that differ there. Default: every region. Keys: region names such as eu-west-1.",
    ],
    ["#### games: cpu", "CPUs of the container. **Required.**"],
    ["#### games: gpu", "GPUs of a server; only where a pool with role gpu has them. Default: not set."],
    ["#### games: rollout", "How an update replaces servers that nobody plays on."],
  ])("%s says what it is and its default", (heading, expected) => {
    expect(below(heading)[0]).toBe(expected);
  });

  test("every group is described once, below its heading or in a line of its own", () => {
    const groups = everything(eksRegion).filter(({ path, schema }) => isGroup(schema) && path.at(-1) !== "*");
    const times = groups.map(({ path, schema }) => {
      const [key, ...rest] = path.filter((name) => name !== "*");
      const heading = rest.length === 0 ? `### ${String(key)}` : `#### ${String(key)}: ${rest.join(".")}`;
      const places = [
        below(heading)[0] ?? "",
        ...section("A region on EKS").filter((line) => line.startsWith(`- \`${path.join(".")}\`: `)),
      ];
      const description = innermost(schema).meta()?.description ?? "";
      return [path.join("."), places.filter((line) => line.includes(description)).length];
    });
    expect(times.filter(([, count]) => count !== 1)).toEqual([]);
  });
});

describe("games", () => {
  test("the example loads, in the regions that it names", () => {
    const example = /```yaml\n(.*?)```/s.exec(below("### games").join("\n"))?.[1] ?? "";
    const { duel } = z
      .object({ "gameplane:games": z.object({ duel: z.record(z.string(), z.unknown()) }) })
      .parse(parse(example))["gameplane:games"];
    const gamesIn = (stack: string) =>
      // Under another name, so that the sound project's own game adds nothing to it.
      settingsWith({ "Pulumi.prod.yaml": { games: { duel: undefined, example: duel } } }, stack);
    expect(gamesIn("prod-us-east-1")).toMatchObject({ games: [{ id: "example", players: 2 }] });
    expect(gamesIn("prod-us-west-2")).toMatchObject({ games: [] });
  });

  test("the table of the types has each default that is by the game's type, and each such default leads to it", () => {
    const [head = "", , ...rows] = below("#### games: types").filter((line) => line.startsWith("| "));
    const byType = settingsOf(eksRegion).filter(
      ({ schema }) => settingDoc(innermost(schema))?.defaultText === "by the game's type",
    );
    expect(cellsOf(head).toSorted()).toEqual(
      ["type", ...byType.map(({ path }) => path.slice(2).join("."))].toSorted(),
    );
    expect(head).toBe(
      "| type | autoscaling.min | autoscaling.max | autoscaling.buffer | scheduling | eviction | graceSeconds |",
    );
    expect(rows.map(cellsOf)).toEqual(
      Object.entries(TYPE_DEFAULTS).map(([type, { autoscaling, scheduling, eviction, graceSeconds }]) =>
        [type, autoscaling.min, autoscaling.max, autoscaling.buffer, scheduling, eviction, graceSeconds].map(
          String,
        ),
      ),
    );
    for (const { path } of byType)
      expect(row("A region on EKS", path.join("."))).toMatch(
        / \| \[by the game's type\]\(#games-types\) \|$/,
      );
  });
});

test("every link leads to a heading, and no two such headings share an anchor", () => {
  const anchorsOf = (text: string) =>
    text
      .replace(/^```.*?^```/gms, "")
      .split("\n")
      .flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? [])
      .map((heading) =>
        heading
          .toLowerCase()
          .replace(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-"),
      );
  const targets = [...markdown.matchAll(/\]\(([^)#]*)#([^)]*)\)/g)].map(([, file = "", anchor = ""]) => ({
    file,
    anchor,
  }));
  expect(targets.length).toBeGreaterThan(20);
  const wrong = targets.filter(({ file, anchor }) => {
    const text = file === "" ? markdown : readFileSync(`docs/${file}`, "utf8");
    return anchorsOf(text).filter((other) => other === anchor).length !== 1;
  });
  expect(wrong).toEqual([]);
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
