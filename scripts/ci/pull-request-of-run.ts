// Which pull request a run of preview.yml is of. The run's own data says less for forks, and an artifact may say anything.
import { z } from "zod";
import type { GitHub } from "./github-api.ts";
import { list } from "./github-api.ts";

/** Of the event `workflow_run`, which GitHub writes. */
export const RUN = z.object({
  id: z.int(),
  event: z.string(),
  conclusion: z.string().nullable(),
  html_url: z.string(),
  head_sha: z.string().regex(/^[0-9a-f]{40}$/),
  head_branch: z.string().nullable(),
  /** Null where the fork is gone. */
  head_repository: z.object({ full_name: z.string(), owner: z.object({ login: z.string() }) }).nullable(),
});
export type Run = z.output<typeof RUN>;

const PULL_REQUEST = z.object({
  number: z.int(),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
});

/** Open pull requests whose head is the commit that the run was of; none where it was closed or pushed to since. */
export async function pullRequestsOf(github: GitHub, run: Run): Promise<number[]> {
  const { head_repository: repository, head_branch: branch } = run;
  if (repository === null || branch === null) return [];
  const head = encodeURIComponent(`${repository.owner.login}:${branch}`);
  const open = await list(github, `/pulls?state=open&head=${head}`, PULL_REQUEST);
  return open
    .filter((pull) => pull.head.sha === run.head_sha && pull.head.repo?.full_name === repository.full_name)
    .map(({ number }) => number);
}

/**
 * The one to comment on. An artifact chooses among the run's own pull requests, and nothing else: two branches may be
 * the target of one head.
 * @throws where the artifact names another, or nothing decides
 */
export function chosen(candidates: number[], named: number | undefined): number {
  if (named !== undefined && candidates.includes(named)) return named;
  const own = candidates.map((number) => `#${number}`).join(", ");
  if (named !== undefined)
    throw new Error(`the artifact is of #${named}, and the run of ${own}: nothing is commented on`);
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0)
    throw new Error(`the run is of ${own}, and no report says of which: nothing is commented on`);
  return only;
}
