import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { generatedDocs } from "./generated.ts";

/** The committed file with the first line that differs, for a message that needs no diff of the whole. */
function staleness(file: string, now: string): string | undefined {
  const committed = readFileSync(file, "utf8");
  if (committed === now) return undefined;
  const [before, after] = [committed.split("\n"), now.split("\n")];
  const line = after.findIndex((text, index) => text !== before[index]);
  return `${file} is stale from line ${line + 1}; run \`npm run settings:docs\``;
}

describe("what is generated is committed as the generator makes it now", () => {
  test.each(Object.entries(generatedDocs()))("%s", (file, now) => {
    expect(staleness(file, now)).toBeUndefined();
  });

  test("what is stale names the command", () => {
    expect(staleness("docs/settings.md", "# Settings\n")).toBe(
      "docs/settings.md is stale from line 1; run `npm run settings:docs`",
    );
  });
});
