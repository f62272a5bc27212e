import { describe, expect, it } from "@jest/globals";
import type { Json } from "../property-values.ts";
import { claimCharges, fleetVolumeCharges } from "./claims.ts";
import { billed, resource } from "./cost-fixture.ts";

const ssd = (parameters: Record<string, Json> = { type: "gp3" }, provisioner = "ebs.csi.aws.com") =>
  resource("kubernetes:storage.k8s.io/v1:StorageClass", "ssd", {
    metadata: { name: "ssd" },
    provisioner,
    parameters,
  });

const spec = (storage: string) => ({ storageClassName: "ssd", resources: { requests: { storage } } });
const world = (storage: string) =>
  resource("kubernetes:core/v1:PersistentVolumeClaim", "world-1", { spec: spec(storage) });

const fleet = (more: Record<string, Json> = {}) =>
  resource("kubernetes:agones.dev/v1:Fleet", "royale", {
    metadata: { name: "royale" },
    spec: {
      ...more,
      template: {
        spec: {
          template: {
            spec: {
              containers: [],
              volumes: [
                { name: "scratch", ephemeral: { volumeClaimTemplate: { spec: spec("50Gi") } } },
                { name: "tmp", emptyDir: {} },
              ],
            },
          },
        },
      },
    },
  });

const autoscaler = (policy: Json) =>
  resource("kubernetes:autoscaling.agones.dev/v1:FleetAutoscaler", "royale", {
    spec: { fleetName: "royale", policy },
  });

const BUFFER = { type: "Buffer", buffer: { bufferSize: 5, minReplicas: 3, maxReplicas: 60 } };

describe("claimCharges", () => {
  it("is a volume that is always there", () => {
    expect(claimCharges(world("20Gi"), billed([ssd()]))).toStrictEqual([
      {
        what: "EBS gp3 of claims",
        key: "ebs gp3",
        region: "eu-west-1",
        quantity: { minimum: 20, buffer: 20, maximum: 20 },
      },
    ]);
  });

  it("has the IOPS of its StorageClass", () => {
    const charges = claimCharges(
      world("20Gi"),
      billed([ssd({ type: "gp3", iops: "4000", throughput: "225" })]),
    );
    expect(charges.map(({ key, quantity }) => [key, quantity.maximum])).toStrictEqual([
      ["ebs gp3", 20],
      ["ebs gp3 iops", 1000],
      ["ebs gp3 throughput", 100],
    ]);
  });

  it.each([
    ["of no StorageClass of the program", []],
    ["that is not EBS's", [ssd({}, "efs.csi.aws.com")]],
  ])("has no price where the volume is one %s", (_, resources) => {
    expect(claimCharges(world("20Gi"), billed(resources))).toMatchObject([
      { key: null, what: "a volume of claims, of StorageClass ssd" },
    ]);
  });

  it("has no price where nothing is known of it", () => {
    const claim = resource("kubernetes:core/v1:PersistentVolumeClaim", "world-1", { spec: "[unknown]" });
    expect(claimCharges(claim, billed([ssd()]))).toMatchObject([{ key: null, what: "the claim world-1" }]);
  });
});

describe("fleetVolumeCharges", () => {
  const amount = (...resources: Parameters<typeof billed>[0]) =>
    fleetVolumeCharges(resources[0] ?? fleet(), billed([ssd(), ...resources]));

  it("is one volume for each server that the FleetAutoscaler asks for", () => {
    expect(amount(fleet(), autoscaler(BUFFER))).toStrictEqual([
      {
        what: "EBS gp3 of game servers, Fleet royale",
        key: "ebs gp3",
        region: "eu-west-1",
        quantity: { minimum: 150, buffer: 250, maximum: 3000 },
      },
    ]);
  });

  it("is one for each replica where nothing scales it", () => {
    expect(amount(fleet({ replicas: 2 }))).toMatchObject([
      { quantity: { minimum: 100, buffer: 100, maximum: 100 } },
    ]);
  });

  it("has no price where the maximum is not known", () => {
    const webhook = autoscaler({ type: "Webhook", webhook: { url: "https://example.com" } });
    expect(amount(fleet(), webhook)).toMatchObject([
      { key: null, what: "volumes of game servers, Fleet royale, whose maximum is not known" },
    ]);
  });

  it("has no price where nothing is known of the Fleet", () => {
    expect(amount(resource("kubernetes:agones.dev/v1:Fleet", "royale", { spec: "[unknown]" }))).toMatchObject(
      [{ key: null, what: "the Fleet royale" }],
    );
  });
});
