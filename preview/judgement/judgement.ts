// What a pull request comes to, the same for the page, the comment and the exit code.
import type { Figures } from "./figures.ts";
import { figuresOf } from "./figures.ts";
import type { Harm } from "./player-harm.ts";
import { harms } from "./player-harm.ts";
import type { PullRequestReport } from "./pull-request-report.ts";
import type { Verdict } from "./verdict.ts";
import { verdictOf } from "./verdict.ts";

export interface Judgement {
  figures: Figures;
  harms: Harm[];
  verdict: Verdict;
}

export function judgementOf({ stacks, since, policies }: PullRequestReport): Judgement {
  const figures = figuresOf(stacks, since !== undefined);
  const harmful = harms(stacks, since?.folded ?? []);
  const changes = stacks.flatMap((stack) => stack.changes ?? []);
  const uncertain = changes.filter(
    ({ op, diff }) => op === "replace" && diff.every(({ effect }) => effect !== "replace"),
  );
  const verdict = verdictOf({
    ...{ figures, harms: harmful, policies },
    refused: changes.filter(({ refused }) => refused).length,
    uncertain: uncertain.length,
    secrets: new Set(stacks.flatMap(({ changedSecrets = [] }) => changedSecrets)).size,
    removed: since?.removed ?? [],
  });
  return { figures, harms: harmful, verdict };
}
