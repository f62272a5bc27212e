// The games of a region by the Fleets that run them.
import { z } from "zod";
import { FLEET, FLEET_AUTOSCALER } from "../../policies/agones.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { AgonesRelease } from "./agones-release.ts";
import type { Amounts } from "./amounts.ts";
import type { FleetSizes } from "./fleet-sizes.ts";
import { autoscaledSizes, autoscalerInputs, capacities, fixedSizes } from "./fleet-sizes.ts";
import type { PodSpec } from "./game-server-requests.ts";
import { podSpec, scratchGiB, serverPorts, serverTakes } from "./game-server-requests.ts";

export interface GameFleet {
  name: string;
  sizes: FleetSizes;
  /** What decides the number: a setting's part of the path below `games.<game>`. */
  sizedBy: "autoscaling.max" | "replicas";
  /** What one server takes of its node. */
  takes: Amounts;
  scratchGiB: number;
  pod: Pick<PodSpec, "nodeSelector" | "tolerations">;
}

export interface Game {
  name: string;
  /** One, or one for each world. */
  fleets: GameFleet[];
  /** Undefined where the program does not know it. */
  playersPerServer: number | undefined;
}

const fleetInputs = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({
    replicas: z.number().optional(),
    template: z.object({
      spec: capacities.extend({
        container: z.string().optional(),
        ports: serverPorts,
        template: z.object({ spec: podSpec }),
      }),
    }),
  }),
});
type FleetInputs = z.output<typeof fleetInputs>;

/** @returns the games in the order of the program, and what cannot be read, a line each */
export function gamesOf(
  resources: readonly RecordedResource[],
  agones: AgonesRelease,
): { games: Game[]; unread: string[] } {
  const { parsed: autoscalers, unread: unreadAutoscalers } = read(
    resources,
    FLEET_AUTOSCALER,
    autoscalerInputs,
  );
  const { parsed: fleets, unread } = read(resources, FLEET, fleetInputs);
  const games = new Map<string, Game>();
  for (const inputs of fleets) {
    const { name, labels } = inputs.metadata;
    const policy = autoscalers.find(({ spec }) => spec.fleetName === name)?.spec.policy;
    const { spec } = inputs.spec.template;
    const pod = spec.template.spec;
    const fleet: GameFleet = {
      name,
      sizes: policy === undefined ? fixedSizes(inputs.spec.replicas) : autoscaledSizes(policy, spec),
      sizedBy: policy === undefined ? "replicas" : "autoscaling.max",
      takes: serverTakes(pod, spec.ports, agones.sidecar),
      scratchGiB: scratchGiB(pod),
      pod,
    };
    const game = labels.game ?? name;
    const known = games.get(game);
    if (known === undefined)
      games.set(game, { name: game, fleets: [fleet], playersPerServer: playersOf(inputs) });
    else known.fleets.push(fleet);
  }
  return { games: [...games.values()], unread: [...unread, ...unreadAutoscalers] };
}

/** What the server itself is told of how many it takes. */
function playersOf({ spec }: FleetInputs): number | undefined {
  const { container, template } = spec.template.spec;
  const { containers } = template.spec;
  const own = containers.length === 1 ? containers[0] : containers.find(({ name }) => name === container);
  const value = own?.env.find(({ name }) => name === "MAX_PLAYERS")?.value ?? "";
  return /^\d+$/.test(value) ? Number(value) : undefined;
}

function read<S extends z.ZodType>(
  resources: readonly RecordedResource[],
  type: string,
  schema: S,
): { parsed: z.output<S>[]; unread: string[] } {
  const found = resources
    .filter((resource) => resource.type === type && resource.options.read !== true)
    .map(({ name, inputs }) => ({ name, result: schema.safeParse(inputs) }));
  return {
    parsed: found.flatMap(({ result }) => (result.success ? [result.data] : [])),
    unread: found.flatMap(({ name, result: { error } }) => {
      const [issue] = error?.issues ?? [];
      if (issue === undefined) return [];
      const kind = type.slice(type.lastIndexOf(":") + 1);
      return [`${kind} ${name}: ${issue.path.join(".")}: ${issue.message}`];
    }),
  };
}
