// `pulumi stack export | npm run -s adopt -- URN ID`: prints the state in which what a killed `up` had made is known.
import { text } from "node:stream/consumers";
import { adopt } from "./adopt-pending.ts";

try {
  const [urn = "", id = "", ...surplus] = process.argv.slice(2);
  if (urn === "" || id === "" || surplus.length > 0 || process.stdin.isTTY)
    throw new Error("usage: pulumi stack export | npm run -s adopt -- URN ID > adopted.json");
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
