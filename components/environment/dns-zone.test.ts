import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { run } from "../../preview/run.ts";
import { DnsZone, type DnsZoneArgs } from "./dns-zone.ts";
import { byKey, providerOf } from "./environment-fixture.ts";

async function zoneOf(args: DnsZoneArgs) {
  const options = {
    organization: "organization",
    project: "gameplane",
    stack: "test",
    folder: process.cwd(),
  };
  const program = () => {
    const provider = new aws.Provider("home", { region: "us-east-1" });
    new DnsZone("dns", args, { providers: { aws: provider } });
  };
  const { resources, warnings, errors } = await run(program, { ...options, config: {}, secretKeys: [] });
  expect(errors).toEqual([]);
  return { resources: byKey(resources.filter(({ type }) => type !== "pulumi:pulumi:Stack")), warnings };
}

describe("DnsZone", () => {
  test("is one public zone that is not deleted with records in it", async () => {
    const { resources } = await zoneOf({ zone: "play.example.com", delegated: true });
    expect([...resources.keys()]).toEqual(["Zone zone"]);
    expect(resources.get("Zone zone")?.inputs).toEqual({
      name: "play.example.com",
      comment: "Records of gameplane regions",
      forceDestroy: false,
    });
    expect(providerOf(resources.get("Zone zone"))).toBe("home");
    expect(resources.get("Zone zone")?.options.protect).toBeUndefined();
  });

  test("warns what to do until it is delegated", async () => {
    expect((await zoneOf({ zone: "play.example.com", delegated: false })).warnings).toEqual([
      "play.example.com is not delegated yet, so its names do not resolve and nothing waits for DNS validation: " +
        "make an NS record for play.example.com in its parent domain with this zone's name servers, " +
        "then set dns.delegated: true",
    ]);
    expect((await zoneOf({ zone: "play.example.com", delegated: true })).warnings).toEqual([]);
  });

  test("protect guards the zone", async () => {
    const { resources } = await zoneOf({ zone: "play.example.com", delegated: true, protect: true });
    expect(resources.get("Zone zone")?.options.protect).toBe(true);
  });

  test("a transform has the last word", async () => {
    const { resources } = await zoneOf({
      zone: "play.example.com",
      delegated: true,
      transform: { zone: { comment: "ours" } },
    });
    expect(resources.get("Zone zone")?.inputs).toMatchObject({ comment: "ours", name: "play.example.com" });
  });
});
