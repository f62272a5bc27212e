// `pulumi stack export | npm run -s adopt -- URN ID`: prints the state in which what a killed `up` had made is known.
import { text } from "node:stream/consumers";
import { adopt } from "./adopt-pending.ts";

try {
  const [urn, id] = process.argv.slice(2);
  if (urn === undefined || id === undefined)
    throw new Error("name the URN and the id: npm run -s adopt -- URN ID");
  process.stdout.write(
    `${JSON.stringify(adopt(parsed(await text(process.stdin)), urn, id), undefined, 4)}\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
