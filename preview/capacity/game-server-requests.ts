// What one game server takes of its node: its pod as Agones makes it from a Fleet.
import { z } from "zod";
import type { Resources } from "../../stacks/settings/allocatable.ts";
import { DEFAULT_REQUESTS } from "../../components/isolation/quota.ts";
import type { Amounts } from "./amounts.ts";
import { CPU, GPUS, MEMORY, PODS, PORTS, staticPort } from "./amounts.ts";
import { mebibytes, quantity, quantitySchema, thousandths } from "./quantity.ts";

const amounts = z.record(z.string(), quantitySchema).default({});

const container = z.object({
  name: z.string().optional(),
  restartPolicy: z.string().optional(),
  env: z.array(z.object({ name: z.string(), value: z.string().optional() })).default([]),
  resources: z.object({ requests: amounts, limits: amounts }).prefault({}),
});
export type Container = z.output<typeof container>;

export const podSpec = z.object({
  containers: z.array(container).min(1),
  initContainers: z.array(container).default([]),
  nodeSelector: z.record(z.string(), z.string()).default({}),
  tolerations: z
    .array(
      z.object({
        key: z.string().optional(),
        operator: z.string().optional(),
        value: z.string().optional(),
        effect: z.string().optional(),
      }),
    )
    .default([]),
  volumes: z
    .array(
      z.object({
        ephemeral: z
          .object({
            volumeClaimTemplate: z.object({
              spec: z.object({ resources: z.object({ requests: z.object({ storage: quantitySchema }) }) }),
            }),
          })
          .optional(),
      }),
    )
    .default([]),
});
export type PodSpec = z.output<typeof podSpec>;

export const serverPorts = z
  .array(
    z.object({
      portPolicy: z.string().default("Dynamic"),
      hostPort: z.number().optional(),
      protocol: z.string().default("UDP"),
    }),
  )
  .default([]);

const GPU = "nvidia.com/gpu";

/**
 * What a server takes.
 * @param sidecar what Agones' own container requests
 */
export function serverTakes(
  { containers, initContainers }: PodSpec,
  ports: z.output<typeof serverPorts>,
  sidecar: Resources,
): Amounts {
  const isSidecar = ({ restartPolicy }: Container) => restartPolicy === "Always";
  const running = [...containers, ...initContainers.filter(isSidecar)].map(requestsOf);
  // What only prepares a pod runs before the others, so the larger of both is what the scheduler counts.
  const preparing = initContainers.filter((each) => !isSidecar(each)).map(requestsOf);
  const need = (resource: (of: Requests) => number, own: number) =>
    own +
    Math.max(
      running.reduce((sum, of) => sum + resource(of), 0),
      ...preparing.map(resource),
    );
  const gpus = need((of) => of.gpus, 0);
  return {
    [CPU]: need((of) => of.milliCpu, sidecar.milliCpu),
    [MEMORY]: need((of) => of.mebibytes, sidecar.mebibytes),
    ...(gpus > 0 && { [GPUS]: gpus }),
    [PODS]: 1,
    [PORTS]: ports.filter(({ portPolicy }) => portPolicy === "Dynamic" || portPolicy === "Passthrough")
      .length,
    ...Object.fromEntries(
      ports.flatMap(({ portPolicy, hostPort, protocol }) =>
        portPolicy === "Static" && hostPort !== undefined ? [[staticPort(protocol, hostPort), 1]] : [],
      ),
    ),
  };
}

interface Requests extends Resources {
  gpus: number;
}

/** A container that names no request has its limit's, else what the namespace's LimitRange gives it. */
function requestsOf({ resources: { requests, limits } }: Container): Requests {
  const cpu = requests.cpu ?? limits.cpu ?? quantity(DEFAULT_REQUESTS.cpu) ?? 0;
  const memory = requests.memory ?? limits.memory ?? quantity(DEFAULT_REQUESTS.memory) ?? 0;
  return {
    milliCpu: thousandths(cpu),
    mebibytes: mebibytes(memory),
    gpus: limits[GPU] ?? requests[GPU] ?? 0,
  };
}

/** GiB of the volumes that come and go with a server. */
export const scratchGiB = ({ volumes }: PodSpec): number =>
  volumes.reduce(
    (sum, { ephemeral }) =>
      sum + (ephemeral?.volumeClaimTemplate.spec.resources.requests.storage ?? 0) / 2 ** 30,
    0,
  );
