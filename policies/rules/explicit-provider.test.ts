import { expect, test } from "@jest/globals";
import { configure, evaluate } from "../evaluate.ts";
import type { Provider } from "../rule.ts";
import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { explicitProvider } from "./explicit-provider.ts";

const provider = (name: string, props: object = {}, of = "aws"): Provider => ({
  type: `pulumi:providers:${of}`,
  urn: `urn:pulumi:test::gameplane::pulumi:providers:${of}::${name}`,
  name,
  props,
});

const IRELAND = { regions: ["eu-west-1", "us-east-1"] };

testRule(explicitProvider, {
  type: "aws:ec2/vpc:Vpc",
  compliant: () => ({}),
  provider: provider("ireland", { region: "eu-west-1" }),
  passes: {
    "regions that nobody reads": {
      provider: provider("ireland", { region: UNKNOWN }),
      set: { region: UNKNOWN },
    },
    "an allowed region": { settings: IRELAND },
    "an allowed region of the resource's own": {
      provider: provider("tokyo", { region: UNKNOWN }),
      set: { region: "us-east-1" },
      settings: IRELAND,
    },
    "a cluster's provider, which has no region": {
      type: "kubernetes:core/v1:Namespace",
      provider: provider("cluster", {}, "kubernetes"),
      settings: IRELAND,
    },
    "names that begin alike": { provider: provider("defaults", { region: "eu-west-1" }) },
    "a name of one's own that begins alike": { provider: provider("default_eu", { region: "eu-west-1" }) },
    "what is of another package": { type: "random:index/randomId:RandomId", provider: provider("default") },
  },
  fails: {
    "the default provider": { provider: provider("default"), finds: "default" },
    "the default provider of a version": { provider: provider("default_7_48_0"), finds: "default_7_48_0" },
    "the default provider of a plugin's address": {
      provider: provider("default_https_//plugins.example.com"),
      finds: "default_https_//plugins.example.com",
    },
    "the default provider of a cluster": {
      type: "kubernetes:core/v1:Namespace",
      provider: provider("default_4_34_2", {}, "kubernetes"),
      finds: "default_4_34_2",
    },
    "the default provider of keys": {
      type: "tls:index/privateKey:PrivateKey",
      provider: provider("default_5_6_1", {}, "tls"),
      finds: "default_5_6_1",
    },
    "the default provider of a component": {
      type: "eks:index:Cluster",
      provider: provider("default_4_3_0", {}, "eks"),
      finds: "default_4_3_0",
    },
    "another region": {
      provider: provider("tokyo", { region: "ap-northeast-1" }),
      settings: IRELAND,
      finds: "region: ap-northeast-1",
    },
    "another region of the resource's own": {
      set: { region: "ap-northeast-1" },
      settings: IRELAND,
      finds: "region: ap-northeast-1",
    },
    "a region that the environment decides": {
      provider: provider("aws"),
      settings: IRELAND,
      finds: "region: unset",
    },
    "the default provider in another region": {
      provider: provider("default", { region: "ap-northeast-1" }),
      settings: IRELAND,
      finds: ["default", "region: ap-northeast-1"],
    },
  },
  unknown: [],
});

testRule(explicitProvider, {
  type: "aws:ec2/vpc:Vpc",
  compliant: () => ({ region: "eu-west-1" }),
  provider: provider("ireland", { region: "eu-west-1" }),
  settings: IRELAND,
  fails: { "another region": { set: { region: "eu-west-3" }, finds: "region: eu-west-3" } },
  unknown: ["region"],
});

// What has no provider at all.
testRule(explicitProvider, {
  type: "kubernetes:helm.sh/v4:Chart",
  compliant: () => ({}),
  passes: {
    "a chart of the old kind": { type: "kubernetes:helm.sh/v3:Chart" },
    "a file of manifests": { type: "kubernetes:yaml:ConfigFile" },
    manifests: { type: "kubernetes:yaml/v2:ConfigGroup" },
    "a folder of manifests": { type: "kubernetes:kustomize/v2:Directory" },
    "a subscription of the aws package": { type: "aws:s3:BucketEventSubscription" },
    "a component of the eks package": { type: "eks:index:Cluster" },
  },
  fails: {
    "a release": { type: "kubernetes:helm.sh/v3:Release", finds: "no provider" },
    "a namespace": { type: "kubernetes:core/v1:Namespace", finds: "no provider" },
    "a VPC, in regions of the settings": { type: "aws:ec2/vpc:Vpc", settings: IRELAND, finds: "no provider" },
    "a key": { type: "tls:index/privateKey:PrivateKey", finds: "no provider" },
  },
  unknown: [],
});

test("explicit-provider says that it cannot decide while the provider's region is unknown", () => {
  const pack = configure([explicitProvider], { "explicit-provider": { settings: IRELAND } });
  const vpc = {
    type: "aws:ec2/vpc:Vpc",
    urn: "urn:pulumi:test::gameplane::aws:ec2/vpc:Vpc::vpc",
    name: "vpc",
    props: {},
    options: { protect: false, ignoreChanges: [] },
    provider: provider("somewhere", { region: UNKNOWN }),
  };
  expect(evaluate(pack, [vpc]).map(({ level, message }) => [level, message])).toEqual([
    ["advisory", expect.stringContaining("value at .region can't be known")],
  ]);
});
