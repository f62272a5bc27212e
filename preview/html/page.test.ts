import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { exampleChange, exampleReport, exampleResource, exampleStack } from "../judgement/example-report.ts";
import { HOSTILE, withText } from "../judgement/hostile-report.ts";
import { renderHtml } from "./page.ts";

const ONE = "prod-eu-west-1";

/** Every tag, with its attributes; scripts' and styles' own text left out. */
const tags = (page: string): string[] =>
  page.replace(/(<(script|style)[^>]*>)[\s\S]*?<\/\2>/g, "$1").match(/<[a-z!][^>]*>/gi) ?? [];

describe("a report full of hostile texts", () => {
  const { text: page } = renderHtml(withText(HOSTILE));

  test("makes the same elements as a harmless one", () => {
    const names = (text: string) => tags(text).map((tag) => /^<[!\w]+/.exec(tag)?.[0]);
    // As many words, and as wide on the map.
    expect(names(page)).toEqual(names(renderHtml(withText("harmless")).text));
  });

  test("begins no element of its own, and ends none", () => {
    expect(page).not.toContain("<script>alert");
    expect(page).not.toContain("<img");
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
    expect(page.match(/<\/title>/g)?.length).toBe(page.match(/<title/g)?.length);
    expect(page).not.toContain("\u2028");
  });

  test("is read by the script as it was", () => {
    const [, json = ""] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(page) ?? [];
    expect(JSON.stringify(JSON.parse(json))).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });
});

const { text: page, cut } = renderHtml(withText("harmless"));

test("nothing comes from anywhere else", () => {
  const links = [...page.matchAll(/\s(?:src|href|srcset|action|poster|data)="([^"]*)"/g)].map(
    ([, link]) => link,
  );
  expect(links.filter((link) => link !== "data:," && !/^#[a-z]+$/.test(link ?? ""))).toEqual([]);
  expect(page).not.toMatch(
    /@import|url\(|https?:|<link rel="stylesheet"|<iframe|<object|\sstyle="|\son\w+="/,
  );
});

test("every link of the page leads somewhere, and every id is there once", () => {
  const ids = tags(page).flatMap((tag) => /\sid="([^"]*)"/.exec(tag)?.[1] ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id ?? "");
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  const labels = tags(page).flatMap(
    (tag) => /aria-(?:labelledby|describedby)="([^"]*)"/.exec(tag)?.[1]?.split(" ") ?? [],
  );
  expect(labels.filter((id) => !ids.includes(id))).toEqual([]);
});

test("only the page's own style and script are allowed, by their hashes", () => {
  const [, policy = ""] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? [];
  const hash = (pattern: RegExp) =>
    createHash("sha256")
      .update(pattern.exec(page)?.[1] ?? "")
      .digest("base64");
  expect(policy.replaceAll("&#39;", "'")).toBe(
    `default-src 'none'; style-src 'sha256-${hash(/<style>([\s\S]*?)<\/style>/)}'; ` +
      `script-src 'sha256-${hash(/<script>([\s\S]*?)<\/script>/)}'; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test("headings go down one level at a time", () => {
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.every((level, index) => index === 0 || level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
});

test("figures stand at the top", () => {
  const stack = exampleStack(ONE, { changes: [exampleChange(ONE, "Fleet::duel", "update")] });
  const { text } = renderHtml(exampleReport([stack]));
  const [, figures = ""] = /<dl class="figures">([\s\S]*?)<\/dl>/.exec(text) ?? [];
  const read = [...figures.matchAll(/<dt>(.*?)<\/dt>\s*<dd[^>]*>([\s\S]*?)<\/dd>/g)];
  expect(read.map(([, name, value = ""]) => [name, value.replace(/<[^>]*>/g, " ").trim()])).toEqual([
    ["Stacks", "1"],
    ["± replace", "0"],
    ["− delete", "0"],
    ["~ update", "1"],
    ["+ create", "0"],
    ["Errors", "0"],
    ["Mandatory violations", "0"],
    ["Capacity errors", "0"],
    ["Players that fit", "120"],
    ["Cost a month, buffer", "$1,564 $1,042 to $20,849"],
    ["Change of cost, buffer", "+$100"],
  ]);
});

test("equal reports give equal pages", () => {
  expect(renderHtml(withText("harmless"))).toEqual({ text: page, cut });
});

test("a page that has room for all leaves out nothing", () => {
  expect(cut).toEqual([]);
});

test("every part is there for a report that knows next to nothing", () => {
  const { changes, ...stack } = exampleStack(ONE, {
    capacity: null,
    cost: null,
    judged: false,
    resources: [],
  });
  expect(changes).toEqual([]);
  const { text } = renderHtml({ stacks: [stack], policies: false, maturity: [] });
  const titles = [...text.matchAll(/<h2[^>]*>\s*([^<]*?)\s*<\/h2>/g)].map(([, title]) => title);
  expect(titles).toEqual([
    ...["What hurts players", "Errors and warnings", "Regions", "Topology", "Changes", "Resources"],
    ...["Policies", "Capacity", "Cost", "Maturity"],
  ]);
  expect(text).toContain("Nothing was estimated.");
  expect(text).toContain("the policy pack was left out");
});

describe("however large the inputs are", () => {
  const stacks = Array.from({ length: 5 }, (_, index) => {
    const stack = exampleStack(`prod-${index}`);
    const inputs = { userData: "<&>\u2028".repeat(4_000), index };
    const large = stack.resources.map((each) => ({ ...each, inputs: { ...inputs, urn: each.urn } }));
    const many = Array.from({ length: 1_000 }, (_, number) =>
      exampleResource(stack.name, "kubernetes:core/v1:ConfigMap", `${"long-".repeat(20)}${number}`),
    );
    return { ...stack, resources: [...large, ...many] };
  });

  test("the page stays below 3 MB, and leaves out those of resources that do not change, which is no cut", () => {
    const { text, cut } = renderHtml(exampleReport(stacks));
    expect(Buffer.byteLength(text)).toBeLessThan(3_000_000);
    expect(text).toMatch(/"",-2,/);
    expect(cut).toEqual([]);
  });

  test("those of new resources are shown nowhere else: their lack is a cut", () => {
    const changed = stacks.map((stack) => ({
      ...stack,
      changes: stack.resources
        .filter(({ inputs }) => "userData" in inputs)
        .map(({ urn, type, name }) => ({ urn, type, name, op: "create" as const, refused: false, diff: [] })),
    }));
    const { text, cut } = renderHtml(exampleReport(changed));
    const left = text.match(/"create","[prm]*",-2,/g)?.length ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(cut).toEqual([`inputs of ${left} of 60 new resources`]);
    const updated = changed.map((stack) => ({
      ...stack,
      changes: stack.changes.map((change) => ({ ...change, op: "update" as const })),
    }));
    expect(renderHtml(exampleReport(updated)).cut).toEqual([]);
  });
});

test("what the changes leave out is the page's cut", () => {
  const stack = exampleStack(ONE);
  const changes = Array.from({ length: 302 }, (_, number) =>
    exampleChange(ONE, "Fleet::duel", "update", [], { name: `duel-${number}`, urn: `urn:${number}` }),
  );
  expect(renderHtml(exampleReport([{ ...stack, changes }])).cut).toEqual(["2 of 302 different updates"]);
});
