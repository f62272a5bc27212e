import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startChartRepository, useCharts } from "../charts/repository.ts";
import type { Cloud } from "../doubles/cloud.ts";
import { startCloud } from "../doubles/cloud.ts";
import { Program } from "../engine/program.ts";
import { Engine } from "../engine/pulumi.ts";
import { buildTestBed } from "../testbed/build.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { startControlPlane } from "../testbed/control-plane.ts";

/** Everything that stacks on AWS need: the doubles play AWS, and each region's cluster is a control plane of its own. */
export interface AwsStacks {
  /** By region. */
  planes: Record<string, ControlPlane>;
  program: Program;
  engine: Engine;
  cloud: Cloud;
  /** PATH for a kubectl with a stack's kubeconfig, which calls `aws`. */
  path: string;
  stop(): Promise<void>;
}

/** Doubles, charts, an engine with `stacks`, of which none has gone up, and an empty control plane for each of `regions`. */
export async function startAwsStacks(stacks: string[], regions: string[]): Promise<AwsStacks> {
  const { folder: binaries } = await buildTestBed();
  const started = new AsyncDisposableStack();
  try {
    const program = await Program.copy();
    started.defer(() => program.remove());
    const planes: Record<string, ControlPlane> = {};
    for (const region of regions) {
      // Nodes come with their node groups.
      const plane = await startControlPlane({ region, binaries, nodes: [] });
      started.defer(() => plane.stop());
      planes[region] = plane;
    }
    const cloud = await startCloud({ planes });
    started.defer(() => cloud.stop());
    const charts = await startChartRepository({ binaries });
    started.defer(() => charts.stop());
    await useCharts(program, charts);
    // Stacks on AWS must not need the machine's kubeconfig; this one leads nowhere.
    const kubeconfig = join(program.folder, "no.kubeconfig");
    await writeFile(kubeconfig, "apiVersion: v1\nkind: Config\n");
    const env = {
      KUBECONFIG: kubeconfig,
      PULUMI_DEBUG_PROVIDERS: cloud.debugProviders,
      SSL_CERT_FILE: charts.certificateFile,
    };
    const engine = new Engine({ program, binaries, commands: cloud.commands, env });
    started.defer(() => engine.dispose());
    for (const stack of stacks) await engine.init(stack);
    const path = [binaries, cloud.commands, process.env.PATH].join(":");
    return { planes, program, engine, cloud, path, stop: () => started.disposeAsync() };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
