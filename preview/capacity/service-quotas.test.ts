import { describe, expect, test } from "@jest/globals";
import { instanceTypeNames } from "../../stacks/settings/instance-types.ts";
import { eksRegion } from "../../stacks/settings/schema/schema.ts";
import { settingDoc } from "../../stacks/settings/schema/setting.ts";
import { everything, innermost } from "../../stacks/settings/schema/walk.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { resource } from "./capacity-fixture.ts";
import { CODES, natGateways, serviceQuotasOf, vcpuQuota } from "./service-quotas.ts";

describe("the quota that counts a type", () => {
  test.each([
    ["c7i.4xlarge", "on-demand", "onDemandStandardVcpus"],
    ["c7i.4xlarge", "spot", "spotStandardVcpus"],
    ["t4g.large", "on-demand", "onDemandStandardVcpus"],
    ["im4gn.large", "on-demand", "onDemandStandardVcpus"],
    ["g5.4xlarge", "on-demand", "onDemandGVcpus"],
    ["g4dn.xlarge", "spot", "spotGVcpus"],
    ["vt1.3xlarge", "on-demand", "onDemandGVcpus"],
    ["p3.2xlarge", "on-demand", "onDemandPVcpus"],
    ["p3.2xlarge", "spot", "spotPVcpus"],
    ["hpc7a.12xlarge", "on-demand", undefined],
    ["inf2.xlarge", "on-demand", undefined],
  ] as const)("%s %s: %s", (type, capacityType, quota) => {
    expect(vcpuQuota(type, capacityType)).toBe(quota);
  });

  test("is known for every type in the table", () => {
    expect(instanceTypeNames().filter((type) => vcpuQuota(type, "on-demand") === undefined)).toEqual([]);
  });
});

test("codes are those that the settings' docs name", () => {
  const docs = everything(eksRegion)
    .filter(({ path }) => path[0] === "serviceQuotas" && path.length === 2)
    .map(({ path, schema }) => [
      path[1],
      /L-[0-9A-F]{8}/.exec(settingDoc(innermost(schema))?.description ?? "")?.[0],
    ]);
  expect(Object.fromEntries(docs)).toEqual(CODES);
});

test("settings say them: an environment's for its regions, a region's on top, none elsewhere", () => {
  const project = readProject(process.cwd());
  expect(serviceQuotasOf(project, "prod-us-east-1")).toEqual({
    ...{ onDemandStandardVcpus: 4096, onDemandGVcpus: 256, networkInterfaces: 5000, elasticIps: 5 },
  });
  expect(serviceQuotasOf(project, "prod-eu-west-1")).toEqual({
    ...{ onDemandStandardVcpus: 4096, networkInterfaces: 5000, elasticIps: 5 },
  });
  for (const stack of ["dev", "local", "prod", "nowhere"])
    expect(serviceQuotasOf(project, stack)).toEqual({});
});

test("a NAT gateway has an Elastic IP unless it is private", () => {
  const nat = (name: string, connectivityType?: string) =>
    resource(
      "aws:ec2/natGateway:NatGateway",
      name,
      connectivityType === undefined ? {} : { connectivityType },
    );
  expect(natGateways([nat("a"), nat("b", "public"), nat("c", "private")])).toBe(2);
});
