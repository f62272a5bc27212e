// `node scripts/ci/drift.ts STACK FILE`: whether the stack is as the files say; the result goes into FILE.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { driftMarkdown, driftOf, needsPeople } from "./drift-report.ts";
import { previewArguments, runPulumi } from "./pulumi.ts";
import { endingWith, summarise } from "./runner-files.ts";

await endingWith(async () => {
  const [stack = "", file = ""] = process.argv.slice(2);
  if (stack === "" || file === "") throw new Error("usage: node scripts/ci/drift.ts STACK FILE");
  const drift = driftOf(stack, await runPulumi(previewArguments(stack), false));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(drift)}\n`);
  summarise(driftMarkdown([drift]));
  return !needsPeople(drift);
});
