import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generatedDocs } from "./generated.ts";

/** `npm run settings:docs`: writes what is generated from the settings' schema. */
for (const [file, text] of Object.entries(generatedDocs())) {
  writeFileSync(join(import.meta.dirname, "../../..", file), text);
  console.log(`wrote ${file}`);
}
