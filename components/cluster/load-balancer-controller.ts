import type * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { atomicRelease, type HelmChart } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { LOAD_BALANCER_CONTROLLER_STATEMENTS } from "./load-balancer-controller-policy.ts";
import { podIdentityRole } from "./pod-identity.ts";

/** A Service of type LoadBalancer gets a network load balancer of this controller's only if it names this class. */
export const LOAD_BALANCER_CLASS = "service.k8s.aws/nlb";

const NAME = "aws-load-balancer-controller";
const NAMESPACE = "kube-system";

export interface LoadBalancerControllerArgs {
  clusterName: pulumi.Input<string>;
  /** AWS region of the cluster. */
  region: string;
  /** VPC of the cluster; the controller cannot ask a node for it, whose metadata is one network hop too far. */
  vpcId: pulumi.Input<string>;
  /** Where the chart comes from, and its exact version. */
  chart: HelmChart;
  /** The last word on children. @default children as they are */
  transform?: {
    release?: Transform<k8s.helm.v3.ReleaseArgs>;
    role?: Transform<aws.iam.RoleArgs>;
  };
}

/**
 * The AWS Load Balancer Controller, which makes load balancers for Services and Ingresses, with its role. It needs
 * nodes, and has to outlive every Service and Ingress: what it made in AWS nobody else removes.
 *
 * Costs nothing itself but room on the nodes: 0.2 vCPU and 256 MiB.
 *
 * @example
 * new LoadBalancerController("load-balancer-controller", {
 *   clusterName: cluster.name,
 *   region: "eu-west-1",
 *   vpcId: network.vpcId,
 *   chart: settings.charts.awsLoadBalancerController,
 * }, { providers: { aws: provider, kubernetes: cluster.provider }, dependsOn: [systemPool, addons] });
 */
export class LoadBalancerController extends pulumi.ComponentResource {
  /** Wait for it before making a Service of `LOAD_BALANCER_CLASS` or an Ingress. */
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: LoadBalancerControllerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:cluster:LoadBalancerController", name, {}, opts);
    const identity = createIdentity(this, args);
    this.release = createRelease(this, args, identity);
    this.registerOutputs({});
  }
}

function createIdentity(parent: pulumi.Resource, args: LoadBalancerControllerArgs): pulumi.Resource[] {
  const identity = podIdentityRole(
    NAME,
    {
      clusterName: args.clusterName,
      namespace: NAMESPACE,
      serviceAccount: NAME,
      statements: LOAD_BALANCER_CONTROLLER_STATEMENTS,
      transform: args.transform?.role,
    },
    { parent },
  );
  return identity.all;
}

function createRelease(
  parent: pulumi.Resource,
  args: LoadBalancerControllerArgs,
  identity: pulumi.Resource[],
): k8s.helm.v3.Release {
  return new k8s.helm.v3.Release(
    ...transformed<k8s.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform?.release,
      NAME,
      {
        ...atomicRelease(args.chart, {
          name: NAME,
          namespace: NAMESPACE,
          timeoutSeconds: 600,
          values: chartValues(args),
        }),
        // Helm installs the chart's CRDs once and never upgrades them.
        skipCrds: false,
      },
      // Installed with its rights, and they outlive it: it removes finalizers and load balancers to the end.
      { parent, dependsOn: identity },
    ),
  );
}

function chartValues(args: LoadBalancerControllerArgs): Record<string, unknown> {
  return {
    clusterName: args.clusterName,
    region: args.region,
    vpcId: args.vpcId,
    replicaCount: 2,
    // The chart makes none by default.
    podDisruptionBudget: { maxUnavailable: 1 },
    priorityClassName: "system-cluster-critical",
    serviceAccount: { create: true, name: NAME },
    resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    // Otherwise each upgrade makes new webhook certificates, and calls fail until all replicas have them.
    keepTLSSecret: true,
    // It would claim Services that name no class, and refuse every new Service of any kind while no replica answers.
    enableServiceMutatorWebhook: false,
  };
}
