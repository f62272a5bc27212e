import { startCloud } from "../doubles/cloud.ts";
import { serveKubernetesAtPreview } from "../engine/kubernetes-at-preview.ts";
import { Program } from "../engine/program.ts";
import { Engine } from "../engine/pulumi.ts";
import { buildTestBed } from "../testbed/build.ts";

/** What previews of the real engine need: the doubles, and a provider of Kubernetes that no cluster is behind. */
export interface PreviewEngines {
  program: Program;
  /** An engine without a stack, on the program or on another copy of it. */
  start(program?: Program): Engine;
  stop(): Promise<void>;
}

export async function startPreviewEngines(): Promise<PreviewEngines> {
  const bed = new AsyncDisposableStack();
  try {
    const { folder: binaries } = await buildTestBed();
    const cloud = await startCloud({});
    bed.defer(() => cloud.stop());
    const kubernetes = await serveKubernetesAtPreview();
    bed.defer(() => kubernetes.stop());
    const copy = await Program.copy();
    bed.defer(() => copy.remove());
    const env = { PULUMI_DEBUG_PROVIDERS: `${cloud.debugProviders},${kubernetes.debugProvider}` };
    const start = (program = copy) => {
      const engine = new Engine({ program, binaries, env });
      bed.defer(() => engine.dispose());
      return engine;
    };
    return { program: copy, start, stop: () => bed.disposeAsync() };
  } catch (error) {
    await bed.disposeAsync();
    throw error;
  }
}
