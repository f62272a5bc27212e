import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { atomicRelease, type HelmChart } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import type { KeyPair } from "./certificates.ts";
import { chartValues, type ChartValuesArgs } from "./chart-values.ts";
import { AGONES_NAMESPACE } from "./names.ts";
import { WebhookCertificates, type WebhookCertificatesArgs } from "./webhook-certificates.ts";

const NAME = "agones";

export interface AgonesArgs extends ChartValuesArgs {
  /** Where the chart comes from, and its exact version. */
  chart: HelmChart;
  allocator: ChartValuesArgs["allocator"] & {
    /** The allocator's own certificate, of an `AllocatorAuthority`. */
    server: { [Part in keyof KeyPair]: pulumi.Input<string> };
    /** Certificates of the authorities whose clients may allocate, PEM, one after the other. */
    clientCaCertificates: pulumi.Input<string>;
  };
  /** Lifetimes of the webhooks' certificates. */
  webhookCertificates: WebhookCertificatesArgs;
  /** The last word on children. @default children as they are */
  transform?: {
    release?: Transform<k8s.helm.v3.ReleaseArgs>;
    secret?: Transform<k8s.core.v1.SecretArgs>;
    podMonitor?: Transform<k8s.apiextensions.CustomResourceArgs>;
  };
}

/**
 * Agones: the controller, its webhooks and allocation API (extensions), the allocator with mTLS, and the certificates of
 * both in Secrets of ours. Into the namespace `agones-system`, which has to be there, as have those of the game servers.
 *
 * - Certificates are made here or given, never by the chart, which would make others at each render. Their keys are in
 *   Secrets alone, not in Helm's values. Extensions and allocator watch these Secrets' files and take a new certificate
 *   over without a restart (Agones 1.60: pkg/util/https/server.go, cmd/allocator/main.go); the controller reads none.
 * - While the leader of the controllers is replaced, no server starts for a second or two, at most 15 seconds (its
 *   lease). Allocations and webhooks go on.
 * - The chart gives all pods but the allocator's the priority class `agones-system`, and no value changes that. On nodes
 *   of Agones' own nothing competes with them.
 * - Whatever has an Agones kind depends on `release`: without its controller no GameServer loses its finalizer.
 *
 * Monthly cost: none beside its nodes (0.6 vCPU and 0.75 GiB are requested by default), but for a load balancer about
 * 16 USD and what passes through it.
 *
 * @example
 * const agones = new Agones("agones", {
 *   chart: settings.charts.agones,
 *   gamePorts: { min: 7000, max: 8000 },
 *   gameServerNamespaces: ["game-servers"],
 *   replicas: { controller: 2, extensions: 2, allocator: 3 },
 *   placement: { nodeSelector: { "agones.dev/agones-system": "true" }, tolerations: [AGONES_TAINT] },
 *   allocator: {
 *     exposure: { kind: "cluster-ip" },
 *     server: authority.server("dev"),
 *     clientCaCertificates: authority.caCertificates,
 *   },
 *   webhookCertificates: { validityDays: 180, renewBeforeDays: 75 },
 * }, { providers: { kubernetes: cluster.provider, tls: provider }, dependsOn: [namespaces, loadBalancerController] });
 */
export class Agones extends pulumi.ComponentResource {
  /** Wait for it before making a Fleet or anything else of Agones' kinds. */
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: AgonesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:agones:Agones", name, {}, opts);
    const webhooks = new WebhookCertificates("webhooks", args.webhookCertificates, { parent: this });
    const secrets = [
      createWebhookSecret(this, args, webhooks.server),
      createAllocatorSecret(this, args),
      createClientAuthorities(this, args),
    ];
    this.release = createRelease(this, args, webhooks.caCertificates, secrets);
    createPodMonitor(this, args, this.release);
    this.registerOutputs({});
  }
}

/** Mounted by extensions and controller; name and keys are the chart's, as with the next two. */
function createWebhookSecret(parent: pulumi.Resource, args: AgonesArgs, server: KeyPair): pulumi.Resource {
  return createSecret(parent, args, "agones-cert", "Opaque", {
    "server.crt": server.certificate,
    "server.key": server.privateKey,
  });
}

function createAllocatorSecret(parent: pulumi.Resource, args: AgonesArgs): pulumi.Resource {
  const { certificate, privateKey } = args.allocator.server;
  return createSecret(parent, args, "allocator-tls", "kubernetes.io/tls", {
    "tls.crt": certificate,
    "tls.key": privateKey,
  });
}

/** The allocator trusts whatever is in files that end in .crt or .pem. */
function createClientAuthorities(parent: pulumi.Resource, args: AgonesArgs): pulumi.Resource {
  return createSecret(parent, args, "allocator-client-ca", "Opaque", {
    "ca.crt": args.allocator.clientCaCertificates,
  });
}

/** The SDK keeps all of a Secret's data secret. */
function createSecret(
  parent: pulumi.Resource,
  args: AgonesArgs,
  name: string,
  type: string,
  stringData: Record<string, pulumi.Input<string>>,
): k8s.core.v1.Secret {
  return new k8s.core.v1.Secret(
    ...transformed<k8s.core.v1.SecretArgs, pulumi.CustomResourceOptions>(
      args.transform?.secret,
      name,
      { metadata: { name, namespace: AGONES_NAMESPACE }, type, stringData },
      { parent },
    ),
  );
}

function createRelease(
  parent: pulumi.Resource,
  args: AgonesArgs,
  caBundle: pulumi.Input<string>,
  secrets: pulumi.Resource[],
): k8s.helm.v3.Release {
  return new k8s.helm.v3.Release(
    ...transformed<k8s.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform?.release,
      NAME,
      atomicRelease(args.chart, {
        name: NAME,
        namespace: AGONES_NAMESPACE,
        // A load balancer included.
        timeoutSeconds: 900,
        values: chartValues(args, caBundle),
      }),
      // Pods do not start without the Secrets, and they still serve with them while they end.
      { parent, dependsOn: secrets },
    ),
  );
}

/**
 * Controller, extensions and allocator serve metrics on the port that is named http; ping has neither port nor metrics.
 */
function createPodMonitor(parent: pulumi.Resource, args: AgonesArgs, release: k8s.helm.v3.Release): void {
  const podMonitor: IPodMonitor = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PodMonitor",
    metadata: { name: NAME, namespace: AGONES_NAMESPACE },
    spec: {
      selector: { matchLabels: { app: NAME, release: NAME } },
      podMetricsEndpoints: [{ port: "http", path: "/metrics" }],
    },
  };
  new k8s.apiextensions.CustomResource(
    ...transformed<k8s.apiextensions.CustomResourceArgs, pulumi.CustomResourceOptions>(
      args.transform?.podMonitor,
      NAME,
      { ...podMonitor },
      { parent, dependsOn: [release] },
    ),
  );
}
