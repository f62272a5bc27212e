import { isMainThread, Worker } from "node:worker_threads";

/**
 * `NODE_OPTIONS=--import=<this file>` with GAMEPLANE_REGISTRATIONS=<file> puts a recording proxy between the program
 * and the engine, whatever language host starts the program. In any other process it does nothing.
 */
const file = process.env.GAMEPLANE_REGISTRATIONS;
const monitor = monitorArgument(process.argv);
if (isMainThread && file !== undefined && monitor !== undefined) {
  process.argv[monitor.index] = monitor.prefix + (await startProxy(monitor.address, file));
}

/** Where `node @pulumi/pulumi/cmd/run --monitor ADDRESS` has the engine's address; `--monitor=ADDRESS` means the same. */
function monitorArgument(argv: string[]) {
  if (argv[1]?.includes("@pulumi/pulumi/cmd/run") !== true) return undefined;
  for (const [index, argument] of argv.entries()) {
    const next = argv[index + 1];
    if (argument === "--monitor" && next !== undefined)
      return { index: index + 1, prefix: "", address: next };
    if (argument.startsWith("--monitor="))
      return { index, prefix: "--monitor=", address: argument.slice("--monitor=".length) };
  }
  return undefined;
}

/** In a thread of its own, which does not keep the process alive: the SDK says goodbye once nothing else does. */
async function startProxy(engine: string, registrations: string): Promise<string> {
  const worker = new Worker(new URL("monitor-proxy.ts", import.meta.url), {
    workerData: { engine, registrations },
  });
  const address = await new Promise<string>((resolve, reject) => {
    worker.once("message", (text: unknown) => resolve(String(text)));
    worker.once("error", reject);
  });
  worker.unref();
  return address;
}
