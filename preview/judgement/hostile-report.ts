// A report for tests whose every text is one and the same, such as one that would be markup.
import {
  exampleCapacity,
  exampleChange,
  exampleCost,
  exampleReport,
  exampleStack,
} from "./example-report.ts";
import type { PullRequestReport } from "./pull-request-report.ts";

const ONE = "prod-eu-west-1";

/** Ends elements and attributes, begins scripts and comments, loads from elsewhere. */
export const HOSTILE = `"'></script></style></title>--><script>alert(1)</script><img src=https://evil.example onerror=alert(1)>\u2028`;

/** With the text wherever a report holds a text. */
export function withText(text: string): PullRequestReport {
  const capacity = exampleCapacity({ findings: [{ level: "error", message: text }] });
  const [game] = capacity.games;
  if (game === undefined) throw new Error("the example has a game");
  const cost = exampleCost({ unpriced: [text], assumptions: [text], pricesAsOf: text });
  const change = exampleChange(ONE, "Fleet::duel", "replace", [
    { path: text, from: { [text]: text }, to: text, forcesReplacement: true, effect: "replace" },
    { path: "b", from: `${text}a`, to: `${text}b`, forcesReplacement: true, effect: "may-replace" },
  ]);
  const stack = exampleStack(ONE, {
    name: `${ONE}${text}`,
    region: text,
    errors: [text],
    warnings: [text],
    violations: [{ policy: text, level: "mandatory", urn: `a::b::c::${text}`, message: text }],
    capacity: {
      ...capacity,
      games: [{ ...game, game: text, limits: [{ limit: text, servers: 1, detail: text }] }],
    },
    cost: { ...cost, rows: cost.rows.map((row) => ({ ...row, what: text, unit: text, source: text })) },
    changes: [
      { ...change, name: text, type: text, formerUrn: text },
      exampleChange(ONE, "vpc:Vpc::vpc", "delete"),
    ],
    changedSecrets: [text],
  });
  const resources = stack.resources.map((each) => ({
    ...each,
    name: each.name + text,
    inputs: { [text]: text },
    source: text,
  }));
  const report = exampleReport([{ ...stack, resources }]);
  if (report.since === undefined) throw new Error("the example is compared");
  return {
    ...report,
    since: {
      ...report.since,
      name: text,
      commit: text,
      removed: [{ name: text, resources: 1, players: null }],
    },
    maturity: [
      {
        environment: text,
        level: "Basic",
        criteria: [{ level: "Basic", area: "Scale", criterion: text, met: false, lacks: text }],
      },
    ],
  };
}
