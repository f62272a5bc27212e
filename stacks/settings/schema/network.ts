import { z } from "zod";
import { cidr, retentionDays } from "./common.ts";
import { flag, group, listOf, oneOf, wholeNumber } from "./setting.ts";

const ZONE_ID = z.string().regex(/^[a-z]{2,4}\d-az\d+$/);

/** Services whose traffic can stay within the VPC; names as in `com.amazonaws.<region>.<name>`. */
const ENDPOINTS = [
  "ecr.api",
  "ecr.dkr",
  "sts",
  "ec2",
  "logs",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "autoscaling",
  "sqs",
  "kms",
  "ssm",
] as const;

export const network = group(
  {
    cidr: cidr(
      "Address range of the VPC, /16 to /18; a region of an environment takes it from the environment's `regions`.",
    ).optional(),
    zones: wholeNumber(1, 4, "Availability zones that hold nodes.").default(2),
    zoneIds: listOf(ZONE_ID, "a list of zone ids such as [euw1-az1, euw1-az2]", {
      description:
        "Zones to use, by id, because names differ between accounts. Append only: a zone's place in the list decides its subnets. Name three where there are: the control plane takes up to three, and no other later.",
      defaultText: "the region's zones that EKS supports, in order",
    }).optional(),
    excludeZoneIds: listOf(
      ZONE_ID,
      "a list of zone ids such as [use1-az5]",
      "Zones never to use. Choose before the first up: a zone's place among those that are used decides its subnets' ranges.",
    ).default([]),
    nat: oneOf(
      ["per-zone", "single"],
      "NAT gateways: one in each zone, or one for all (cheaper; its zone's outage cuts off every private subnet).",
    ).default("single"),
    interfaceEndpoints: listOf(
      z.enum(ENDPOINTS),
      `a list of ${ENDPOINTS.join(", ")}`,
      "AWS services reached by interface endpoints within the VPC rather than through the NAT gateways.",
    ).default(["ecr.api", "ecr.dkr", "sts", "ec2", "logs"]),
    flowLogRetentionDays: retentionDays("How long VPC flow logs are kept.").default(30),
    ipv6: flag(
      "Give the VPC and its subnets IPv6 addresses beside IPv4; pods stay on IPv4 (hostPort).",
    ).default(false),
  },
  "The VPC of a region.",
).prefault({});
