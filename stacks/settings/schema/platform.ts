// What every region has of the platform, on whatever cluster.
import { chart, cidrs } from "./common.ts";
import { flag, group, named, oneOf, text, wholeNumber } from "./setting.ts";

const replicas = (standard: number, description: string) => wholeNumber(1, 20, description).default(standard);

export const agones = group(
  {
    imageRegistry: text(
      /^[a-z0-9][\w.-]*(:\d+)?(\/[\w.-]+)*$/,
      "a registry such as registry.example.com/agones",
      {
        description: "Registry of Agones' images, such as a mirror's.",
        defaultText: "the chart's own",
      },
    ).optional(),
    replicas: group(
      {
        controller: replicas(2, "Pods of the controller, of which one leads."),
        extensions: replicas(2, "Pods of the webhooks and the allocation API."),
        allocator: replicas(3, "Pods of the allocator, which matchmaking calls."),
      },
      "How many pods each part of Agones runs.",
    ).prefault({}),
    numWorkers: wholeNumber(
      1,
      256,
      "Parallel workers of the controller; with the chart's 100 it conflicts with itself 9 times for each server, with 8 once.",
    ).default(8),
    allocationBatchWaitMilliseconds: wholeNumber(10, 1000, {
      description: "How long allocations are collected before they are answered; also the shortest answer.",
      unit: "ms",
    }).default(50),
    allocator: group(
      {
        exposure: oneOf(["load-balancer", "cluster-ip"], {
          description: "Whether matchmaking in other regions can allocate here.",
          defaultText: "load-balancer in a region of an environment, else cluster-ip",
        }).optional(),
        sourceCidrs: cidrs(
          "From where else the load balancer may be reached; the home region's NAT addresses always may.",
        ).default([]),
      },
      "The service that allocates game servers (mTLS).",
    ).prefault({}),
    ping: flag("Run Agones' ping service, by which clients measure their latency to the region.").default(
      false,
    ),
    logLevel: oneOf(["fatal", "error", "warning", "info", "debug", "trace"], "What Agones logs.").default(
      "info",
    ),
    featureGates: named(
      /^[A-Z][A-Za-z]+$/,
      "names of Agones feature gates such as PlayerTracking",
      flag("Whether this feature gate is on."),
      "Agones' feature gates; changing one counts as an upgrade (docs/operations.md, 'Upgrade Agones').",
    ).default({}),
    certificates: group(
      {
        validityDays: wholeNumber(30, 397, {
          description:
            "Validity of the webhooks' certificate, and of the allocator's where no environment gives it.",
          unit: "days",
        }).default(180),
        renewBeforeDays: wholeNumber(35, 365, {
          description: "How long before its end an `up` renews one.",
          unit: "days",
        }).default(75),
      },
      "Certificates that the region makes itself.",
    ).prefault({}),
  },
  "Agones, which runs the game servers: its images, size, allocator and certificates.",
).prefault({});

export const quota = group(
  {
    gameServers: wholeNumber(1, 20000, "Most GameServers, those of an update's surge included.").default(
      5000,
    ),
    cpu: wholeNumber(1, 100_000, { description: "Most CPUs that pods request.", unit: "CPUs" }).default(8000),
    memoryGiB: wholeNumber(1, 1_000_000, {
      description: "Most memory that pods request.",
      unit: "GiB",
    }).default(16_000),
    gpus: wholeNumber(0, 10_000, { description: "Most GPUs that pods request.", unit: "GPUs" }).default(64),
    storageGiB: wholeNumber(0, 10_000_000, {
      description: "Most storage of all volumes.",
      unit: "GiB",
    }).default(20_000),
  },
  "Bounds of the namespace game-servers (ResourceQuota), so that a wrong number cannot take every node.",
).prefault({});

export const drain = flag(
  "Nobody new plays in this region: every game drains, as with its own `drain`.",
).default(false);

export const monitoring = group(
  {
    crds: flag(
      "Install the custom resource definitions of the Prometheus operator; false where the cluster has them.",
    ).default(true),
  },
  "What the region's metrics need.",
).prefault({});

/** Charts of every region. */
export const platformCharts = {
  agones: chart("Agones.", {
    repository: "https://agones.dev/chart/stable",
    chart: "agones",
    version: "1.60.0",
  }),
  prometheusOperatorCrds: chart("Custom resource definitions of the Prometheus operator.", {
    repository: "https://prometheus-community.github.io/helm-charts",
    chart: "prometheus-operator-crds",
    version: "31.0.1",
  }),
};
