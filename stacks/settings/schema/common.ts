import { flag, group, named, secret, someOf, text, wholeNumber, listOf } from "./setting.ts";
import { isCidr } from "../cidr.ts";
import { z } from "zod";

/** Regions of AWS's commercial partition: ARNs and registry hosts of others read differently. */
export const AWS_REGION = /^(?!cn-|us-gov-|us-iso)[a-z]{2}(-[a-z]+)+-\d$/;

/** An IPv4 CIDR whose address is the network's own: `10.16.0.0/16`, not `10.16.0.1/16`. */
export const cidr = (description: string) =>
  z.string().refine(isCidr).meta({ description, allowed: "an IPv4 CIDR such as 10.16.0.0/16" });

export const cidrs = (description: string) =>
  listOf(z.string().refine(isCidr), "a list of IPv4 CIDRs such as [203.0.113.0/24]", description);

export const awsRegion = (description: string) =>
  text(AWS_REGION, "an AWS region such as eu-west-1", description);

/** Retentions that CloudWatch Logs knows. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export const retentionDays = (description: string) =>
  z.union(RETENTION_DAYS.map((days) => z.literal(days))).meta({
    description,
    unit: "days",
    allowed: `one of CloudWatch Logs' retentions, ${RETENTION_DAYS.join(", ")} days`,
  });

export const account = text(
  /^\d{12}$/,
  'an AWS account id of 12 digits, quoted: "111122223333"',
  "The only AWS account in which this stack may act; every AWS provider refuses another.",
);

export const production = flag(
  "Players depend on this stack: two zones at least, no sessions on spot capacity, what holds state is protected.",
).default(false);

export const protect = flag({
  description:
    "Refuse to delete or replace what holds state (cluster, keys, zones, address of the NAT gateways).",
  defaultText: "the value of production",
}).optional();

export const tags = group(
  {
    owner: text(
      /^[\w .@-]{1,128}$/,
      "a team or address of up to 128 letters, digits, spaces or .@_-",
      "Team that answers for this stack; tag `owner`.",
    ).default("platform"),
    costCentre: text(
      /^[\w .@-]{1,128}$/,
      "a name of up to 128 letters, digits, spaces or .@_-",
      "Tag `cost-centre`.",
    ).default("games"),
    extra: named(
      /^[A-Za-z][\w.:/-]{0,127}$/,
      "tag keys of up to 128 letters, digits or .:/_- that begin with a letter",
      text(
        /^[\w .:/=+@-]{0,256}$/,
        "a tag value of up to 256 letters, digits, spaces or .:/=+@_-",
        "Further default tags of every AWS resource.",
      ),
      "Further default tags of every AWS resource.",
    ).default({}),
  },
  "Default tags of every AWS resource, beside `environment`, `region` and `stack`.",
);

export const secrets = named(
  /^[A-Za-z][\w-]{0,62}$/,
  "names of up to 63 letters, digits, - or _ that begin with a letter",
  secret("A secret of this stack; an environment's reach its regions as a secret output."),
  "Secrets by name, each set with `pulumi config set --secret --path gameplane:secrets.NAME`.",
).default({});

export const gamePorts = group(
  {
    min: wholeNumber(1024, 65535, "First host port that Agones hands to game servers.").default(7000),
    max: wholeNumber(1024, 65535, "Last host port that Agones hands to game servers.").default(8000),
    sourceCidrs: someOf(
      z.string().refine(isCidr),
      "a list of IPv4 CIDRs such as [203.0.113.0/24]",
      "From where players may reach the game ports.",
    ).default(["0.0.0.0/0"]),
  },
  "The ports on which players reach game servers: one range for Agones, the security group and node tuning.",
);

export const chart = (
  description: string,
  defaults: { repository: string; chart: string; version: string },
) =>
  group(
    {
      repository: text(
        /^(https|oci):\/\/\S+$/,
        "an https:// or oci:// address",
        "Chart repository, or the registry of a mirror.",
      ).default(defaults.repository),
      chart: text(
        /^[a-z0-9][\w./-]*$/,
        "a chart name such as karpenter",
        "Name of the chart in the repository.",
      ).default(defaults.chart),
      version: text(
        /^v?\d+\.\d+\.\d+([-+].+)?$/,
        "an exact chart version such as 1.2.3",
        "Exact version of the chart.",
      ).default(defaults.version),
    },
    description,
  ).prefault({});
