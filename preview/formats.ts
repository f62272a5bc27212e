// A report in the forms that people and machines read.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { styleText } from "node:util";
import { judgementOf } from "./judgement/judgement.ts";
import type { PreviewReport } from "./report.ts";

export type Format = "tree" | "markdown" | "html" | "json";

export interface Rendered {
  text: string;
  /** What did not fit into the comment or the page, part by part. */
  cut: string[];
}

/** Only what is asked for is loaded. */
export async function render(
  report: PreviewReport,
  format: Format,
  options: { inputs: boolean },
): Promise<Rendered> {
  switch (format) {
    case "json":
      return whole(JSON.stringify(report));
    case "html": {
      const { renderHtml } = await import("./html/page.ts");
      const { text, cut } = renderHtml(report);
      return whole(
        text,
        cut.map((part) => `preview.html: ${part}`),
      );
    }
    case "markdown": {
      const { renderMarkdown } = await import("./markdown/markdown.ts");
      const { text, cut } = renderMarkdown(report);
      return whole(
        text,
        cut.map((part) => `preview.md: ${part}`),
      );
    }
    case "tree": {
      const { renderTree } = await import("./tree.ts");
      const paint = (style: Parameters<typeof styleText>[0], text: string) =>
        styleText(style, text, { stream: process.stdout });
      return { text: renderTree(report, { ...options, paint }), cut: [] };
    }
  }
}

const whole = (text: string, cut: string[] = []): Rendered => ({
  text: text.endsWith("\n") ? text : `${text}\n`,
  cut,
});

const FILES = { markdown: "preview.md", html: "preview.html", json: "preview.json" } as const;

/**
 * @param folder that is there
 * @returns what did not fit
 */
export async function writeReports(report: PreviewReport, folder: string): Promise<string[]> {
  const cuts = await Promise.all(
    (["markdown", "html", "json"] as const).map(async (format) => {
      const { text, cut } = await render(report, format, { inputs: false });
      writeFileSync(join(folder, FILES[format]), text);
      return cut;
    }),
  );
  return cuts.flat();
}

/** Whether a command that shows this ends with 1. */
export const failsFor = (report: PreviewReport): boolean => judgementOf(report).verdict.level === "fails";
