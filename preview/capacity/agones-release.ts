// What Agones' chart is told of game servers.
import { z } from "zod";
import { CHARTS, isAgonesChart } from "../../policies/agones.ts";
import type { Resources } from "../../stacks/settings/allocatable.ts";
import { SDK_SIDECAR } from "../../stacks/settings/game-requests.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { mebibytes, quantity, thousandths } from "./quantity.ts";

export interface AgonesRelease {
  /** Host ports that a node has for game servers. */
  gamePorts: { min: number; max: number };
  /** What Agones' container in each game server's pod requests. */
  sidecar: Resources;
}

/** Defaults of the chart (install/helm/agones/values.yaml in agones-dev/agones 1.60). */
const CHART_PORTS = { min: 7000, max: 8000 };

const values = z.object({
  gameservers: z.object({ minPort: z.number().optional(), maxPort: z.number().optional() }).optional(),
  agones: z
    .object({
      image: z
        .object({
          sdk: z
            .object({ cpuRequest: z.string().optional(), memoryRequest: z.string().optional() })
            .optional(),
        })
        .optional(),
    })
    .optional(),
});

const chart = z.object({ chart: z.string().optional(), path: z.string().optional() });

export function agonesRelease(resources: readonly RecordedResource[]): AgonesRelease {
  const release = resources.find(({ type, inputs }) => {
    const named = CHARTS.includes(type) ? chart.safeParse(inputs).data : undefined;
    return named !== undefined && isAgonesChart({ chart: named.chart ?? named.path ?? "" });
  });
  const { gameservers, agones } = values.safeParse(release?.inputs.values).data ?? {};
  const { cpuRequest = "", memoryRequest = "" } = agones?.image?.sdk ?? {};
  const [cpu, memory] = [quantity(cpuRequest), quantity(memoryRequest)];
  return {
    gamePorts: {
      min: gameservers?.minPort ?? CHART_PORTS.min,
      max: gameservers?.maxPort ?? CHART_PORTS.max,
    },
    sidecar: {
      milliCpu: cpu === undefined ? SDK_SIDECAR.milliCpu : thousandths(cpu),
      mebibytes: memory === undefined ? SDK_SIDECAR.mebibytes : mebibytes(memory),
    },
  };
}
