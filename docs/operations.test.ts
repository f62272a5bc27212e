import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import type { Config } from "../stacks/settings/project-with.ts";
import { settingsWith } from "../stacks/settings/project-with.ts";

const settings = z.object({ config: z.record(z.string(), z.json()) });
const games = z.record(z.string(), z.looseObject({ image: z.string() }));

/** Every example with games in docs/operations.md, as settings. */
const examples = [
  ...readFileSync("docs/operations.md", "utf8").matchAll(/^ *```yaml\n(.*?)^ *```/gms),
].flatMap(([, text = ""]) => {
  const found = settings.safeParse(parse(text));
  const described = games.safeParse(found.data?.config["gameplane:games"]);
  return described.success ? [described.data] : [];
});

test("there are some", () => {
  expect(examples.map((example) => Object.keys(example))).toEqual([
    ["duel"],
    ["arena", "raid", "realm", "replay"],
  ]);
});

test.each(examples.map((example) => [Object.keys(example).join(", "), example] as const))(
  "%s: production takes them as they are shown",
  (_, example) => {
    const shown: Config = example;
    const changes = {
      "Pulumi.prod.yaml": {
        games: { duel: undefined, ...shown },
        registry: { repositories: Object.keys(example) },
        secrets: { database: { secure: "v1:ciphertext" } },
      },
    };
    const { games: resolved } = z
      .object({ games: z.array(z.object({ id: z.string() })) })
      .parse(settingsWith(changes, "prod-eu-west-1"));
    expect(resolved.map(({ id }) => id)).toEqual(Object.keys(example));
  },
);
