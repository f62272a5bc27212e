import { expect, test } from "@jest/globals";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import sourcePb from "@pulumi/pulumi/proto/source_pb.js";
import { recordedCall } from "./registrations.ts";

const URN = "urn:pulumi:dev::gameplane::aws:ec2/vpc:Vpc::vpc";
const STACK = "urn:pulumi:dev::gameplane::pulumi:pulumi:Stack::gameplane-dev";
const PROVIDER = "urn:pulumi:dev::gameplane::pulumi:providers:aws::aws";
const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value: "password",
};

const vpc = () => {
  const request = new resourcePb.RegisterResourceRequest();
  request.setType("aws:ec2/vpc:Vpc");
  request.setName("vpc");
  request.setParent(STACK);
  request.setCustom(true);
  request.setProtect(true);
  request.setProvider(`${PROVIDER}::a-run's-own-id`);
  request.setDependenciesList(["urn:b", "urn:a"]);
  request.setObject(structPb.Struct.fromJavaScript({ cidrBlock: "10.0.0.0/16", note: SECRET }));
  return request;
};

const answer = () => {
  const response = new resourcePb.RegisterResourceResponse();
  response.setUrn(URN);
  return response.serializeBinary();
};

const recorded = (request: ReturnType<typeof vpc>) =>
  recordedCall("RegisterResource", request.serializeBinary(), answer());

test("records a resource in the preview's form, by the engine's URN", () => {
  expect(recorded(vpc())).toMatchObject({
    method: "RegisterResource",
    key: URN,
    resource: {
      urn: URN,
      type: "aws:ec2/vpc:Vpc",
      name: "vpc",
      parent: STACK,
      provider: PROVIDER,
      custom: true,
      inputs: { cidrBlock: "10.0.0.0/16", note: "[secret]" },
      dependencies: ["urn:a", "urn:b"],
      options: { protect: true },
    },
  });
});

test("records every field of the request, without secrets and without the provider's id", () => {
  const call = recorded(vpc());
  expect(call.request).toMatchObject({
    protect: true,
    provider: PROVIDER,
    object: { cidrBlock: "10.0.0.0/16", note: { "[secret]": "known" } },
  });
  expect(JSON.stringify(call)).not.toContain("password");
});

test("leaves out where in the program it was, and nothing else", () => {
  const request = vpc();
  request.setSourceposition(new sourcePb.SourcePosition());
  request.setParentstacktracehandle("handle");
  expect(recorded(request)).toEqual(recorded(vpc()));
  request.setSnippetid("another field");
  expect(recorded(request)).not.toEqual(recorded(vpc()));
});

test("records an invoke by its token and arguments", () => {
  const request = new resourcePb.ResourceInvokeRequest();
  request.setTok("aws:index/getPartition:getPartition");
  request.setArgs(structPb.Struct.fromJavaScript({ id: "aws" }));
  const response = new resourcePb.ResourceInvokeResponse().serializeBinary();
  expect(recordedCall("Invoke", request.serializeBinary(), response).key).toBe(
    'aws:index/getPartition:getPartition {"id":"aws"}',
  );
});
