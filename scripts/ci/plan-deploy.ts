// `node scripts/ci/plan-deploy.ts ENVIRONMENT`: who is deployed when. Without an environment nothing is, which is said.
import { readProject } from "../../stacks/settings/stack-files.ts";
import { MOST_WAVES, readDeploySettings } from "./deploy-settings.ts";
import { endingWith, setOutput, summarise } from "./runner-files.ts";
import { stacksOf } from "./stacks.ts";
import type { Waves } from "./waves.ts";
import { planWaves } from "./waves.ts";

const NOTHING: Waves = { shared: [], canary: [], waves: Array.from({ length: MOST_WAVES }, () => []) };
const UNSET =
  "Nothing is deployed: the repository's variable GAMEPLANE_DEPLOY_ON_PUSH names no environment (docs/ci.md).";

await endingWith(() => {
  const [environment = ""] = process.argv.slice(2);
  const plan =
    environment === ""
      ? NOTHING
      : planWaves(stacksOf(readProject(process.cwd()), environment), readDeploySettings(environment));
  setOutput("environment", environment);
  setOutput("shared", JSON.stringify(plan.shared));
  setOutput("canary", JSON.stringify(plan.canary));
  for (const [index, wave] of plan.waves.entries()) setOutput(`wave-${index + 1}`, JSON.stringify(wave));
  summarise(environment === "" ? UNSET : table(environment, plan));
  return true;
});

function table(environment: string, { shared, canary, waves }: Waves): string {
  const rows = [
    ["environment", shared] as const,
    ["canary", canary] as const,
    ...waves.map((wave, index) => [`wave ${index + 1}`, wave] as const),
  ].filter(([, stacks]) => stacks.length > 0);
  return [
    `Deploys ${environment}, each line after the one above is up and healthy:`,
    "",
    ...["| step | stacks |", "| --- | --- |"],
    ...rows.map(([step, stacks]) => `| ${step} | ${stacks.join(", ")} |`),
  ].join("\n");
}
