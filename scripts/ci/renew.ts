// `node scripts/ci/renew.ts STACK`: `pulumi up` where nothing but certificates is due. It deploys nothing that waits.
import { readProject } from "../../stacks/settings/stack-files.ts";
import { driftMarkdown, driftOf } from "./drift-report.ts";
import { previewArguments, runPulumi, upArguments } from "./pulumi.ts";
import { endingWith, summarise } from "./runner-files.ts";

await endingWith(async () => {
  const [stack = ""] = process.argv.slice(2);
  const up = upArguments(readProject(process.cwd()), stack);
  const drift = driftOf(stack, await runPulumi(previewArguments(stack), false));
  summarise(driftMarkdown([drift]));
  if (drift.verdict === "none") return true;
  if (drift.verdict !== "renewal") {
    summarise(
      `${stack} was not renewed: an \`up\` would do more than that. Deploy the files, or bring them in line; then run this again.`,
    );
    return false;
  }
  const { exitCode } = await runPulumi(up, true);
  return exitCode === 0;
});
