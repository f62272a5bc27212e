import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

/** Where the API server calls pods and kubelets; it reaches them through the cluster's security group. */
const API_SERVER_PORTS = {
  agones: { port: 8081, description: "API server to Agones: webhooks and the allocation API" },
  "webhook-9443": { port: 9443, description: "API server to webhooks: load balancer controller, KEDA" },
  "external-metrics": { port: 6443, description: "API server to KEDA: external metrics API" },
  kubelet: {
    port: 10250,
    description: "API server to kubelets (logs, exec) and the webhook of the Prometheus operator",
  },
  "metrics-server": { port: 10251, description: "API server to metrics-server: resource metrics API" },
};

export interface NodeSecurityGroupArgs {
  clusterName: string;
  vpcId: pulumi.Input<string>;
  clusterSecurityGroupId: pulumi.Input<string>;
  protect: boolean;
  transform: Transform<aws.ec2.SecurityGroupArgs> | undefined;
}

/** The security group of every node, beside the cluster's, through which nodes reach each other and the API server. */
export function createNodeSecurityGroup(
  parent: pulumi.Resource,
  args: NodeSecurityGroupArgs,
): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    ...transformed<aws.ec2.SecurityGroupArgs, pulumi.CustomResourceOptions>(
      args.transform,
      "nodes",
      {
        vpcId: args.vpcId,
        description: "Nodes: API server on the ports of webhooks, metrics APIs and kubelets",
        // No tag kubernetes.io/cluster/...: the load balancer controller wants it on one group of a node only.
        tags: { Name: `${args.clusterName}-nodes` },
      },
      { parent, protect: args.protect },
    ),
  );
  for (const [name, { port, description }] of Object.entries(API_SERVER_PORTS)) {
    new aws.vpc.SecurityGroupIngressRule(
      `nodes-${name}`,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: args.clusterSecurityGroupId,
        description,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
      },
      { parent },
    );
  }
  openEgress(parent, group, "nodes-all", { cidrIpv4: "0.0.0.0/0" });
  // Where the network has no IPv6 it opens nothing.
  openEgress(parent, group, "nodes-ipv6", { cidrIpv6: "::/0" });
  return group;
}

function openEgress(
  parent: pulumi.Resource,
  group: aws.ec2.SecurityGroup,
  name: string,
  to: { cidrIpv4: string } | { cidrIpv6: string },
): void {
  new aws.vpc.SecurityGroupEgressRule(
    name,
    {
      securityGroupId: group.id,
      description: `Anything to ${Object.values(to).join()}`,
      ipProtocol: "-1",
      ...to,
    },
    { parent },
  );
}
