import type * as pulumi from "@pulumi/pulumi";
import type { Taint } from "../placement.ts";

/** The parts of Karpenter's NodePool (karpenter.sh/v1) that gameplane sets. */
export interface NodePoolSpec {
  template: {
    metadata: { labels: Record<string, string> };
    spec: {
      nodeClassRef: { group: "karpenter.k8s.aws"; kind: "EC2NodeClass"; name: string };
      requirements: { key: string; operator: "In"; values: string[] }[];
      taints: Taint[];
      /** How long a node lives, by age alone. */
      expireAfter: "Never";
    };
  };
  /** Quantities as text: the API server makes text of numbers, which would show as a change. */
  limits: { nodes: string; cpu: string };
  disruption: {
    consolidationPolicy: "WhenEmpty";
    /** How long a node must have been empty: `10m`. */
    consolidateAfter: string;
    /** How many nodes may go at once for each reason; the smallest budget that names the reason counts. */
    budgets: { nodes: string; reasons: DisruptionReason[] }[];
  };
}

export type DisruptionReason = "Empty" | "Drifted" | "Underutilized";

/** The parts of Karpenter's EC2NodeClass (karpenter.k8s.aws/v1) that gameplane sets. */
export interface EC2NodeClassSpec {
  amiFamily: "AL2023" | "Bottlerocket";
  amiSelectorTerms: { ssmParameter: string }[];
  /** Name of an instance profile, the alternative to a role from which Karpenter would make profiles by itself. */
  instanceProfile: pulumi.Input<string>;
  subnetSelectorTerms: { id: pulumi.Input<string> }[];
  securityGroupSelectorTerms: { id: pulumi.Input<string> }[];
  associatePublicIPAddress: boolean;
  metadataOptions: {
    httpEndpoint: "enabled";
    httpProtocolIPv6: "disabled";
    httpPutResponseHopLimit: number;
    httpTokens: "required";
  };
  blockDeviceMappings: {
    deviceName: string;
    ebs: { volumeType: "gp3"; volumeSize: string; encrypted: boolean; deleteOnTermination: boolean };
  }[];
  detailedMonitoring: boolean;
  kubelet: { maxPods: number };
  tags: Record<string, string>;
}
