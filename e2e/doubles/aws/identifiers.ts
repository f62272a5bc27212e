import { createHash, randomBytes, randomInt } from "node:crypto";
import type { PropertyMap, PropertyValue } from "../wire.ts";
import { isList, isMap } from "../wire.ts";

/** An id as EC2 gives it since 2018: a prefix and 17 hexadecimal digits. */
export const ec2Id = (prefix: string): string => `${prefix}-${hex(17)}`;

export const hex = (digits: number): string =>
  randomBytes(Math.ceil(digits / 2))
    .toString("hex")
    .slice(0, digits);

/** Upper case and digits, as ids of IAM, Route 53. */
export const capitals = (length: number): string =>
  Array.from({ length }, () => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(randomInt(32))).join("");

/** What the provider makes of an id of several parts, such as a route's. */
export const shortHash = (text: string): string =>
  String(createHash("sha256").update(text).digest().readUInt32BE(0));

/** Addresses of the double's internet: the three documentation ranges of RFC 5737. */
export function publicAddress(index: number): string {
  const ranges = ["198.51.100", "203.0.113", "192.0.2"];
  return `${ranges[Math.floor(index / 254) % ranges.length] ?? ""}.${(index % 254) + 1}`;
}

/** Errors of EC2 for an id that is not there, by the id's prefix. */
export const NOT_FOUND: Record<string, { code: string; what: string }> = {
  vpc: { code: "InvalidVpcID.NotFound", what: "vpc ID" },
  subnet: { code: "InvalidSubnetID.NotFound", what: "subnet ID" },
  sg: { code: "InvalidGroup.NotFound", what: "security group" },
  eipalloc: { code: "InvalidAllocationID.NotFound", what: "allocation ID" },
  igw: { code: "InvalidInternetGatewayID.NotFound", what: "internetGateway ID" },
  eigw: { code: "InvalidGatewayID.NotFound", what: "eigw ID" },
  nat: { code: "NatGatewayNotFound", what: "NatGateway" },
  rtb: { code: "InvalidRouteTableID.NotFound", what: "routeTable ID" },
  lt: { code: "InvalidLaunchTemplateId.NotFoundException", what: "launch template" },
};

const EC2_ID = new RegExp(`^(${Object.keys(NOT_FOUND).join("|")})-([0-9a-f]{8}|[0-9a-f]{17})$`);

/** The prefix of an EC2 id of a kind that the double makes. */
export const ec2Prefix = (value: string): string | undefined => EC2_ID.exec(value)?.[1];

/** Whether an ARN is of something in the account that the double makes; AWS's own policies and ECR's are foreign. */
export const isOwnArn = (value: string, account: string): boolean =>
  new RegExp(`^arn:aws[\\w-]*:(iam|kms|logs|sqs|eks):[\\w-]*:${account}:`).test(value);

/** Inputs whose texts are people's. */
const PROSE = ["tags", "tagSpecifications", "labels", "description", "comment"];

/** Every text in the inputs that may refer to something, with the input that it is in. */
export function* textsIn(inputs: PropertyMap): Generator<{ property: string; text: string }> {
  for (const [property, value] of Object.entries(inputs).filter(([name]) => !PROSE.includes(name)))
    for (const text of textsOf(value)) yield { property, text };
}

function* textsOf(value: PropertyValue): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isList(value)) for (const item of value) yield* textsOf(item);
  else if (isMap(value)) for (const item of Object.values(value)) yield* textsOf(item);
}
