// `node scripts/ci/check-policies-tag.ts TAG`: the tag is `policies-v` and the version that both files of the pack say.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { endingWith } from "./runner-files.ts";

const VERSION = z.object({ version: z.string() });

await endingWith(() => {
  const [tag = ""] = process.argv.slice(2);
  const versions = {
    "policies/package.json": VERSION.parse(JSON.parse(readFileSync("policies/package.json", "utf8"))).version,
    "policies/PulumiPolicy.yaml": VERSION.parse(parse(readFileSync("policies/PulumiPolicy.yaml", "utf8")))
      .version,
  };
  const wrong = Object.entries(versions).filter(([, version]) => tag !== `policies-v${version}`);
  if (wrong.length > 0)
    throw new Error(
      wrong
        .map(
          ([file, version]) =>
            `${file} says ${version}, and the tag is ${tag}; tag policies-v${version}, or change the version`,
        )
        .join("\n"),
    );
  process.stdout.write(`${tag} is the version of the pack\n`);
  return true;
});
