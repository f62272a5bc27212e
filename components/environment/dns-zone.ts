import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface DnsZoneArgs {
  /** Domain of the zone, such as play.example.com. */
  zone: string;
  /** Whether the parent domain points at the zone's name servers; a warning says what to do while it does not. */
  delegated: boolean;
  /** Refuses to delete or replace the zone; another zone has other name servers. @default false */
  protect?: boolean;
  /** The last word on children. @default children as they are */
  transform?: { zone?: Transform<aws.route53.ZoneArgs> };
}

/**
 * The environment's public Route 53 zone, in which regions make their records.
 *
 * Monthly cost at list prices: 0.50 USD, and 0.40 USD per million queries.
 *
 * @example
 * const dns = new DnsZone("dns", { zone: "play.example.com", delegated: false }, { providers: { aws: provider } });
 */
export class DnsZone extends pulumi.ComponentResource {
  readonly zoneId: pulumi.Output<string>;
  /** What the parent domain's NS record for the zone must hold. */
  readonly nameServers: pulumi.Output<string[]>;

  constructor(name: string, args: DnsZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:environment:DnsZone", name, {}, opts);
    const zone = createZone(this, args);
    if (!args.delegated) askForDelegation(zone, args);

    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}

function createZone(parent: pulumi.Resource, args: DnsZoneArgs): aws.route53.Zone {
  return new aws.route53.Zone(
    ...transformed<aws.route53.ZoneArgs, pulumi.CustomResourceOptions>(
      args.transform?.zone,
      "zone",
      {
        name: args.zone,
        comment: "Records of gameplane regions",
        // Records that others made keep the zone from being deleted.
        forceDestroy: false,
      },
      { parent, ...(args.protect && { protect: true }) },
    ),
  );
}

/** The warning is there at the first preview too, the name servers once Route 53 has given them. */
function askForDelegation(zone: aws.route53.Zone, args: DnsZoneArgs): void {
  void pulumi.log.warn(
    `${args.zone} is not delegated yet, so its names do not resolve and nothing waits for DNS validation: ` +
      `make an NS record for ${args.zone} in its parent domain with this zone's name servers, then set dns.delegated: true`,
    zone,
  );
  zone.nameServers.apply((servers) => void pulumi.log.info(`name servers: ${servers.join(" ")}`, zone));
}
