import { once } from "node:events";
import { execa } from "execa";
import { Program } from "../engine/program.ts";
import { Engine } from "../engine/pulumi.ts";
import { parseList } from "../testbed/kubernetes-object.ts";
import type { LocalRegion } from "./local-region.ts";

/** Port on loopback that leads to the allocator meanwhile. */
const FORWARDED_PORT = 18_443;

/**
 * The stack `local` on a cluster that is there, such as kind, with the CLI, plugins and charts that its user has.
 * GAMEPLANE_E2E_CONTEXT names its kubeconfig context.
 */
export async function existingRegion(context: string): Promise<LocalRegion> {
  const started = new AsyncDisposableStack();
  const kubectl = async (args: string[], { input = "" } = {}) =>
    (await execa("kubectl", ["--context", context, ...args], { input })).stdout;
  try {
    const program = await Program.copy();
    started.defer(() => program.remove());
    await program.set("Pulumi.local.yaml", ["config", "gameplane:existingCluster", "context"], context);
    const { KUBECONFIG: kubeconfig = `${process.env.HOME ?? ""}/.kube/config` } = process.env;
    const env = { KUBECONFIG: kubeconfig, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" };
    const engine = new Engine({ program, binaries: "", env });
    started.defer(() => engine.dispose());
    await engine.init("local");
    // A test that fails half-way must not leave the platform on somebody's cluster without a state that knows it.
    started.defer(async () => {
      await engine.destroy("local");
    });
    return {
      program,
      engine,
      plane: {
        kubectl,
        list: async (kind, namespace) =>
          parseList(
            await kubectl([
              "get",
              kind,
              ...(namespace === undefined ? ["-A"] : ["-n", namespace]),
              "-o",
              "json",
            ]),
          ),
      },
      async allocatorAddress() {
        const forward = [
          "port-forward",
          "-n",
          "agones-system",
          "service/agones-allocator",
          `${FORWARDED_PORT}:443`,
        ];
        const child = execa("kubectl", ["--context", context, ...forward], { reject: false });
        started.defer(async () => {
          child.kill();
          await child;
        });
        // It says when it listens, and ends where it cannot.
        await Promise.race([
          once(child.stdout, "data"),
          child.then(({ stderr }) => Promise.reject(new Error(stderr))),
        ]);
        return `127.0.0.1:${FORWARDED_PORT}`;
      },
      stop: () => started.disposeAsync(),
    };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
