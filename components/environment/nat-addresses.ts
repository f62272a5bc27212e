import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface NatAddressesArgs {
  /** Addresses to keep, one for each NAT gateway of the home region. Lowering it releases the last ones. */
  count: number;
  /** Refuses to release the addresses. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: { address?: Transform<aws.ec2.EipArgs> };
}

/**
 * Elastic IPs for the home region's NAT gateways. Studios and payment partners allow-list these addresses, so
 * they belong to the environment and survive the region's cluster and network.
 *
 * Monthly cost at list prices: about 3.65 USD for each address, used or not.
 *
 * @example
 * const addresses = new NatAddresses("nat", { count: 2, protect: true }, { providers: { aws: provider } });
 */
export class NatAddresses extends pulumi.ComponentResource {
  /** What the network takes as `natAllocationIds`. */
  readonly allocationIds: pulumi.Output<string>[];
  /** What others allow-list, in the same order. */
  readonly publicIps: pulumi.Output<string>[];

  constructor(name: string, args: NatAddressesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:environment:NatAddresses", name, {}, opts);
    const addresses = Array.from({ length: args.count }, (_, index) => createAddress(this, args, index + 1));

    this.allocationIds = addresses.map((address) => address.allocationId);
    this.publicIps = addresses.map((address) => address.publicIp);
    this.registerOutputs({ allocationIds: this.allocationIds, publicIps: this.publicIps });
  }
}

function createAddress(parent: pulumi.Resource, args: NatAddressesArgs, number: number): aws.ec2.Eip {
  return new aws.ec2.Eip(
    ...transformed<aws.ec2.EipArgs, pulumi.CustomResourceOptions>(
      args.transform?.address,
      `nat-${number}`,
      { domain: "vpc", tags: { Name: `nat-${number}` } },
      { parent, ...(args.protect && { protect: true }) },
    ),
  );
}
