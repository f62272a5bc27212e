import { z } from "zod";
import type { Sizes } from "../capacity/capacity-report.ts";
import { quantity } from "../capacity/quantity.ts";
import type { Charge } from "./charge.ts";
import { unitOf } from "./price-keys.ts";
import { times } from "./sizes.ts";

/** An EBS volume. */
export interface Volume {
  type: string;
  /** Undefined where the program does not say. */
  gib: number | undefined;
  iops: number | undefined;
  mibPerSecond: number | undefined;
}

/** What a gp3 volume has at no further price (EBS user guide, "General Purpose SSD volumes"). */
const GP3_IOPS = 3000;
const GP3_MIB_PER_SECOND = 125;

const GIB = 2 ** 30;

const amount = z.union([z.number(), z.string()]).optional().catch(undefined);

/** Size in GiB: a number of them as EC2 takes it, or a quantity as Kubernetes does. */
export const gibibytes = (size: string | number | undefined): number | undefined => {
  if (size === undefined || typeof size === "number") return size;
  const bytes = quantity(size);
  return bytes === undefined ? undefined : bytes / GIB;
};

const plain = (value: string | number | undefined) => (value === undefined ? undefined : quantity(value));

/** Block devices of a launch template or an EC2NodeClass. */
export const volumes = z
  .array(
    z.object({
      // EC2 makes a gp2 where nothing is said.
      ebs: z.object({
        volumeType: z.string().default("gp2"),
        volumeSize: amount,
        iops: amount,
        throughput: amount,
      }),
    }),
  )
  .catch([])
  .transform((devices): Volume[] =>
    devices.map(({ ebs }) => ({
      type: ebs.volumeType,
      gib: gibibytes(ebs.volumeSize),
      iops: plain(ebs.iops),
      mibPerSecond: plain(ebs.throughput),
    })),
  );

/** @param what whose volumes they are: "of nodes, pool game" */
export function volumeCharges(volume: Volume, what: string, count: Sizes, region: string): Charge[] {
  const { type, gib, iops = 0, mibPerSecond = 0 } = volume;
  const key = `ebs ${type}`;
  if (gib === undefined || unitOf(key) === undefined)
    return [
      {
        what: `EBS ${type} ${what}, of unknown size or type`,
        key: null,
        unit: "volume",
        region,
        quantity: count,
      },
    ];
  const extra = (part: string, name: string, each: number): Charge[] =>
    each > 0
      ? [{ what: `EBS ${type} ${name} ${what}`, key: `${key} ${part}`, region, quantity: times(count, each) }]
      : [];
  return [
    { what: `EBS ${type} ${what}`, key, region, quantity: times(count, gib) },
    ...(type === "gp3" ? extra("iops", "IOPS", iops - GP3_IOPS) : []),
    ...(type === "gp3" ? extra("throughput", "throughput", mibPerSecond - GP3_MIB_PER_SECOND) : []),
    ...(type === "io1" || type === "io2" ? extra("iops", "IOPS", iops) : []),
  ];
}
