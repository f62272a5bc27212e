// The preview of a pull request as a comment on GitHub: what a reviewer decides by first, the rest folded.
import { judgementOf } from "../judgement/judgement.ts";
import type { PullRequestReport } from "../judgement/pull-request-report.ts";
import { changeBlocks } from "./changes.ts";
import { capacityBlocks, costBlocks, maturityBlocks } from "./estimates.ts";
import { policyBlocks, problemBlocks } from "./findings.ts";
import type { Fitted } from "./fitting.ts";
import { fitted } from "./fitting.ts";
import { playersBlocks, stacksBlock, verdictBlock } from "./summary.ts";
import { details, fenced, plain } from "./syntax.ts";
import { topology } from "./topology.ts";

export function renderMarkdown(report: PullRequestReport): Fitted {
  const judgement = judgementOf(report);
  const blocks = [
    verdictBlock(report, judgement),
    stacksBlock(report),
    ...playersBlocks(report, judgement),
    ...problemBlocks(report),
    ...changeBlocks(report),
    ...policyBlocks(report),
    ...capacityBlocks(report),
    ...costBlocks(report),
    ...maturityBlocks(report),
    { name: "the topology", text: details("Topology", fenced("mermaid", topology(report))) },
  ];
  return fitted(blocks, cutNote);
}

/** The check fails then: what nobody can read was not reviewed. */
const cutNote = (cut: string[]): string =>
  `> [!CAUTION]\n> **Cut:** a comment holds 65,536 characters, and ${cut.length} parts did not fit. The page or preview.json has them, ` +
  `and the check fails, so that nobody takes this for the whole: ${cut.map(plain).join("; ")}.`;
