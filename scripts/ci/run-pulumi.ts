// `node scripts/ci/run-pulumi.ts up|preview STACK`: the engine with our policies, without a question.
import { readProject } from "../../stacks/settings/stack-files.ts";
import { runPulumi, shownPreviewArguments, upArguments } from "./pulumi.ts";
import { endingWith } from "./runner-files.ts";

await endingWith(async () => {
  const [operation = "", stack = ""] = process.argv.slice(2);
  const project = readProject(process.cwd());
  const args =
    operation === "up"
      ? upArguments(project, stack)
      : operation === "preview"
        ? shownPreviewArguments(project, stack)
        : undefined;
  if (args === undefined) throw new Error("usage: node scripts/ci/run-pulumi.ts up|preview STACK");
  const { exitCode } = await runPulumi(args, true);
  return exitCode === 0;
});
