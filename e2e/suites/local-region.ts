import type { PinnedChart } from "../charts/pinned.ts";
import type { ChartRepository } from "../charts/repository.ts";
import { startChartRepository, useCharts } from "../charts/repository.ts";
import type { Cloud } from "../doubles/cloud.ts";
import { startCloud } from "../doubles/cloud.ts";
import { Program } from "../engine/program.ts";
import { Engine } from "../engine/pulumi.ts";
import { agonesOfMachine } from "../testbed/agones.ts";
import { buildTestBed } from "../testbed/build.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { startControlPlane } from "../testbed/control-plane.ts";
import type { NodeSpec } from "../testbed/nodes.ts";

/** Everything that `pulumi up -s local` needs, and a copy of the program to run it on. */
export interface LocalRegion {
  plane: Pick<ControlPlane, "kubectl" | "list">;
  program: Program;
  engine: Engine;
  /** Where this machine reaches the allocator, once it is there: `address:port`. */
  allocatorAddress(): Promise<string>;
  stop(): Promise<void>;
}

/** A local region whose parts are all ours. */
export interface TestBedRegion extends LocalRegion {
  plane: ControlPlane;
  cloud: Cloud;
  charts: ChartRepository;
}

export interface LocalRegionOptions {
  /** @default three nodes without any label of ours */
  nodes?: NodeSpec[];
  /** Real Agones where the machine has it, instead of the stub chart. @default false */
  agones?: boolean;
  /** Charts beside those that settings pin, such as a version to upgrade to. @default none */
  moreCharts?: PinnedChart[];
}

/** A control plane, doubles, charts and an engine with the stack `local`, which has not gone up. */
export async function startLocalRegion({
  nodes,
  agones = false,
  moreCharts = [],
}: LocalRegionOptions = {}): Promise<TestBedRegion> {
  const { folder: binaries } = await buildTestBed();
  const real = agones ? agonesOfMachine() : undefined;
  const started = new AsyncDisposableStack();
  try {
    const program = await Program.copy();
    started.defer(() => program.remove());
    const cloud = await startCloud({});
    started.defer(() => cloud.stop());
    const charts = await startChartRepository({
      binaries,
      more: moreCharts,
      ...(real && { agonesChart: real.chart }),
    });
    started.defer(() => charts.stop());
    const plane = await startControlPlane({
      region: "local",
      binaries,
      ...(nodes && { nodes }),
      ...(real && { agones: { bin: real.bin } }),
    });
    started.defer(() => plane.stop());
    await useCharts(program, charts);
    await program.set(
      "Pulumi.local.yaml",
      ["config", "gameplane:existingCluster", "context"],
      "gameplane-local",
    );
    const engine = new Engine({
      program,
      binaries,
      env: {
        KUBECONFIG: plane.kubeconfig,
        PULUMI_DEBUG_PROVIDERS: cloud.debugProviders,
        SSL_CERT_FILE: charts.certificateFile,
      },
    });
    started.defer(() => engine.dispose());
    await engine.init("local");
    const clusterIp = ["get", "service", "agones-allocator", "-n", "agones-system"];
    return {
      ...{ plane, program, engine, cloud, charts },
      allocatorAddress: async () =>
        `${await plane.kubectl([...clusterIp, "-o", "jsonpath={.spec.clusterIP}"])}:443`,
      stop: () => started.disposeAsync(),
    };
  } catch (error) {
    await started.disposeAsync();
    throw error;
  }
}
