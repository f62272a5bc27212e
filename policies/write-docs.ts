import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { policiesDoc } from "./docs.ts";

/** `npm run policies:docs`. */
writeFileSync(join(import.meta.dirname, "../docs/policies.md"), policiesDoc());
console.log("wrote docs/policies.md");
