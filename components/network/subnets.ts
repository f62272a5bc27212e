// Where the subnets of a VPC lie. No Pulumi in here: settings use the plan to check a region's capacity.
import ipaddr from "ipaddr.js";

export type SubnetKind = "game" | "private" | "public" | "controlPlane";

export interface PlannedSubnet {
  zoneId: string;
  cidr: string;
  /** Position of the zone in its list; decides the address range, so a zone is appended, never inserted. */
  index: number;
}

export type SubnetPlan = Record<SubnetKind, PlannedSubnet[]>;

/** What a subnet of a kind holds. */
export interface SubnetRoom {
  /** Addresses that interfaces can take. */
  addresses: number;
  /** Whole /28 blocks that prefix delegation can take, each 16 pod addresses, while nothing else is in them. */
  prefixes: number;
}

/** Zones that a plan has room for. */
export const MAX_ZONES = 4;

/** Addresses that AWS keeps in every subnet: its first four and its last. */
const RESERVED_ADDRESSES = 5;

/** One VPC as numbers: its first address, how many it has, and its prefix length. */
interface Vpc {
  first: number;
  size: number;
  prefix: number;
}

/**
 * Where a kind begins, as a share of the VPC, and how long its subnets' prefix is in a VPC of prefix P:
 *
 *     kind          begins at          each       of a /16   of a /18
 *     game          0                  /(P+3)     /19        /21
 *     private       1/2                /(P+4)     /20        /22
 *     public        3/4                /24        /24        /24
 *     control plane the last /24       /28        /28        /28
 *
 * Public subnets hold load balancers and NAT gateways only. What lies between them and the last /24 is spare.
 */
const LAYOUT: Record<SubnetKind, { begin: (vpc: Vpc) => number; prefix: (vpc: Vpc) => number }> = {
  game: { begin: () => 0, prefix: (vpc) => vpc.prefix + 3 },
  private: { begin: (vpc) => vpc.size / 2, prefix: (vpc) => vpc.prefix + 4 },
  public: { begin: (vpc) => (vpc.size * 3) / 4, prefix: () => 24 },
  controlPlane: { begin: (vpc) => vpc.size - 256, prefix: () => 28 },
};

/**
 * The subnets of a VPC. Each one's range depends on the VPC and on its zone's position alone, so a zone that
 * is appended moves no other subnet.
 */
export function planSubnets(cidr: string, zoneIds: string[], controlPlaneZoneIds: string[]): SubnetPlan {
  const vpc = parseVpc(cidr);
  checkZones("zoneIds", zoneIds, 1);
  checkZones("controlPlaneZoneIds", controlPlaneZoneIds, 2);
  const place = (kind: SubnetKind, zones: string[]) =>
    zones.map((zoneId, index) => ({ zoneId, cidr: rangeOf(vpc, kind, index), index }));
  return {
    game: place("game", zoneIds),
    private: place("private", zoneIds),
    public: place("public", zoneIds),
    controlPlane: place("controlPlane", controlPlaneZoneIds),
  };
}

/** What one subnet of each kind holds in a VPC of this size. */
export function subnetAddresses(cidr: string): Record<SubnetKind, SubnetRoom> {
  const vpc = parseVpc(cidr);
  const room = (kind: SubnetKind): SubnetRoom => {
    const size = 2 ** (32 - LAYOUT[kind].prefix(vpc));
    // The first and the last /28 of a subnet hold reserved addresses.
    return { addresses: size - RESERVED_ADDRESSES, prefixes: Math.max(0, size / 16 - 2) };
  };
  return {
    game: room("game"),
    private: room("private"),
    public: room("public"),
    controlPlane: room("controlPlane"),
  };
}

function parseVpc(cidr: string): Vpc {
  const valid = ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr);
  const [address, prefix] = valid ? ipaddr.IPv4.parseCIDR(cidr) : [undefined, 0];
  if (address === undefined || prefix < 16 || prefix > 18) {
    throw new Error(`cidr ${cidr} is not an IPv4 range from /16 to /18; give one such as 10.16.0.0/16`);
  }
  const network = ipaddr.IPv4.networkAddressFromCIDR(cidr).toString();
  if (network !== address.toString()) {
    throw new Error(`cidr ${cidr} does not begin at its own network address; give ${network}/${prefix}`);
  }
  const first = address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return { first, size: 2 ** (32 - prefix), prefix };
}

function checkZones(arg: string, zoneIds: string[], least: number): void {
  if (zoneIds.length < least || zoneIds.length > MAX_ZONES) {
    throw new Error(`${arg} holds ${zoneIds.length} zones; give ${least} to ${MAX_ZONES}`);
  }
  const twice = zoneIds.find((zoneId, index) => zoneIds.indexOf(zoneId) !== index);
  if (twice !== undefined) throw new Error(`${arg} holds ${twice} twice; name each zone once`);
}

function rangeOf(vpc: Vpc, kind: SubnetKind, index: number): string {
  const prefix = LAYOUT[kind].prefix(vpc);
  const first = vpc.first + LAYOUT[kind].begin(vpc) + index * 2 ** (32 - prefix);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}
