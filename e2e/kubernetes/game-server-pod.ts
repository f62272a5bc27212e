import { z } from "zod";
import { SDK_SIDECAR } from "../../stacks/settings/game-requests.ts";

const CONTAINER = z.looseObject({ name: z.string() });
const PORT = z.looseObject({
  containerPort: z.number(),
  protocol: z.string().default("UDP"),
  container: z.string().optional(),
});

/** The parts of a Fleet that its game servers' pods are made of. */
const FLEET = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.object({
    template: z.object({
      spec: z.object({
        ports: z.array(PORT).default([]),
        template: z.object({
          metadata: z
            .object({
              labels: z.record(z.string(), z.string()).default({}),
              annotations: z.record(z.string(), z.string()).default({}),
            })
            .default({ labels: {}, annotations: {} }),
          spec: z.looseObject({
            containers: z.array(CONTAINER),
            initContainers: z.array(CONTAINER).default([]),
          }),
        }),
      }),
    }),
  }),
});

/** Who makes the pods of game servers; the admission policy lets nobody else have host ports. */
export const AGONES_CONTROLLER = "system:serviceaccount:agones-system:agones-controller";

/**
 * The pod of one game server as Agones 1.60 makes it of a Fleet: its label, a host port for each port, the SDK's sidecar
 * as a native one, and the SDK's service account. For planes without Agones.
 */
export function gameServerPod(fleet: unknown, name: string, firstHostPort: number): Record<string, unknown> {
  const { metadata, spec } = FLEET.parse(fleet);
  const { ports, template } = spec.template.spec;
  const game = ports[0]?.container ?? template.spec.containers[0]?.name;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: metadata.namespace,
      labels: { ...template.metadata.labels, "agones.dev/role": "gameserver", "agones.dev/gameserver": name },
      annotations: { ...template.metadata.annotations, "agones.dev/container": game },
    },
    spec: {
      ...template.spec,
      restartPolicy: "Never",
      serviceAccountName: template.spec.serviceAccountName ?? "agones-sdk",
      initContainers: [...template.spec.initContainers, SIDECAR],
      containers: template.spec.containers.map((container) =>
        container.name === game
          ? {
              ...container,
              ports: ports.map(({ containerPort, protocol }, index) => ({
                containerPort,
                protocol: protocol === "TCPUDP" ? "UDP" : protocol,
                hostPort: firstHostPort + index,
              })),
            }
          : container,
      ),
    },
  };
}

const SIDECAR = {
  name: "agones-gameserver-sidecar",
  image: "agones-sdk:1.60.0",
  restartPolicy: "Always",
  resources: { requests: { cpu: `${SDK_SIDECAR.milliCpu}m`, memory: `${SDK_SIDECAR.mebibytes}Mi` } },
  securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 1000 },
};
