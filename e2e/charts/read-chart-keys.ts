// Reads the keys of a chart's values from its folder: node e2e/charts/read-chart-keys.ts <folder> <source> > keys/<chart>.json
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { ChartKeys, Kind } from "./chart-keys.ts";
import { isGroup, kindOf } from "./chart-keys.ts";

const chartShape = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.array(z.object({ condition: z.string().optional() })).default([]),
});

const [folder, source] = process.argv.slice(2);
if (folder === undefined || source === undefined) {
  process.stderr.write(
    "usage: read-chart-keys.ts <folder of the chart> <repository, folder, tag and commit>\n",
  );
  process.exit(1);
}
process.stdout.write(`${JSON.stringify(readChartKeys(folder, source), undefined, 2)}\n`);

function readChartKeys(chart: string, from: string): ChartKeys {
  const about = chartShape.parse(parse(text(chart, "Chart.yaml")));
  const templates = globSync("templates/**/*", { cwd: chart, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
  const keys = new Map([...defaults(parse(text(chart, "values.yaml")), "", wholes(templates))]);
  for (const path of read(templates)) if (!isKnown(path, keys)) keys.set(path, "any");
  for (const path of ofAnyKind(templates)) keys.set(path, "any");
  // Helm itself reads what switches an inner chart on.
  for (const path of about.dependencies.flatMap(({ condition }) => condition?.split(",") ?? [])) {
    keys.set(path.trim(), "boolean");
  }
  return {
    chart: about.name,
    version: about.version,
    source: from,
    read: new Date().toISOString().slice(0, 10),
    keys: Object.fromEntries([...keys].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

function text(chart: string, file: string): string {
  return readFileSync(join(chart, file), "utf8");
}

/** Keys of values.yaml. A map that is empty, or that a template copies as a whole, takes any key. */
function* defaults(values: unknown, path: string, copied: Set<string>): Generator<[string, Kind]> {
  if (isGroup(values) && Object.keys(values).length > 0 && !copied.has(path)) {
    for (const [key, value] of Object.entries(values)) {
      yield* defaults(value, path === "" ? key : `${path}.${key}`, copied);
    }
  } else if (path !== "") yield [path, kindOf(values)];
}

/** Paths that templates copy with everything below. */
function wholes(templates: string): Set<string> {
  const direct = templates.matchAll(/toYaml\s+\$?\.Values\.([\w.]+)/g);
  const within = templates.matchAll(
    /with\s+\$?\.Values\.([\w.]+)\s*-?}}[^{]*{{-?\s*(?:tpl\s*\(\s*)?toYaml\s+\./g,
  );
  const ranged = templates.matchAll(/range\s+\$\w+,\s*\$\w+\s*:=\s*\$?\.Values\.([\w.]+)/g);
  return new Set([...direct, ...within, ...ranged].map(([, path = ""]) => path));
}

/** Paths whose kind templates ask for, because they take several. */
function ofAnyKind(templates: string): Set<string> {
  const asked = templates.matchAll(/kindIs\s+"\w+"\s+\$?\.Values\.([\w.]+)/g);
  return new Set([...asked].map(([, path = ""]) => path));
}

/** Paths that templates read, whether or not they have a default. */
function read(templates: string): string[] {
  return [...templates.matchAll(/\.Values\.([\w.]+)/g)].map(([, path = ""]) => path.replace(/\.$/, ""));
}

function isKnown(path: string, keys: Map<string, Kind>): boolean {
  return [...keys.keys()].some(
    (key) => key === path || key.startsWith(`${path}.`) || path.startsWith(`${key}.`),
  );
}
