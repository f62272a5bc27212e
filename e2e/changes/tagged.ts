// What carries a tag in the region of aws.ts, when its last step begins.
import type { Kind, Operation } from "./operation.ts";
import { update } from "./operation.ts";

/** For each of the zones. */
const zonal = (...names: string[]) =>
  names.flatMap((name) =>
    ["use1-az1", "use1-az2", "use1-az4"].map((zone) => (name === "" ? zone : `${name}-${zone}`)),
  );

const TAGGED: [Kind, string[]][] = [
  ["AccessEntry", ["deploy-38a6e1", "on-call-78a98b", "platform-1f58c1", "support-a9c74d"]],
  [
    "Addon",
    ["aws-ebs-csi-driver", "coredns", "eks-pod-identity-agent", "kube-proxy", "metrics-server", "vpc-cni"],
  ],
  ["Cluster", ["cluster-eksCluster"]],
  ["DefaultSecurityGroup", ["default"]],
  ["FlowLog", ["flow-logs"]],
  ["InternetGateway", ["internet"]],
  ["Key", ["secrets"]],
  ["LogGroup", ["control-plane", "flow-logs"]],
  ["NatGateway", zonal("")],
  [
    "NodeGroup",
    ["agones-1-136f9b", "system-1-8cade2", ...zonal("game-2-0ee758", "gpu-1-2a0fb9", "metrics-1-53cb6f")],
  ],
  [
    "PodIdentityAssociation",
    ["aws-load-balancer-controller", "cluster-autoscaler", "ebs-csi", "external-dns", "vpc-cni"],
  ],
  [
    "Role",
    [
      "aws-load-balancer-controller",
      "cluster",
      "cluster-autoscaler",
      "ebs-csi",
      "external-dns",
      "flow-logs",
      "node",
      "vpc-cni",
    ],
  ],
  ["RouteTable", ["control-plane", "public", ...zonal("private")]],
  ["SecurityGroup", ["endpoints", "game", "nodes"]],
  ["SecurityGroupEgressRule", ["game-0.0.0.0-0", "nodes-all", "nodes-ipv6"]],
  [
    "SecurityGroupIngressRule",
    [
      "endpoints-https",
      "game-tcp-0.0.0.0-0",
      "game-udp-0.0.0.0-0",
      "nodes-agones",
      "nodes-external-metrics",
      "nodes-kubelet",
      "nodes-metrics-server",
      "nodes-webhook-9443",
    ],
  ],
  ["Subnet", zonal("control-plane", "game", "private", "public")],
  ["Vpc", ["vpc"]],
  ["VpcEndpoint", ["ec2", "ecr.api", "ecr.dkr", "kms", "logs", "s3", "sts"]],
];

/** A default tag of the provider reaches each of them in place. */
export const everythingTagged = (): Operation[] =>
  TAGGED.flatMap(([kind, names]) => names.map((name) => update(kind, name, "tagsAll")));
