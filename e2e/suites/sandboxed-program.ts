import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../testbed/temporary-folder.ts";

/** A folder in which kwok's own program stands for an image of Agones': a static program with an HTTP server. */
export function programsFolder(binaries: string): { bin: string } & Disposable {
  const bin = temporaryFolder("programs");
  symlinkSync(join(binaries, "kwok"), join(bin, "agones-ping"));
  return { bin, [Symbol.dispose]: () => rmSync(bin, { recursive: true, force: true }) };
}

/**
 * A Deployment of that program behind a load balancer. It uses what the node stand-in has to provide: a ServiceAccount's
 * token, a ConfigMap's file, an environment variable in its arguments, a probe.
 */
export function programManifests(namespace: string, replicas: number): object[] {
  const labels = { app: "program" };
  const metadata = { name: "program", namespace, labels };
  return [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: `program-${namespace}` },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: "program", namespace }],
    },
    { apiVersion: "v1", kind: "ConfigMap", metadata, data: { "stages.yaml": STAGES } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: {
        replicas,
        selector: { matchLabels: labels },
        strategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: { metadata: { labels }, spec: podSpec() },
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { type: "LoadBalancer", selector: labels, ports: [{ port: 80, targetPort: "http" }] },
    },
  ];
}

function podSpec(): object {
  return {
    serviceAccountName: "program",
    securityContext: { runAsUser: 1234 },
    containers: [
      {
        name: "program",
        image: "registry.example/agones-ping:1",
        env: [{ name: "PORT", value: "8080" }],
        args: [
          "--config=/config/stages.yaml",
          "--server-address=0.0.0.0:$(PORT)",
          "--manage-all-nodes=false",
          "--manage-nodes-with-annotation-selector=example.dev/none=none",
        ],
        ports: [{ name: "http", containerPort: 8080 }],
        readinessProbe: { httpGet: { path: "/healthz", port: "http" } },
        volumeMounts: [{ name: "config", mountPath: "/config" }],
      },
    ],
    volumes: [{ name: "config", configMap: { name: "program" } }],
  };
}

/** A stage that no object meets: without one the program ends. */
const STAGES = JSON.stringify({
  apiVersion: "kwok.x-k8s.io/v1alpha1",
  kind: "Stage",
  metadata: { name: "never" },
  spec: {
    resourceRef: { apiGroup: "v1", kind: "Node" },
    selector: { matchExpressions: [{ key: ".metadata.name", operator: "In", values: ["none"] }] },
    next: { statusTemplate: "phase: Running" },
  },
});
