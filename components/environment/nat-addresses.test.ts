import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { byKey, providerOf, wired } from "./environment-fixture.ts";
import { NatAddresses, type NatAddressesArgs } from "./nat-addresses.ts";

const addresses = async (args: NatAddressesArgs) =>
  byKey(
    await record(() => {
      const provider = new aws.Provider("home", { region: "us-east-1" });
      const nat = new NatAddresses("nat", args, { providers: { aws: provider } });
      for (const [index, value] of nat.allocationIds.entries()) {
        new aws.ec2.Tag(`id-${index}`, { resourceId: "probe", key: "probe", value }, { provider });
      }
      new aws.ec2.Tag(
        "ips",
        { resourceId: "probe", key: "probe", value: pulumi.all(nat.publicIps).apply(String) },
        { provider },
      );
    }),
  );

describe("NatAddresses", () => {
  test("keeps as many addresses as asked for, by the provider it was given", async () => {
    const resources = await addresses({ count: 2 });
    expect([...resources.keys()].toSorted()).toEqual([
      "Eip nat-1",
      "Eip nat-2",
      "Tag id-0",
      "Tag id-1",
      "Tag ips",
    ]);
    expect(resources.get("Eip nat-1")?.inputs).toEqual({ domain: "vpc", tags: { Name: "nat-1" } });
    expect(resources.get("Eip nat-1")?.options.protect).toBeUndefined();
    expect(providerOf(resources.get("Eip nat-2"))).toBe("home");
  });

  test("outputs follow the addresses' order", async () => {
    const resources = await addresses({ count: 2 });
    expect(wired(resources.get("Tag id-0"), "value")).toEqual(["Eip nat-1"]);
    expect(wired(resources.get("Tag id-1"), "value")).toEqual(["Eip nat-2"]);
    expect(wired(resources.get("Tag ips"), "value")).toEqual(["Eip nat-1", "Eip nat-2"]);
  });

  test("protect guards every address", async () => {
    const resources = await addresses({ count: 1, protect: true });
    expect(resources.get("Eip nat-1")?.options.protect).toBe(true);
  });

  test("a transform has the last word", async () => {
    const resources = await addresses({ count: 1, transform: { address: { publicIpv4Pool: "pool" } } });
    expect(resources.get("Eip nat-1")?.inputs).toMatchObject({ publicIpv4Pool: "pool", domain: "vpc" });
  });
});
