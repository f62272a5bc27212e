import { testStackRule } from "../testing/test-rule.ts";
import { vpcCidrDisjoint } from "./vpc-cidr-disjoint.ts";

const VPC = "aws:ec2/vpc:Vpc";
const vpc = (cidrBlock?: string) => ({ type: VPC, props: { cidrBlock } });
const further = (cidrBlock?: string) => ({
  type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
  props: { cidrBlock },
});
const office = (cidr: string, name = "office") => ({ others: [{ name, cidr }] });

testStackRule(vpcCidrDisjoint, {
  compliant: () => ({
    games: vpc("10.16.0.0/16"),
    cluster: { type: "eks:index:Cluster", props: { kubernetesServiceIpAddressRange: "172.20.0.0/16" } },
  }),
  passes: {
    "neighbours on both sides": {
      settings: { others: [...office("10.15.0.0/16").others, ...office("10.17.0.0/16").others] },
    },
    "a second VPC beside it": { add: { tools: vpc("10.17.0.0/16") } },
    "a further range beside it": { add: { pods: further("10.17.0.0/16") } },
    "a further range that IPAM chooses": { add: { pods: further() } },
    "an environment's list, in which the stack finds itself": { settings: office("10.16.0.0/16", "test") },
    "a range that IPAM chooses": { set: { "games.cidrBlock": undefined }, settings: office("0.0.0.0/0") },
    "Services that EKS places": {
      set: { "cluster.kubernetesServiceIpAddressRange": undefined, "games.cidrBlock": "172.20.0.0/16" },
    },
    "a property of the other kind of cluster": {
      set: { "cluster.kubernetesNetworkConfig": { serviceIpv4Cidr: "10.16.0.0/16" } },
    },
  },
  fails: {
    "a second VPC in the same range": {
      add: { tools: vpc("10.16.0.0/16") },
      finds: "tools cidrBlock: 10.16.0.0/16",
    },
    "a second VPC within the range": {
      add: { tools: vpc("10.16.255.0/24") },
      finds: "tools cidrBlock: 10.16.255.0/24",
    },
    "a second VPC around the range": {
      add: { tools: vpc("10.0.0.0/8") },
      finds: "tools cidrBlock: 10.0.0.0/8",
    },
    "a third VPC, in the ranges of both": {
      add: { tools: vpc("10.17.0.0/16"), all: vpc("10.16.0.0/15") },
      finds: ["all cidrBlock: 10.16.0.0/15", "all cidrBlock: 10.16.0.0/15"],
    },
    "a further range in a VPC's": {
      add: { pods: further("10.16.128.0/17") },
      finds: "pods cidrBlock: 10.16.128.0/17",
    },
    "a VPC in another's further range": {
      add: { pods: further("100.64.0.0/16"), tools: vpc("100.64.0.0/20") },
      finds: "tools cidrBlock: 100.64.0.0/20",
    },
    "two further ranges that are one": {
      add: { pods: further("100.64.0.0/16"), more: further("100.64.0.0/16") },
      finds: "more cidrBlock: 100.64.0.0/16",
    },
    "a further range of a VPC that is elsewhere, in another network": {
      without: ["games", "cluster"],
      add: { pods: further("100.64.0.0/16") },
      settings: office("100.64.0.0/10"),
      finds: "pods cidrBlock: 100.64.0.0/16",
    },
    "the Services in a further range": {
      add: { pods: further("172.20.0.0/18") },
      finds: "pods cidrBlock: 172.20.0.0/18",
    },
    "another network": { settings: office("10.16.128.0/17"), finds: "games cidrBlock: 10.16.0.0/16" },
    "another network around it": { settings: office("10.0.0.0/8"), finds: "games cidrBlock: 10.16.0.0/16" },
    "the Services of a component's cluster": {
      set: { "cluster.kubernetesServiceIpAddressRange": "10.16.240.0/20" },
      finds: "games cidrBlock: 10.16.0.0/16",
    },
    "the Services of AWS's cluster": {
      without: ["cluster"],
      add: {
        plain: {
          type: "aws:eks/cluster:Cluster",
          props: { kubernetesNetworkConfig: { serviceIpv4Cidr: "10.0.0.0/12" } },
        },
      },
      set: { "games.cidrBlock": "10.15.0.0/16" },
      finds: "games cidrBlock: 10.15.0.0/16",
    },
    "a VPC within the Services": {
      set: { "games.cidrBlock": "172.20.128.0/18" },
      finds: "games cidrBlock: 172.20.128.0/18",
    },
  },
  unknown: ["games.cidrBlock", "cluster.kubernetesServiceIpAddressRange"],
});

testStackRule(vpcCidrDisjoint, {
  compliant: () => ({
    games: vpc("10.16.0.0/16"),
    plain: {
      type: "aws:eks/cluster:Cluster",
      props: { kubernetesNetworkConfig: { serviceIpv4Cidr: "172.20.0.0/16" } },
    },
  }),
  fails: {
    "the Services in the VPC": {
      set: { "plain.kubernetesNetworkConfig.serviceIpv4Cidr": "10.16.0.0/20" },
      finds: "games cidrBlock: 10.16.0.0/16",
    },
  },
  unknown: ["plain.kubernetesNetworkConfig", "plain.kubernetesNetworkConfig.serviceIpv4Cidr"],
});

testStackRule(vpcCidrDisjoint, {
  compliant: () => ({ games: vpc("10.16.0.0/16"), pods: further("100.64.0.0/16") }),
  fails: {
    "the VPC in the further range": {
      set: { "games.cidrBlock": "100.64.0.0/16" },
      finds: "pods cidrBlock: 100.64.0.0/16",
    },
  },
  unknown: ["games.cidrBlock", "pods.cidrBlock"],
});
