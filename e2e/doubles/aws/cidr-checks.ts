import ipaddr from "ipaddr.js";
import { text } from "../wire.ts";
import { AwsRefusal } from "./api-error.ts";
import type { Scope } from "./kind.ts";
import { isZoneOf, zoneIdOf } from "./zones.ts";

/** Sizes that EC2 allows: VPC user guide, "VPC CIDR blocks" and "Subnet CIDR blocks". */
const LARGEST = 16;
const SMALLEST = 28;

export function verifyVpc({ inputs }: Scope): void {
  const cidr = text(inputs.cidrBlock);
  const { prefix } = ipv4(cidr, "cidrBlock");
  if (prefix < LARGEST || prefix > SMALLEST)
    throw new AwsRefusal("InvalidVpc.Range", `The CIDR '${cidr}' is invalid.`);
}

export function verifySubnet({ account, region, inputs }: Scope): void {
  const zoneId = zoneIdOf(region, inputs);
  if (!isZoneOf(region, zoneId))
    throw new AwsRefusal(
      "InvalidParameterValue",
      `Value (${zoneId}) for parameter availabilityZoneId is invalid.`,
    );
  const cidr = text(inputs.cidrBlock);
  const { prefix } = ipv4(cidr, "cidrBlock");
  const vpc = account.get(region, "aws:ec2/vpc:Vpc", text(inputs.vpcId));
  if (prefix < LARGEST || prefix > SMALLEST || !within(cidr, text(vpc?.inputs.cidrBlock)))
    throw new AwsRefusal("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  for (const other of account.ofType("aws:ec2/subnet:Subnet", region)) {
    if (other.inputs.vpcId === inputs.vpcId && overlap(cidr, text(other.inputs.cidrBlock)))
      throw new AwsRefusal("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);
  }
}

/** Whether one block holds the other. */
export const within = (inner: string, outer: string): boolean => {
  const [address, prefix] = ipaddr.parseCIDR(inner);
  const [network, length] = ipaddr.parseCIDR(outer);
  return address.kind() === network.kind() && prefix >= length && address.match(network, length);
};

/** Two blocks overlap where one is within the other. */
export const overlap = (a: string, b: string): boolean => within(a, b) || within(b, a);

function ipv4(cidr: string, parameter: string): { prefix: number } {
  if (!ipaddr.IPv4.isValidCIDR(cidr))
    throw new AwsRefusal(
      "InvalidParameterValue",
      `Value (${cidr}) for parameter ${parameter} is invalid. This is not a valid CIDR block.`,
    );
  return { prefix: ipaddr.IPv4.parseCIDR(cidr)[1] };
}
