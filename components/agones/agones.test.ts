import { expect, test } from "@jest/globals";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { record } from "../../preview/record.ts";
import { recorded } from "../cluster/cluster-fixture.ts";
import { providerOf, wired } from "../environment/environment-fixture.ts";
import { Agones, type AgonesArgs } from "./agones.ts";
import { chartValues } from "./chart-values.ts";

const ARGS: AgonesArgs = {
  chart: { repository: "https://agones.dev/chart/stable", chart: "agones", version: "1.60.0" },
  gamePorts: { min: 7000, max: 8000 },
  gameServerNamespaces: ["game-servers"],
  replicas: { controller: 2, extensions: 2, allocator: 3 },
  placement: { nodeSelector: {}, tolerations: [] },
  allocator: {
    exposure: { kind: "cluster-ip" },
    server: { certificate: "server pem", privateKey: "key pem" },
    clientCaCertificates: "ca pem",
  },
  webhookCertificates: { validityDays: 180, renewBeforeDays: 75 },
};

async function recordAgones(changes: Partial<AgonesArgs> = {}) {
  return recorded(
    await record(() => {
      const kubernetes = new k8s.Provider("kubernetes", { kubeconfig: "" });
      const providers = { kubernetes, tls: new tls.Provider("tls") };
      new Agones("agones", { ...ARGS, ...changes }, { providers });
    }),
  );
}

const SECRETS = ["Secret agones-cert", "Secret allocator-client-ca", "Secret allocator-tls"];
const CERTIFICATES = [
  "CertRequest webhooks",
  "LocallySignedCert webhooks",
  "PrivateKey authority-1",
  "PrivateKey webhooks",
  "SelfSignedCert authority-1",
];

test("makes exactly this, by the providers it was given", async () => {
  const { keys, find } = await recordAgones();
  expect(keys).toEqual([...CERTIFICATES, "PodMonitor agones", "Release agones", ...SECRETS].toSorted());
  for (const key of keys)
    expect(providerOf(find(key))).toBe(CERTIFICATES.includes(key) ? "tls" : "kubernetes");
});

test("installs the pinned chart, or goes back to what worked", async () => {
  const { inputs, find } = await recordAgones();
  expect(inputs("Release agones")).toEqual({
    name: "agones",
    namespace: "agones-system",
    chart: "agones",
    version: "1.60.0",
    repositoryOpts: { repo: "https://agones.dev/chart/stable" },
    atomic: true,
    timeout: 900,
    maxHistory: 5,
    compat: "true",
    values: chartValues(ARGS, "[unknown]"),
  });
  // The API server trusts the authority, so Helm sees nothing of a renewed certificate, and of keys nothing at all.
  expect(wired(find("Release agones"), "values")).toEqual(["SelfSignedCert authority-1"]);
});

test("Secrets have the names and keys that the chart's pods look for", async () => {
  const files: Record<string, string[]> = {};
  const { find, inputs } = await recordAgones({
    transform: {
      secret: ({ stringData }, _opts, name) => (files[name] = Object.keys(stringData ?? {})),
    },
  });
  expect(files).toEqual({
    "agones-cert": ["server.crt", "server.key"],
    "allocator-tls": ["tls.crt", "tls.key"],
    "allocator-client-ca": ["ca.crt"],
  });
  const types = {
    "agones-cert": "Opaque",
    "allocator-tls": "kubernetes.io/tls",
    "allocator-client-ca": "Opaque",
  };
  for (const [name, type] of Object.entries(types)) {
    expect(inputs(`Secret ${name}`)).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name, namespace: "agones-system" },
      type,
      stringData: "[secret]",
    });
  }
  expect(wired(find("Secret agones-cert"), "stringData")).toEqual([
    "LocallySignedCert webhooks",
    "PrivateKey webhooks",
  ]);
});

test("pods find their Secrets, and keep them to the end", async () => {
  const { waitsFor } = await recordAgones();
  expect(waitsFor("Release agones")).toEqual([...SECRETS, "SelfSignedCert authority-1"]);
});

test("controller, extensions and allocator are all scraped", async () => {
  const { inputs, waitsFor } = await recordAgones();
  expect(inputs("PodMonitor agones")).toEqual({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name: "agones", namespace: "agones-system" },
    spec: {
      selector: { matchLabels: { app: "agones", release: "agones" } },
      podMetricsEndpoints: [{ port: "http", path: "/metrics" }],
    },
  });
  expect(waitsFor("PodMonitor agones")).toEqual(["Release agones"]);
});

test("a load balancer's name and addresses may be outputs, and make nothing else of the values unknown", async () => {
  const exposure = {
    kind: "load-balancer" as const,
    host: pulumi.output("allocator.example.com"),
    sourceCidrs: pulumi.output(["192.0.2.1/32"]),
  };
  const { inputs } = await recordAgones({ allocator: { ...ARGS.allocator, exposure } });
  expect(inputs("Release agones").values).toEqual(
    chartValues(
      {
        ...ARGS,
        allocator: {
          exposure: { kind: "load-balancer", host: "allocator.example.com", sourceCidrs: ["192.0.2.1/32"] },
        },
      },
      "[unknown]",
    ),
  );
});

test("transforms reach the release, the Secrets and the PodMonitor", async () => {
  const { inputs } = await recordAgones({
    transform: {
      release: { timeout: 60 },
      secret: (args) => (args.metadata = { name: "mine" }),
      podMonitor: (args) => (args.metadata = { name: "mine" }),
    },
  });
  expect(inputs("Release agones")).toMatchObject({ timeout: 60, version: "1.60.0" });
  expect(inputs("Secret agones-cert").metadata).toEqual({ name: "mine" });
  expect(inputs("PodMonitor agones").metadata).toEqual({ name: "mine" });
});
