import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { expect, test } from "@jest/globals";
import { z } from "zod";

const MANIFEST = z.looseObject({ version: z.string(), dependencies: z.record(z.string(), z.string()) });
const manifestIn = (file: string) => MANIFEST.parse(JSON.parse(readFileSync(file, "utf8")));
const pack = manifestIn("policies/package.json");

/** As .npmignore has them, but for its comment. */
const IGNORED = readFileSync("policies/.npmignore", "utf8").split("\n").slice(1);

const packed = [".", "rules"]
  .flatMap((folder) =>
    readdirSync(`policies/${folder}`).map((name) => (folder === "." ? name : `${folder}/${name}`)),
  )
  .filter((name) => /\.m?[tj]s$/.test(name) && !name.endsWith(".test.ts") && !IGNORED.includes(name));

const imports = (file: string): string[] =>
  Array.from(
    readFileSync(`policies/${file}`, "utf8").matchAll(/^(?:import|export)(?! type)[^;]*? from "([^"]+)"/gms),
    ([, specifier = ""]) => specifier,
  );

test("the package asks for what its files import, and for nothing else, in the versions of the repository", () => {
  const used = packed
    .flatMap(imports)
    .filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:"))
    .map((specifier) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/"),
    );
  expect([...new Set(used)].filter((name) => builtinModules.includes(name))).toEqual([]);
  const root = manifestIn("package.json").dependencies;
  // Peers of the SDKs, whose types the rules are written in.
  const wanted = [...new Set([...used, "@pulumi/kubernetes", "@pulumi/pulumi"])].toSorted();
  expect(Object.entries(pack.dependencies)).toEqual(wanted.map((name) => [name, root[name]]));
});

test("every file that a packed one imports is packed", () => {
  const missing = packed.flatMap((file) =>
    imports(file)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => new URL(specifier, `file:///${file}`).pathname.slice(1))
      .filter((target) => !packed.includes(target) && target !== "package.json")
      .map((target) => `${file}: ${target}`),
  );
  expect(missing).toEqual([]);
});
