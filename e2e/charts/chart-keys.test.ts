import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { ChartKeys } from "./chart-keys.ts";
import { chartKeysShape, wrongKeys } from "./chart-keys.ts";
import { pinnedCharts } from "./pinned.ts";
import { previewedCharts } from "./previewed.ts";

const FOLDER = join(import.meta.dirname, "keys");

const lists = new Map(
  readdirSync(FOLDER).map((file) => {
    const list = chartKeysShape.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
    return [list.chart, list];
  }),
);

const releases = previewedCharts().then((previewed) => previewed.releases);

function listOf(chart: string): ChartKeys {
  const list = lists.get(chart);
  if (list === undefined)
    throw new Error(`there is no e2e/charts/keys/${chart}.json; e2e/charts/README.md says how to make it`);
  return list;
}

test("every chart has a list of the version that settings pin", () => {
  const versions = (charts: { name: string; version: string }[]) =>
    Object.fromEntries(charts.map(({ name, version }) => [name, version]));
  // A list of another version: read the chart's keys again, see e2e/charts/README.md.
  expect(versions([...lists.values()].map(({ chart, version }) => ({ name: chart, version })))).toEqual(
    versions(pinnedCharts()),
  );
});

test("the stacks install every chart that settings pin, in its version", async () => {
  const installed = new Set((await releases).map(({ chart, version }) => `${chart} ${version}`));
  expect([...installed].toSorted()).toEqual(
    pinnedCharts()
      .map(({ name, version }) => `${name} ${version}`)
      .toSorted(),
  );
});

test.each([...lists.keys()])("values of %s name only keys that the chart has", async (chart) => {
  const own = (await releases).filter((release) => release.chart === chart);
  expect(own.length).toBeGreaterThan(0);
  expect(
    own.flatMap(({ stack, values }) => wrongKeys(listOf(chart), values).map((line) => `${stack}: ${line}`)),
  ).toEqual([]);
});

describe("a wrong value", () => {
  const list: ChartKeys = {
    chart: "example",
    version: "1.2.3",
    source: "here",
    read: "2026-11-21",
    keys: {
      "controller.replicas": "number",
      "controller.resources": "map",
      "controller.tolerations": "list",
      "controller.memory": "number",
      "controller.labels": "any",
    },
  };

  test.each([
    [
      {
        controller: {
          replicas: 2,
          memory: "32Mi",
          resources: { limits: { cpu: 1 } },
          labels: { any: "thing" },
        },
      },
      [],
    ],
    [{ controller: { tolerations: [{ key: "a", anything: true }] } }, []],
    [{}, []],
    [
      { controller: { replica: 2 } },
      ["example 1.2.3 has no value controller.replica; the nearest is controller.replicas"],
    ],
    [{ controler: {} }, ["example 1.2.3 has no value controler; the nearest is controller"]],
    [
      { replicas: 1, controller: { memory: 1 } },
      ["example 1.2.3 has no value replicas; the nearest is controller.replicas"],
    ],
    [
      { controller: { replicas: { min: 1 } } },
      ["example 1.2.3: controller.replicas is map, the chart takes number"],
    ],
    [
      { controller: { tolerations: { key: "a" }, resources: [] } },
      [
        "example 1.2.3: controller.tolerations is map, the chart takes list",
        "example 1.2.3: controller.resources is list, the chart takes map",
      ],
    ],
    [{ controller: true }, ["example 1.2.3: controller is boolean, the chart takes map"]],
  ])("%j", (values, lines) => {
    expect(wrongKeys(list, values)).toEqual(lines);
  });
});
