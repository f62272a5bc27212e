// `node scripts/ci/health-gate.ts ENVIRONMENT STACK...`: ends with 0 when all of them are healthy, by .github/deploy.json.
// PROMETHEUS_URL is where to ask, PROMETHEUS_TOKEN its bearer token. What cannot be asked is not healthy.
import { setTimeout as sleep } from "node:timers/promises";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { DEPLOY_SETTINGS, readDeploySettings } from "./deploy-settings.ts";
import { untilHealthy, withPlace } from "./health.ts";
import { instantQuery } from "./prometheus.ts";
import { endingWith, summarise } from "./runner-files.ts";
import { regionOf } from "./stacks.ts";

await endingWith(async () => {
  const [environment = "", ...stacks] = process.argv.slice(2);
  if (environment === "" || stacks.length === 0)
    throw new Error("usage: node scripts/ci/health-gate.ts ENVIRONMENT STACK...");
  const { health } = readDeploySettings(environment);
  if (health === undefined)
    throw new Error(
      `${DEPLOY_SETTINGS} says nothing of ${environment}'s health; write its queries, or "none" to go on without`,
    );
  if (health === "none") {
    summarise(`Health of ${stacks.join(", ")}: not asked, as ${DEPLOY_SETTINGS} says for ${environment}.`);
    return true;
  }
  const { PROMETHEUS_URL: url = "", PROMETHEUS_TOKEN: token = "" } = process.env;
  if (url === "")
    throw new Error(
      `PROMETHEUS_URL is not set, and ${environment} is not deployed further unseen (docs/ci.md)`,
    );
  const project = readProject(process.cwd());
  const results = await Promise.all(
    stacks.map(async (stack) => {
      const place = { environment, stack, region: regionOf(project, stack) };
      const problems = await untilHealthy(health, place, {
        ask: (query) => instantQuery({ url: withPlace(url, place), token }, query),
        sleep: (milliseconds) => sleep(milliseconds),
        now: () => performance.now(),
        say: (line) => process.stdout.write(`${stack}: ${line}\n`),
      });
      summarise(
        problems.length === 0
          ? `${stack} is healthy.`
          : `**${stack} is not healthy**: ${problems.join("; ")}`,
      );
      return problems.length === 0;
    }),
  );
  return results.every(Boolean);
});
