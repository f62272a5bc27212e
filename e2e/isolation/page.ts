import { readFileSync } from "node:fs";
import { join } from "node:path";

/** docs/isolation.md, whose tables say what is allowed. */
export const ISOLATION_PAGE = readFileSync(join(import.meta.dirname, "../../docs/isolation.md"), "utf8");
