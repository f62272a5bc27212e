import ipaddr from "ipaddr.js";
import { z } from "zod";
import { each } from "../each.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";

const VPC = "aws:ec2/vpc:Vpc";
/** A further range of a VPC. */
const ASSOCIATION = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const AWS_CLUSTER = "aws:eks/cluster:Cluster";
const CLUSTER_COMPONENT = "eks:index:Cluster";

interface VpcProps {
  cidrBlock?: string;
}

interface ClusterProps {
  /** aws.eks.Cluster */
  kubernetesNetworkConfig?: { serviceIpv4Cidr?: string };
  /** eks.Cluster */
  kubernetesServiceIpAddressRange?: string;
}

/** Unset, EKS chooses a range of Services beside the VPC's, and IPAM a range of the VPC beside all others. */
export const vpcCidrDisjoint = stackRule({
  id: "vpc-cidr-disjoint",
  level: "mandatory",
  severity: "high",
  statement: "A VPC has addresses of its own.",
  why: "networks that share addresses can never be connected, and a VPC keeps its range for life",
  fix: "choose another `regions.*.cidr` in the environment's file, `network.cidr` or `eks.serviceCidr`",
  references: [],
  types: [VPC, ASSOCIATION],
  settings: {
    others: z
      .array(z.strictObject({ name: z.string().min(1), cidr: z.cidrv4() }))
      .default([])
      .meta({
        description:
          'ranges of other networks, as `[{ "name": "office", "cidr": "10.200.0.0/16" }]`; one that is named as the stack is its own',
      }),
  },
  check(resources, report, { others }) {
    const vpcs = resources.filter(({ type }) => type === VPC || type === ASSOCIATION);
    const clusters = resources.filter(({ type }) => type === AWS_CLUSTER || type === CLUSTER_COMPONENT);
    each(vpcs, (vpc, index) => {
      const own = rangeOf(vpc);
      if (!isCidr(own)) return;
      const neighbours = [
        ...vpcs.slice(0, index).map((other) => ({
          name: `${other.type === VPC ? "VPC" : "the further range"} ${other.name}`,
          range: () => rangeOf(other),
        })),
        ...others
          .filter(({ name }) => name !== stackOf(vpc))
          .map(({ name, cidr }) => ({ name, range: () => cidr })),
        ...clusters.map((cluster) => ({
          name: `the Services of ${cluster.name}`,
          range: () => serviceRangeOf(cluster),
        })),
      ];
      each(neighbours, ({ name, range }) => {
        const other = range();
        if (isCidr(other) && overlap(own, other))
          report(vpc, { at: "cidrBlock", found: own, wanted: `apart from ${other} of ${name}` });
      });
    });
  },
});

const rangeOf = ({ props }: Subject<VpcProps>): string => props.cidrBlock ?? "";

function serviceRangeOf({ type, props }: Subject<ClusterProps>): string {
  const range =
    type === AWS_CLUSTER
      ? props.kubernetesNetworkConfig?.serviceIpv4Cidr
      : props.kubernetesServiceIpAddressRange;
  return range ?? "";
}

/** `urn:pulumi:STACK::PROJECT::…` */
const stackOf = ({ urn }: Subject<object>): string => urn.split("::")[0]?.split(":").at(-1) ?? "";

const isCidr = (text: string): boolean => ipaddr.IPv4.isValidCIDRFourPartDecimal(text);

function overlap(a: string, b: string): boolean {
  const [[first, bits], [second, otherBits]] = [ipaddr.IPv4.parseCIDR(a), ipaddr.IPv4.parseCIDR(b)];
  return first.match(second, Math.min(bits, otherBits));
}
