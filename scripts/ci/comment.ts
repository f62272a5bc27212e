// `node scripts/ci/comment.ts`: comments on the pull request whose preview has ended, by the event `workflow_run`.
import { readFileSync } from "node:fs";
import { z } from "zod";
import { commentOf, MARKER } from "./comment-body.ts";
import { errorOf } from "./errors.ts";
import { gitHubOf, stickyComment } from "./github-api.ts";
import { chosen, pullRequestsOf, RUN } from "./pull-request-of-run.ts";
import { reportOf } from "./report-artifact.ts";
import { endingWith, summarise } from "./runner-files.ts";

const EVENT = z.object({ workflow_run: RUN });

await endingWith(async () => {
  const github = gitHubOf(process.env);
  const { workflow_run: run } = EVENT.parse(
    JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? "", "utf8")),
  );
  if (run.conclusion === "action_required") {
    summarise("The run waits for an approval, as those of new contributors do: nothing has run yet.");
    return true;
  }
  const candidates = run.event === "pull_request" ? await pullRequestsOf(github, run) : [];
  if (candidates.length === 0) {
    summarise("No open pull request has this commit as its head: it was closed, or pushed to since.");
    return true;
  }
  const report = await reportOf(github, run.id).catch((error: unknown) => errorOf(error).message);
  const number = chosen(candidates, typeof report === "string" ? undefined : report.about.pullRequest);
  const { body, isWhole } = commentOf(run, report);
  summarise(await stickyComment(github, number, MARKER, body));
  if (!isWhole)
    throw new Error("the report was too long for the comment, and is cut there; the run has all of it");
  return true;
});
