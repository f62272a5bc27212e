import { describe, expect, it } from "@jest/globals";
import { gibibytes, volumeCharges } from "./volume.ts";

const COUNT = { minimum: 1, buffer: 2, maximum: 10 };
const PLAIN = { iops: undefined, mibPerSecond: undefined };

const keysAndAmounts = (volume: Parameters<typeof volumeCharges>[0]) =>
  volumeCharges(volume, "of nodes", COUNT, "eu-west-1").map(({ key, quantity }) => [key, quantity.maximum]);

describe("volumeCharges", () => {
  it("is the size of each", () => {
    expect(volumeCharges({ type: "gp3", gib: 50, ...PLAIN }, "of nodes", COUNT, "eu-west-1")).toStrictEqual([
      {
        what: "EBS gp3 of nodes",
        key: "ebs gp3",
        region: "eu-west-1",
        quantity: { minimum: 50, buffer: 100, maximum: 500 },
      },
    ]);
  });

  it.each([
    [3000, 125, []],
    [
      3001,
      126,
      [
        ["ebs gp3 iops", 10],
        ["ebs gp3 throughput", 10],
      ],
    ],
    [
      16000,
      1000,
      [
        ["ebs gp3 iops", 130_000],
        ["ebs gp3 throughput", 8750],
      ],
    ],
  ])("charges gp3 for more than %d IOPS and %d MiB/s alone", (iops, mibPerSecond, extra) => {
    expect(keysAndAmounts({ type: "gp3", gib: 10, iops, mibPerSecond })).toStrictEqual([
      ["ebs gp3", 100],
      ...extra,
    ]);
  });

  it("charges io2 for all IOPS, and gp2 for none", () => {
    expect(keysAndAmounts({ type: "io2", gib: 10, iops: 100, mibPerSecond: undefined })).toStrictEqual([
      ["ebs io2", 100],
      ["ebs io2 iops", 1000],
    ]);
    expect(keysAndAmounts({ type: "gp2", gib: 10, iops: 100, mibPerSecond: 500 })).toStrictEqual([
      ["ebs gp2", 100],
    ]);
  });

  it.each([
    ["a size", { type: "gp3", gib: undefined }],
    ["a type", { type: "[unknown]", gib: 10 }],
  ])("has no price without %s", (_, volume) => {
    expect(volumeCharges({ ...volume, ...PLAIN }, "of nodes", COUNT, "eu-west-1")).toMatchObject([
      { key: null, unit: "volume", quantity: COUNT },
    ]);
  });
});

describe("gibibytes", () => {
  it.each([
    [50, 50],
    ["50Gi", 50],
    ["1Ti", 1024],
    ["512Mi", 0.5],
    ["[unknown]", undefined],
    [undefined, undefined],
  ])("reads %p as %p", (size, expected) => {
    expect(gibibytes(size)).toBe(expected);
  });
});
