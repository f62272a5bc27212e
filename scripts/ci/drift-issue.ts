// `node scripts/ci/drift-issue.ts FOLDER STACKS`: one open issue as long as a stack is not as the files say.
// FOLDER has the results of drift.ts, STACKS is the JSON array of `{ stack }` that they should be of.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { complete, DRIFT, driftMarkdown, needsPeople } from "./drift-report.ts";
import { call, gitHubOf, isOurs, list, LONGEST_BODY } from "./github-api.ts";
import { endingWith, summarise } from "./runner-files.ts";

const MARKER = "<!-- gameplane-drift -->";
const TITLE = "Stacks are not as their files say";

const ISSUE = z.object({
  number: z.int(),
  body: z.string().nullish(),
  user: z.object({ login: z.string(), type: z.string() }).nullable(),
});
const ANY = z.unknown();

await endingWith(async () => {
  const [folder = "", stacks = ""] = process.argv.slice(2);
  const wanted = z.array(z.object({ stack: z.string() })).parse(JSON.parse(stacks));
  const drifts = complete(
    wanted.map(({ stack }) => stack),
    resultsIn(folder),
  );
  summarise(driftMarkdown(drifts));
  const github = gitHubOf(process.env);
  const open = (await list(github, "/issues?state=open&creator=github-actions%5Bbot%5D", ISSUE)).find(
    (issue) => isOurs(issue, MARKER),
  );
  const isWrong = drifts.some(needsPeople);
  const head = `${MARKER}\n`;
  const foot = `\n\n[The run](${runUrl()}) has every change. What to do: docs/ci.md.`;
  const body = `${head}${driftMarkdown(drifts, LONGEST_BODY - head.length - foot.length)}${foot}`;
  if (isWrong && open === undefined) await call(github, "POST", "/issues", ANY, { title: TITLE, body });
  if (isWrong && open !== undefined) await call(github, "PATCH", `/issues/${open.number}`, ANY, { body });
  if (!isWrong && open !== undefined)
    await call(github, "PATCH", `/issues/${open.number}`, ANY, { state: "closed", body });
  return true;
});

function resultsIn(folder: string) {
  return filesIn(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => DRIFT.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
}

/** No job left a result: then there is no folder either. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function runUrl(): string {
  const { GITHUB_SERVER_URL = "", GITHUB_REPOSITORY = "", GITHUB_RUN_ID = "" } = process.env;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
