import { settingsSchema } from "./json-schema.ts";
import { settingsMarkdown } from "./markdown.ts";

/** The generated files by their path in the project, and what is in them. */
export const generatedDocs = (): Record<string, string> => ({
  "docs/settings.md": settingsMarkdown(),
  "docs/settings.schema.json": `${JSON.stringify(settingsSchema(), undefined, 2)}\n`,
});
