import { z } from "zod";
import { chart, cidr, cidrs, retentionDays } from "./common.ts";
import { KUBERNETES_VERSIONS } from "../kubernetes-versions.ts";
import { platformCharts } from "./platform.ts";
import { flag, group, listOf, oneOf, text } from "./setting.ts";

const ROLE_ARN = z.string().regex(/^arn:aws[\w-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/);
const roles = (description: string) =>
  listOf(
    ROLE_ARN,
    "a list of IAM role or user ARNs such as [arn:aws:iam::111122223333:role/platform]",
    description,
  ).default([]);
const addon = (description: string) =>
  text(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "an add-on version such as v1.20.4-eksbuild.1", {
    description,
    defaultText: "the version tried with the Kubernetes version",
  }).optional();

export const eks = group(
  {
    version: oneOf(
      KUBERNETES_VERSIONS,
      "Kubernetes version of the control plane; the allow-list is what Agones supports.",
    ).default("1.36"),
    support: oneOf(
      ["STANDARD", "EXTENDED"],
      "What EKS does when standard support of the version ends: upgrade by itself, or bill extended support.",
    ).default("EXTENDED"),
    endpoint: group(
      {
        public: flag(
          "Whether the API server can be reached from outside the VPC; the private endpoint is always on.",
        ).default(false),
        publicCidrs: cidrs(
          "From where the public endpoint may be reached; everywhere (0.0.0.0/0) is refused.",
        ).default([]),
      },
      "The API server's endpoint.",
    ).prefault({}),
    logRetentionDays: retentionDays("How long the five control-plane logs are kept.").default(90),
    serviceCidr: cidr("Addresses of Kubernetes Services; fixed at creation.").default("172.20.0.0/16"),
    access: group(
      {
        admins: roles("IAM principals with every right in the cluster (AmazonEKSClusterAdminPolicy)."),
        deployers: roles(
          "IAM principals that may change workloads in game-servers, Fleets included, and see those elsewhere (AmazonEKSEditPolicy, AmazonEKSViewPolicy).",
        ),
        readOnly: roles("IAM principals that may look at everything but secrets (AmazonEKSViewPolicy)."),
      },
      "Who may use the cluster, as EKS access entries. Whoever creates the cluster is an admin as well.",
    ).prefault({}),
    addons: group(
      {
        vpcCni: addon("Version of vpc-cni."),
        coredns: addon("Version of coredns."),
        kubeProxy: addon("Version of kube-proxy."),
        ebsCsi: addon("Version of aws-ebs-csi-driver."),
        metricsServer: addon("Version of metrics-server."),
        podIdentityAgent: addon("Version of eks-pod-identity-agent."),
      },
      "Pinned versions of the EKS add-ons.",
    ).prefault({}),
  },
  "The EKS control plane and its add-ons.",
).prefault({});

export const charts = group(
  {
    awsLoadBalancerController: chart("The AWS Load Balancer Controller.", {
      repository: "https://aws.github.io/eks-charts",
      chart: "aws-load-balancer-controller",
      version: "3.5.0",
    }),
    clusterAutoscaler: chart("Cluster Autoscaler.", {
      repository: "https://kubernetes.github.io/autoscaler",
      chart: "cluster-autoscaler",
      version: "9.59.0",
    }),
    karpenter: chart("Karpenter.", {
      repository: "oci://public.ecr.aws/karpenter",
      chart: "karpenter",
      version: "1.14.1",
    }),
    nvidiaDevicePlugin: chart("The NVIDIA device plugin, for GPU pools.", {
      repository: "https://nvidia.github.io/k8s-device-plugin",
      chart: "nvidia-device-plugin",
      version: "0.20.0",
    }),
    externalDns: chart("ExternalDNS, which makes the allocator's DNS record.", {
      repository: "https://kubernetes-sigs.github.io/external-dns",
      chart: "external-dns",
      version: "1.21.1",
    }),
    ...platformCharts,
  },
  "Where the Helm charts come from and their exact versions.",
).prefault({});

export const nodeScaling = oneOf(
  ["cluster-autoscaler", "karpenter"],
  "What adds and removes nodes. With karpenter only the system pools are node groups.",
).default("cluster-autoscaler");
