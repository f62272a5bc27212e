import { describe, expect, test } from "@jest/globals";
import { chartValues, type ChartValuesArgs } from "./chart-values.ts";

const PLAIN: ChartValuesArgs = {
  gamePorts: { min: 7000, max: 8000 },
  gameServerNamespaces: ["game-servers"],
  replicas: { controller: 2, extensions: 2, allocator: 3 },
  placement: {
    nodeSelector: { "agones.dev/agones-system": "true" },
    tolerations: [{ key: "agones.dev/agones-system", value: "true", effect: "NoExecute" }],
  },
  allocator: { exposure: { kind: "cluster-ip" } },
};

const LOAD_BALANCER: ChartValuesArgs["allocator"] = {
  exposure: {
    kind: "load-balancer",
    host: "allocator.eu-west-1.play.example.com",
    sourceCidrs: ["192.0.2.1/32", "192.0.2.2/32"],
  },
};

const PING_LOAD_BALANCER: ChartValuesArgs["ping"] = {
  replicas: 2,
  exposure: {
    kind: "load-balancer",
    hosts: { http: "ping.eu-west-1.play.example.com", udp: "ping-udp.eu-west-1.play.example.com" },
  },
};

const valuesOf = (changes: Partial<ChartValuesArgs> = {}) => chartValues({ ...PLAIN, ...changes }, "ca pem");

const agonesOf = (changes: Partial<ChartValuesArgs> = {}) => valuesOf(changes).agones;

const ROLLING_UPDATE = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };

const spreadOf = (matchLabels: object) =>
  Object.entries({
    "topology.kubernetes.io/zone": "ScheduleAnyway",
    "kubernetes.io/hostname": "DoNotSchedule",
  }).map(([topologyKey, whenUnsatisfiable]) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels },
    nodeTaintsPolicy: "Honor",
    matchLabelKeys: ["pod-template-hash"],
  }));

test("all values, for a region whose allocator only its own cluster reaches", () => {
  expect(valuesOf()).toEqual({
    gameservers: { namespaces: ["game-servers"], minPort: 7000, maxPort: 8000 },
    agones: {
      cloudProduct: "generic",
      featureGates: "",
      crds: { cleanupOnDelete: false },
      metrics: { serviceMonitor: { enabled: false }, prometheusServiceDiscovery: false },
      controller: {
        replicas: 2,
        resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { memory: "1280Mi" } },
        ...PLAIN.placement,
        topologySpreadConstraints: spreadOf({ "agones.dev/role": "controller" }),
        pdb: { minAvailable: 1 },
        updateStrategy: ROLLING_UPDATE,
        numWorkers: 8,
        logLevel: "info",
        persistentLogs: false,
        generateTLS: false,
        disableSecret: true,
        tlsCert: "ca pem",
      },
      extensions: {
        replicas: 2,
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "640Mi" } },
        ...PLAIN.placement,
        topologySpreadConstraints: spreadOf({ "agones.dev/role": "extensions" }),
        pdb: { minAvailable: 1 },
        updateStrategy: ROLLING_UPDATE,
        logLevel: "info",
        persistentLogs: false,
        generateTLS: false,
        disableSecret: true,
        allocationBatchWaitTime: "50ms",
      },
      allocator: {
        replicas: 3,
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "640Mi" } },
        ...PLAIN.placement,
        topologySpreadConstraints: spreadOf({ "multicluster.agones.dev/role": "allocator" }),
        pdb: { enabled: true, minAvailable: 2 },
        updateStrategy: ROLLING_UPDATE,
        logLevel: "info",
        allocationBatchWaitTime: "50ms",
        disableSecretCreation: true,
        generateTLS: false,
        generateClientTLS: false,
        service: { name: "agones-allocator", http: { enabled: false }, serviceType: "ClusterIP" },
      },
      ping: { install: false },
      image: { sdk: { cpuRequest: "30m", cpuLimit: 0, memoryRequest: "32Mi", memoryLimit: "128Mi" } },
    },
  });
});

describe("replicas", () => {
  test("a single controller elects no leader, so its successor waits until it is gone", () => {
    const replicas = { controller: 1, extensions: 1, allocator: 1 };
    const { controller, extensions, allocator } = agonesOf({ replicas });
    expect(controller.updateStrategy).toEqual({ type: "Recreate" });
    expect([extensions.updateStrategy, allocator.updateStrategy]).toEqual([ROLLING_UPDATE, ROLLING_UPDATE]);
  });

  test("a single pod does not keep its node from being drained", () => {
    const replicas = { controller: 1, extensions: 1, allocator: 1 };
    const { controller, extensions, allocator } = agonesOf({ replicas });
    expect([controller.pdb, extensions.pdb, allocator.pdb]).toEqual([
      { minAvailable: "0%" },
      { minAvailable: "0%" },
      { enabled: true, minAvailable: "0%" },
    ]);
  });
});

test("on a cluster without nodes of Agones' own nothing is selected or tolerated", () => {
  const { controller, extensions, allocator } = agonesOf({
    placement: { nodeSelector: {}, tolerations: [] },
  });
  for (const { nodeSelector, tolerations } of [controller, extensions, allocator])
    expect({ nodeSelector, tolerations }).toEqual({ nodeSelector: {}, tolerations: [] });
});

describe("the allocator behind a load balancer", () => {
  test("may be reached by gRPC from the given addresses, under its name", () => {
    expect(agonesOf({ allocator: LOAD_BALANCER }).allocator.service).toEqual({
      name: "agones-allocator",
      http: { enabled: false },
      serviceType: "LoadBalancer",
      loadBalancerSourceRanges: ["192.0.2.1/32", "192.0.2.2/32"],
      annotations: {
        "service.beta.kubernetes.io/aws-load-balancer-type": "external",
        "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
        "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
        "service.beta.kubernetes.io/aws-load-balancer-attributes": "load_balancing.cross_zone.enabled=true",
        "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes":
          "preserve_client_ip.enabled=false",
        "external-dns.alpha.kubernetes.io/hostname": "allocator.eu-west-1.play.example.com",
      },
    });
  });

  test("is never open to everybody by an empty list", () => {
    const exposure = { kind: "load-balancer" as const, host: "allocator.example.com", sourceCidrs: [] };
    expect(() => valuesOf({ allocator: { exposure } })).toThrow(
      "the allocator's load balancer has no source CIDR, which would open it to everybody; name one in agones.allocator.sourceCidrs",
    );
  });
});

describe("ping", () => {
  test("is not installed by default", () => {
    expect(agonesOf().ping).toEqual({ install: false });
  });

  test("in its own cluster only", () => {
    const { ping } = agonesOf({ ping: { replicas: 2, exposure: { kind: "cluster-ip" } } });
    expect(ping).toEqual({
      install: true,
      replicas: 2,
      resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "64Mi" } },
      ...PLAIN.placement,
      topologySpreadConstraints: spreadOf({ "agones.dev/role": "ping" }),
      pdb: { enabled: true, minAvailable: 1 },
      updateStrategy: ROLLING_UPDATE,
      http: { serviceType: "ClusterIP" },
      udp: { serviceType: "ClusterIP" },
    });
  });

  test("by network load balancers, because a classic one has no UDP", () => {
    const annotations = (host: string) => ({
      "service.beta.kubernetes.io/aws-load-balancer-type": "external",
      "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
      "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
      "service.beta.kubernetes.io/aws-load-balancer-attributes": "load_balancing.cross_zone.enabled=true",
      "external-dns.alpha.kubernetes.io/hostname": host,
    });
    expect(agonesOf({ ping: PING_LOAD_BALANCER }).ping).toMatchObject({
      http: { serviceType: "LoadBalancer", annotations: annotations("ping.eu-west-1.play.example.com") },
      udp: { serviceType: "LoadBalancer", annotations: annotations("ping-udp.eu-west-1.play.example.com") },
    });
  });
});

test("settings reach the chart", () => {
  const { controller, extensions, allocator, featureGates, image } = agonesOf({
    numWorkers: 16,
    allocator: { batchWaitMilliseconds: 100, exposure: { kind: "cluster-ip" } },
    logLevel: "debug",
    featureGates: { PlayerTracking: true, CountsAndLists: false },
    imageRegistry: "mirror.example.com/agones",
  });
  expect(controller.numWorkers).toBe(16);
  expect([extensions.allocationBatchWaitTime, allocator.allocationBatchWaitTime]).toEqual(["100ms", "100ms"]);
  expect([controller.logLevel, extensions.logLevel, allocator.logLevel]).toEqual(["debug", "debug", "debug"]);
  expect(featureGates).toBe("CountsAndLists=false&PlayerTracking=true");
  expect(image.registry).toBe("mirror.example.com/agones");
});

// What the chart's defaults, or a first attempt, get wrong.
describe("mistakes that are not made", () => {
  const every = Object.entries(agonesOf({ ping: PING_LOAD_BALANCER, allocator: LOAD_BALANCER })).flatMap(
    ([name, part]) => (typeof part === "object" && "resources" in part ? [{ name, part }] : []),
  );

  test("the four parts are looked at", () => {
    expect(every.map(({ name }) => name)).toEqual(["controller", "extensions", "allocator", "ping"]);
  });

  test.each(every)("$name has requests, a memory limit and no CPU limit", ({ part }) => {
    expect(part.resources).toEqual({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
  });

  test.each(every)("$name is replaced without a gap", ({ part }) => {
    expect(part.updateStrategy).toEqual(ROLLING_UPDATE);
  });

  test.each(every)("$name keeps running while nodes are drained", ({ part, name }) => {
    expect(part.pdb.minAvailable).toBe(part.replicas - 1);
    expect("enabled" in part.pdb).toBe(name === "allocator" || name === "ping");
  });

  test.each(every)("$name runs on Agones' nodes", ({ part }) => {
    expect({ nodeSelector: part.nodeSelector, tolerations: part.tolerations }).toEqual(PLAIN.placement);
  });

  test("the chart makes no certificate and no Secret, so no preview differs from the last", () => {
    const { controller, extensions, allocator } = agonesOf();
    expect([controller.generateTLS, extensions.generateTLS]).toEqual([false, false]);
    expect([controller.disableSecret, extensions.disableSecret]).toEqual([true, true]);
    expect(allocator).toMatchObject({
      generateTLS: false,
      generateClientTLS: false,
      disableSecretCreation: true,
    });
  });

  test("no private key is among the values", () => {
    expect(JSON.stringify(valuesOf())).not.toMatch(/tlsKey|PRIVATE KEY/);
  });

  test("an allocation does not wait 500 ms", () => {
    const { extensions, allocator } = agonesOf();
    expect([extensions.allocationBatchWaitTime, allocator.allocationBatchWaitTime]).toEqual(["50ms", "50ms"]);
  });

  test("logs do not fill nodes' disks", () => {
    const { controller, extensions } = agonesOf();
    expect([controller.persistentLogs, extensions.persistentLogs]).toEqual([false, false]);
  });
});
