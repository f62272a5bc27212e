// What the page and the comment show: the preview, but for the time that it took.
import type { PreviewReport } from "../report.ts";

export type PullRequestReport = Omit<PreviewReport, "durationMs">;
