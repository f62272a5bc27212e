// What the tests of this folder share: a plain network, recorded offline.
import * as aws from "@pulumi/aws";
import { record } from "../../preview/record.ts";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { Network, type NetworkArgs } from "./network.ts";

export const PLAIN: NetworkArgs = {
  region: "eu-west-1",
  account: "111122223333",
  clusterName: "prod",
  cidr: "10.16.0.0/16",
  zoneIds: ["euw1-az1", "euw1-az2"],
  controlPlaneZoneIds: ["euw1-az1", "euw1-az2"],
  nat: "per-zone",
  interfaceEndpoints: ["ecr.api", "sts"],
  flowLogRetentionDays: 30,
  ipv6: false,
  gamePorts: { min: 7000, max: 8000, sourceCidrs: ["0.0.0.0/0"] },
};

export interface Recorded {
  /** Resources of the network's own, by `Type name`: `Subnet game-euw1-az1`. */
  resources: Map<string, RecordedResource>;
  /** The inputs of one; fails the test where it is not there. */
  inputs: (key: string) => RecordedResource["inputs"];
  /** Which resources an input comes from, as `Type name`. */
  wired: (key: string, property: string) => string[];
  /** Keys of a type, sorted. */
  keys: (type: string) => string[];
}

let plain: Promise<Recorded> | undefined;

/** Records the plain network with some args changed; the unchanged one is recorded once. */
export function recordNetwork(
  changes?: Partial<NetworkArgs>,
  see?: (network: Network) => void,
): Promise<Recorded> {
  if (changes === undefined) return (plain ??= recordAfresh({}));
  return recordAfresh(changes, see);
}

async function recordAfresh(
  changes: Partial<NetworkArgs>,
  see?: (network: Network) => void,
): Promise<Recorded> {
  const recorded = await record(() => {
    const provider = new aws.Provider("aws", { region: "eu-west-1" });
    const network = new Network("network", { ...PLAIN, ...changes }, { providers: { aws: provider } });
    see?.(network);
  });
  const resources = new Map(recorded.map((resource) => [keyOf(resource.urn), resource]));
  const find = (key: string) => {
    const resource = resources.get(key);
    if (resource === undefined) throw new Error(`no ${key} among ${[...resources.keys()].join(", ")}`);
    return resource;
  };
  return {
    resources,
    inputs: (key) => find(key).inputs,
    wired: (key, property) =>
      (find(key).options.propertyDependencies?.[property] ?? []).map(keyOf).toSorted(),
    keys: (type) => [...resources.keys()].filter((key) => key.startsWith(`${type} `)).toSorted(),
  };
}

/** `urn:pulumi:test::gameplane::...$aws:ec2/subnet:Subnet::a` is `Subnet a`. */
export function keyOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split(":").at(-1) ?? ""} ${name}`;
}
