import type * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { atomicRelease, type HelmChart } from "../helm-chart.ts";
import { partitionOf } from "../nodes/partition.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { podIdentityRole } from "./pod-identity.ts";

const NAME = "external-dns";
const NAMESPACE = "kube-system";

export interface ExternalDnsArgs {
  clusterName: pulumi.Input<string>;
  /** AWS region of the cluster. */
  region: string;
  /** The one Route 53 zone in which it makes records. */
  zoneId: pulumi.Input<string>;
  /** Domains of that zone: records are made for names below them and for nothing else. One at least. */
  domains: pulumi.Input<string>[];
  /** Where the chart comes from, and its exact version. */
  chart: HelmChart;
  /** The last word on children. @default children as they are */
  transform?: {
    release?: Transform<k8s.helm.v3.ReleaseArgs>;
    role?: Transform<aws.iam.RoleArgs>;
  };
}

/**
 * external-dns, with its role: makes a DNS record for every Service of type LoadBalancer with the annotation
 * `external-dns.alpha.kubernetes.io/hostname`, and removes it after the Service. A TXT record beside each says that it
 * is this cluster's, so that clusters may share a zone.
 *
 * It has to outlive those Services, and by some seconds: it removes a record when it sees that its Service is gone.
 * So something that takes a while to delete should come between, such as a namespace that depends on it.
 *
 * One pod, as it elects no leader; while it is moved, records stay as they are.
 *
 * Costs nothing itself but room on the nodes: 0.02 vCPU and 64 MiB.
 *
 * @example
 * new ExternalDns("external-dns", {
 *   clusterName: cluster.name,
 *   region: "eu-west-1",
 *   zoneId: environment.zoneId,
 *   domains: ["eu-west-1.play.example.com"],
 *   chart: settings.charts.externalDns,
 * }, { providers: { aws: provider, kubernetes: cluster.provider }, dependsOn: [systemPool, addons] });
 */
export class ExternalDns extends pulumi.ComponentResource {
  /** Wait for it before making a Service whose record it shall remove again. */
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: ExternalDnsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:cluster:ExternalDns", name, {}, opts);
    checkDomains(args);
    const identity = createIdentity(this, args);
    this.release = createRelease(this, args, identity);
    this.registerOutputs({});
  }
}

function checkDomains({ domains }: ExternalDnsArgs): void {
  if (domains.length > 0) return;
  throw new Error("domains is empty, which would give external-dns the whole zone; name one domain at least");
}

function createIdentity(parent: pulumi.Resource, args: ExternalDnsArgs): pulumi.Resource[] {
  const identity = podIdentityRole(
    NAME,
    {
      clusterName: args.clusterName,
      namespace: NAMESPACE,
      serviceAccount: NAME,
      statements: statements(args),
      transform: args.transform?.role,
    },
    { parent },
  );
  return identity.all;
}

function statements({ region, zoneId, domains }: ExternalDnsArgs): aws.iam.PolicyStatement[] {
  const zone = pulumi.interpolate`arn:${partitionOf(region)}:route53:::hostedzone/${zoneId}`;
  return [
    {
      Sid: "FindTheZone",
      Effect: "Allow",
      // Cannot be narrowed to a zone.
      Resource: "*",
      Action: "route53:ListHostedZones",
    },
    { Sid: "ReadTheZone", Effect: "Allow", Resource: zone, Action: "route53:ListResourceRecordSets" },
    {
      Sid: "ChangeRecordsBelowTheDomains",
      Effect: "Allow",
      Resource: zone,
      Action: "route53:ChangeResourceRecordSets",
      Condition: {
        "ForAllValues:StringLike": {
          // The TXT records' names are those of the others with a word in front: they are below the domains too.
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": domains.map(
            (domain) => pulumi.interpolate`*.${domain}`,
          ),
        },
      },
    },
  ];
}

function createRelease(
  parent: pulumi.Resource,
  args: ExternalDnsArgs,
  identity: pulumi.Resource[],
): k8s.helm.v3.Release {
  return new k8s.helm.v3.Release(
    ...transformed<k8s.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform?.release,
      NAME,
      atomicRelease(args.chart, {
        name: NAME,
        namespace: NAMESPACE,
        timeoutSeconds: 600,
        values: chartValues(args),
      }),
      // Installed with its rights, and they outlive it: it removes records to the end.
      { parent, dependsOn: identity },
    ),
  );
}

function chartValues(args: ExternalDnsArgs): Record<string, unknown> {
  return {
    provider: { name: "aws" },
    // Pods cannot ask the metadata service for it: its hop limit is 1.
    env: [{ name: "AWS_REGION", value: args.region }],
    sources: ["service"],
    // Removes records too; the chart's default only adds.
    policy: "sync",
    registry: "txt",
    txtOwnerId: args.clusterName,
    domainFilters: args.domains,
    extraArgs: [
      pulumi.interpolate`--zone-id-filter=${args.zoneId}`,
      // The zone is above the domains.
      "--aws-zone-match-parent",
      // Without it, it would keep all pods of the cluster in memory.
      "--service-type-filter=LoadBalancer",
      // A Service's end shows at once, so that its record goes before this pod does.
      "--min-event-sync-interval=1s",
    ],
    triggerLoopOnEvent: true,
    // For what events missed.
    interval: "1m",
    serviceAccount: { create: true, name: NAME },
    priorityClassName: "system-cluster-critical",
    resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
  };
}
