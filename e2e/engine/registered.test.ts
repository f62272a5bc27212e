import { expect, test } from "@jest/globals";
import type { RecordedCall } from "./registrations.ts";
import { registeredOf } from "./registered.ts";

const STACK = "urn:pulumi:prod::gameplane::pulumi:pulumi:Stack::gameplane-prod";
const VPC = "urn:pulumi:prod::gameplane::aws:ec2/vpc:Vpc::vpc";

const register = (urn: string): RecordedCall => ({
  method: "RegisterResource",
  key: urn,
  request: { name: "sent" },
  resource: { urn },
});

test("keeps resources and requests apart, and gives the stack its outputs", () => {
  const outputs: RecordedCall = {
    method: "RegisterResourceOutputs",
    key: STACK,
    request: { outputs: { vpcId: "[unknown]" } },
    resource: { outputs: { vpcId: "[unknown]" } },
  };
  const { resources, requests } = registeredOf([register(STACK), register(VPC), outputs]);
  expect([...resources]).toEqual([
    [STACK, { urn: STACK, outputs: { vpcId: "[unknown]" } }],
    [VPC, { urn: VPC }],
  ]);
  expect([...requests.keys()]).toEqual([
    `RegisterResource ${STACK}`,
    `RegisterResource ${VPC}`,
    `RegisterResourceOutputs ${STACK}`,
  ]);
});

test("keeps what is registered twice twice", () => {
  expect([...registeredOf([register(VPC), register(VPC)]).resources.keys()]).toEqual([
    VPC,
    `${VPC} (time 2)`,
  ]);
});

test("leaves out what the SDK asks by itself, and nothing else that is asked", () => {
  const invoke = (key: string): RecordedCall => ({ method: "Invoke", key, request: {} });
  const calls = [
    invoke(`pulumi:pulumi:getResource {"urn":"${VPC}"}`),
    invoke("aws:index/getPartition:getPartition {}"),
  ];
  expect([...registeredOf(calls).requests.keys()]).toEqual(["Invoke aws:index/getPartition:getPartition {}"]);
});

test("leaves out dependencies on what a remote component's provider made", () => {
  const foreign =
    "urn:pulumi:prod::gameplane::gameplane:cluster:EksCluster$eks:index:Cluster$aws:eks/cluster:Cluster::cluster-eksCluster";
  const options = { propertyDependencies: { name: [foreign, VPC] } };
  const call: RecordedCall = { ...register(VPC), resource: { dependencies: [VPC, foreign], options } };
  expect(registeredOf([call]).resources.get(VPC)).toEqual({
    dependencies: [VPC],
    options: { propertyDependencies: { name: [VPC] } },
  });
});
