import * as pulumi from "@pulumi/pulumi";
import { AGONES_PODS } from "../isolation/pod-labels.ts";
import type { Placement } from "../nodes/placement.ts";
import { ALLOCATOR_SERVICE } from "./names.ts";

export interface ChartValuesArgs {
  /** Registry of Agones' images, such as a mirror's. @default the chart's own */
  imageRegistry?: string;
  /** Ports of nodes that game servers get, the first and the last. */
  gamePorts: { min: number; max: number };
  /** Namespaces in which game servers run; each has to be there before. */
  gameServerNamespaces: string[];
  /** Pods of each part. A single controller is no failover: for clusters on which nobody plays. */
  replicas: { controller: number; extensions: number; allocator: number };
  /**
   * Game servers, sets and fleets that the controller works on at once, of each kind. They get in each other's way: with
   * the chart's 100 an update of a GameServer fails 9 times before it succeeds, with 8 once, and fleets grow faster.
   * @default 8
   */
  numWorkers?: number;
  /** Nodes for all of Agones' pods. On a cluster without such nodes: no selector, no toleration. */
  placement: Placement;
  allocator: {
    /**
     * How long allocations are collected before they are answered, milliseconds; also the shortest time in which one is
     * answered. More saves the API server requests under load. The chart's 500 is long for a matchmaker.
     * @default 50
     */
    batchWaitMilliseconds?: number;
    exposure: AllocatorExposure;
  };
  /** Agones' ping service, by which clients measure their latency to the region. @default none */
  ping?: { replicas: number; exposure: PingExposure };
  /** What Agones logs, in the words of its chart. @default "info" */
  logLevel?: LogLevel;
  /** Feature gates that differ from Agones' defaults; a change counts as an upgrade. @default none */
  featureGates?: Record<string, boolean>;
}

export type LogLevel = "fatal" | "error" | "warning" | "info" | "debug" | "trace";

export type AllocatorExposure =
  /** Reached from its own cluster only. */
  | { kind: "cluster-ip" }
  /** A network load balancer in the public subnets, its name made by external-dns. */
  | {
      kind: "load-balancer";
      host: pulumi.Input<string>;
      /** From where it may be reached; all others do not even see its certificate. One at least. */
      sourceCidrs: pulumi.Input<string[]>;
    };

export type PingExposure =
  | { kind: "cluster-ip" }
  /** A network load balancer for each protocol, open to all; their names are made by external-dns. */
  | { kind: "load-balancer"; hosts: { http: pulumi.Input<string>; udp: pulumi.Input<string> } };

type Part = keyof typeof AGONES_PODS;

/**
 * Memory as measured (resident, MB; one process each):
 *
 * | game servers | controller | extensions | allocator | ping |
 * | ------------ | ---------- | ---------- | --------- | ---- |
 * | 2,000        | 173        | 102        | 94        | 16   |
 * | 10,000       | 531        | 254        | 254       | 16   |
 *
 * Requests hold 2,000 servers, limits more than twice what 10,000 take. CPU has no limit: it is what bounds how fast
 * fleets grow and servers are allocated, and the parts have nodes of their own.
 */
const RESOURCES: Record<Part, object> = {
  controller: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "1280Mi" } },
  extensions: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "640Mi" } },
  allocator: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "640Mi" } },
  ping: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
};

/**
 * The sidecar of every game server; part of what each needs of its node. The CPU is the chart's own number. A limit on
 * it would delay health pings, a memory limit keeps a leak from the game on its node.
 */
const SDK_SIDECAR = { cpuRequest: "30m", cpuLimit: 0, memoryRequest: "32Mi", memoryLimit: "128Mi" };

/** One pod more than wanted instead of one less: webhooks and allocators answer throughout an upgrade. */
const ROLLING_UPDATE = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };

/**
 * Values of Agones' chart, version 1.60. No private key is among them. Numbers are safe: Pulumi hands them to Helm as
 * floats, as the chart's own values.yaml is read, so that templates compare like with like (`helm --set` does not).
 *
 * @param caBundle what the API server trusts when it calls webhooks and the allocation API
 */
export function chartValues(args: ChartValuesArgs, caBundle: pulumi.Input<string>) {
  const { gamePorts, replicas, allocator, ping, logLevel = "info" } = args;
  const batchWait = `${allocator.batchWaitMilliseconds ?? 50}ms`;
  return {
    gameservers: {
      namespaces: args.gameServerNamespaces,
      minPort: gamePorts.min,
      maxPort: gamePorts.max,
    },
    agones: {
      // "auto" asks the cluster, and knows no cloud but Google's.
      cloudProduct: "generic",
      featureGates: featureGates(args.featureGates ?? {}),
      crds: {
        // Fleets of this program are gone before Agones, so its hook would only find what others made, and its image
        // is fixed in the chart: where that cannot be pulled, nothing could be destroyed.
        cleanupOnDelete: false,
      },
      metrics: {
        // One way for all: the chart's ServiceMonitor would add every label of a pod to every series.
        serviceMonitor: { enabled: false },
        prometheusServiceDiscovery: false,
      },
      controller: {
        ...part("controller", replicas.controller, args),
        // Only several controllers elect a leader. A second one beside a single one would make servers twice.
        updateStrategy: replicas.controller > 1 ? ROLLING_UPDATE : { type: "Recreate" },
        numWorkers: args.numWorkers ?? 8,
        logLevel,
        // Logs go to the container's output alone; the chart would write 10 GB of them to the node's disk.
        persistentLogs: false,
        // Of the webhooks: what the API server trusts stands here, the key in a Secret of ours.
        generateTLS: false,
        disableSecret: true,
        tlsCert: caBundle,
      },
      extensions: {
        ...part("extensions", replicas.extensions, args),
        updateStrategy: ROLLING_UPDATE,
        logLevel,
        persistentLogs: false,
        generateTLS: false,
        disableSecret: true,
        // Of the allocation API in the cluster, which the extensions serve.
        allocationBatchWaitTime: batchWait,
      },
      allocator: {
        ...part("allocator", replicas.allocator, args),
        updateStrategy: ROLLING_UPDATE,
        logLevel,
        allocationBatchWaitTime: batchWait,
        // Secrets of ours, see agones.ts.
        disableSecretCreation: true,
        generateTLS: false,
        generateClientTLS: false,
        service: {
          name: ALLOCATOR_SERVICE,
          // REST on the same port would put a multiplexer in front of gRPC.
          http: { enabled: false },
          ...allocatorService(allocator.exposure),
        },
      },
      ping:
        ping === undefined
          ? { install: false }
          : {
              install: true,
              ...part("ping", ping.replicas, args),
              updateStrategy: ROLLING_UPDATE,
              http: pingService(ping.exposure, "http"),
              udp: pingService(ping.exposure, "udp"),
            },
      image: {
        ...(args.imageRegistry !== undefined && { registry: args.imageRegistry }),
        sdk: SDK_SIDECAR,
      },
    },
  };
}

/** As the chart takes them: a query string. */
function featureGates(gates: Record<string, boolean>): string {
  return Object.entries(gates)
    .map(([gate, on]) => `${gate}=${on}`)
    .toSorted()
    .join("&");
}

/** What all parts have in common. */
function part(name: Part, replicas: number, { placement }: ChartValuesArgs) {
  return {
    replicas,
    resources: RESOURCES[name],
    nodeSelector: placement.nodeSelector,
    tolerations: placement.tolerations,
    topologySpreadConstraints: spread(AGONES_PODS[name]),
    pdb: disruptionBudget(name, replicas),
  };
}

/**
 * One node's end is not a part's end, and rather not one zone's either. A node that takes no pods does not count, or a
 * drained node's pods would wait for it; nor do pods of another revision, or an update would wait for the old ones.
 */
function spread(matchLabels: object) {
  const constraint = (topologyKey: string, whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway") => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels },
    nodeTaintsPolicy: "Honor",
    matchLabelKeys: ["pod-template-hash"],
  });
  return [
    constraint("topology.kubernetes.io/zone", "ScheduleAnyway"),
    constraint("kubernetes.io/hostname", "DoNotSchedule"),
  ];
}

/**
 * One pod at a time is drained. The chart's minAvailable: 1 would keep the node of a single pod from ever being
 * drained; and as its template takes 0 for "not given", that is written as a percentage.
 */
function disruptionBudget(name: Part, replicas: number) {
  return {
    // Controller and extensions have theirs always.
    ...((name === "allocator" || name === "ping") && { enabled: true }),
    minAvailable: replicas > 1 ? replicas - 1 : "0%",
  };
}

function allocatorService(exposure: AllocatorExposure) {
  if (exposure.kind === "cluster-ip") return { serviceType: "ClusterIP" };
  return {
    serviceType: "LoadBalancer",
    loadBalancerSourceRanges: sourceRanges(exposure.sourceCidrs),
    annotations: loadBalancer(exposure.host, {
      // Pods see the load balancer's addresses in the public subnets, which is what their NetworkPolicy allows. Who may
      // come in is decided before, by the load balancer's security group.
      "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes":
        "preserve_client_ip.enabled=false",
    }),
  };
}

function sourceRanges(sourceCidrs: pulumi.Input<string[]>): pulumi.Input<string[]> {
  return Array.isArray(sourceCidrs) ? oneAtLeast(sourceCidrs) : pulumi.output(sourceCidrs).apply(oneAtLeast);
}

/** Without any, a load balancer is open to all. */
function oneAtLeast(sourceCidrs: string[]): string[] {
  if (sourceCidrs.length > 0) return sourceCidrs;
  throw new pulumi.RunError(
    "the allocator's load balancer has no source CIDR, which would open it to everybody; name one in agones.allocator.sourceCidrs",
  );
}

function pingService(exposure: PingExposure, protocol: "http" | "udp") {
  if (exposure.kind === "cluster-ip") return { serviceType: "ClusterIP" };
  return { serviceType: "LoadBalancer", annotations: loadBalancer(exposure.hosts[protocol]) };
}

/**
 * A network load balancer by the AWS Load Balancer Controller, which takes Services of type "external"; Kubernetes' own
 * controller leaves them alone. The chart cannot name a load balancer class, the usual way to say so. The type must
 * never change on a Service that is there: its load balancer would stay behind.
 */
const loadBalancer = (host: pulumi.Input<string>, more: Record<string, string> = {}) => ({
  "service.beta.kubernetes.io/aws-load-balancer-type": "external",
  "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
  "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
  "service.beta.kubernetes.io/aws-load-balancer-attributes": "load_balancing.cross_zone.enabled=true",
  "external-dns.alpha.kubernetes.io/hostname": host,
  ...more,
});
