// `node scripts/ci/plan-stacks.ts "ENVIRONMENT..."`: the stacks of some environments, as matrices of jobs.
import { readProject } from "../../stacks/settings/stack-files.ts";
import { endingWith, setOutput, summarise } from "./runner-files.ts";
import { stacksOf } from "./stacks.ts";

await endingWith(() => {
  const environments = (process.argv[2] ?? "").split(/[\s,]+/).filter((name) => name !== "");
  const project = readProject(process.cwd());
  const found = environments.map((environment) => ({ environment, ...stacksOf(project, environment) }));
  const jobs = (kind: "shared" | "regions") =>
    found.flatMap(({ environment, [kind]: stacks }) => stacks.map((stack) => ({ environment, stack })));
  const all = [...jobs("shared"), ...jobs("regions")];
  setOutput("shared", JSON.stringify(jobs("shared")));
  setOutput("regions", JSON.stringify(jobs("regions")));
  setOutput("all", JSON.stringify(all));
  summarise(
    all.length === 0
      ? "No stack: the repository's variable GAMEPLANE_ENVIRONMENTS names no environment (docs/ci.md)."
      : `Stacks: ${all.map(({ stack }) => stack).join(", ")}.`,
  );
  return true;
});
