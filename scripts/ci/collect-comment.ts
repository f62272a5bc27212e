// `node scripts/ci/collect-comment.ts REPORTS FOLDER`: what preview-comment.yml needs of a preview, small and without code.
// PULL_REQUEST is its number, PREVIEW_OUTCOME how the step of the preview ended. A report that is not there is not made up.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABOUT, REPORT } from "./report-artifact.ts";
import { endingWith, summarise } from "./runner-files.ts";

await endingWith(() => {
  const [reports = "", folder = ""] = process.argv.slice(2);
  const { PULL_REQUEST = "", PREVIEW_OUTCOME = "" } = process.env;
  const about = ABOUT.parse({ pullRequest: Number(PULL_REQUEST), outcome: PREVIEW_OUTCOME });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "about.json"), `${JSON.stringify(about)}\n`);
  const report = join(reports, REPORT);
  if (existsSync(report)) {
    copyFileSync(report, join(folder, REPORT));
    summarise(readFileSync(report, "utf8"));
  } else summarise(`There is no report: the preview ended (${about.outcome}) without one.`);
  return true;
});
