import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import { record } from "../../../preview/record.ts";
import type { PoolSpec } from "../pool-spec.ts";
import { CHARTS, SCOPE, agonesPool, gamePool, generation } from "../test-pools.ts";
import { Karpenter } from "./karpenter.ts";

async function recordKarpenter(pools: PoolSpec[]) {
  const resources = await record(() => {
    const providers = {
      aws: new aws.Provider("aws", { region: "eu-west-1" }),
      kubernetes: new kubernetes.Provider("kubernetes", { kubeconfig: "{}" }),
    };
    new Karpenter(
      "karpenter",
      {
        ...SCOPE,
        pools: pools.map((pool) => ({
          pool,
          subnetIds: { "euw1-az1": "subnet-1" },
          securityGroupIds: ["sg"],
        })),
        chart: CHARTS.karpenter,
        replicas: 2,
        tags: {},
        protect: false,
        clusterReady: [],
        dependsOn: [],
        transform: undefined,
      },
      { providers },
    );
  });
  // In order of names: children register in any order.
  const sorted = resources.sort((a, b) => (a.name < b.name ? -1 : 1));
  const of = (type: string) => sorted.filter((resource) => resource.type.endsWith(type));
  return { of, inputs: (type: string, name: string) => of(type).find((r) => r.name === name)?.inputs };
}

test("nodes join by a role and an instance profile of their own", async () => {
  const { inputs } = await recordKarpenter([]);
  expect(inputs(":AccessEntry", "karpenter-node")).toEqual({
    clusterName: "dev-eu-west-1",
    principalArn: "[unknown]",
    type: "EC2_LINUX",
  });
  expect(inputs(":InstanceProfile", "karpenter-node")).toEqual({ role: "[unknown]" });
});

test("the CRDs are a release of their own, so that upgrades reach them", async () => {
  const { inputs } = await recordKarpenter([]);
  expect(inputs(":Release", "karpenter-crd")).toEqual(
    expect.objectContaining({
      chart: "oci://public.ecr.aws/karpenter/karpenter-crd",
      version: "1.14.1",
      namespace: "kube-system",
    }),
  );
  expect(inputs(":Release", "karpenter")).toEqual(
    expect.objectContaining({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      version: "1.14.1",
      name: "karpenter",
      namespace: "kube-system",
      skipCrds: true,
      values: {
        replicas: 2,
        serviceAccount: { name: "karpenter" },
        dnsPolicy: "Default",
        settings: { clusterName: "dev-eu-west-1", interruptionQueue: "[unknown]", eksControlPlane: true },
        controller: {
          env: [{ name: "AWS_REGION", value: "eu-west-1" }],
          resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { memory: "1Gi" } },
        },
      },
    }),
  );
});

test("interruptions come from EventBridge rules of this account, over TLS, into an encrypted queue", async () => {
  const { of, inputs } = await recordKarpenter([]);
  expect(inputs(":Queue", "karpenter")).toEqual({ messageRetentionSeconds: 300, sqsManagedSseEnabled: true });
  expect(inputs(":QueuePolicy", "karpenter")).toEqual({
    queueUrl: "[unknown]",
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "EventsFromRules",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: "[unknown]",
          Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/*" } },
        },
        {
          Sid: "OnlyTls",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: "[unknown]",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    },
  });
  expect(of(":EventRule").map((rule) => rule.inputs.eventPattern)).toEqual([
    '{"source":["aws.ec2"],"detail-type":["EC2 Capacity Reservation Instance Interruption Warning"]}',
    '{"source":["aws.health"],"detail-type":["AWS Health Event"]}',
    '{"source":["aws.ec2"],"detail-type":["EC2 Instance Rebalance Recommendation"]}',
    '{"source":["aws.ec2"],"detail-type":["EC2 Spot Instance Interruption Warning"]}',
    '{"source":["aws.ec2"],"detail-type":["EC2 Instance State-change Notification"]}',
  ]);
});

describe("a generation", () => {
  test("is a NodePool and an EC2NodeClass of the same name", async () => {
    const { inputs } = await recordKarpenter([gamePool()]);
    expect(inputs(":NodePool", "game-1-aff2f4")).toEqual(
      expect.objectContaining({
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name: "game-1-aff2f4" },
      }),
    );
    expect(inputs(":EC2NodeClass", "game-1-aff2f4")).toEqual(
      expect.objectContaining({
        apiVersion: "karpenter.k8s.aws/v1",
        kind: "EC2NodeClass",
        metadata: { name: "game-1-aff2f4" },
        spec: expect.objectContaining({ instanceProfile: "[unknown]" }),
      }),
    );
  });

  test("goes before its class, and that before the controller, which ends the nodes", async () => {
    const { of } = await recordKarpenter([gamePool()]);
    const last = (urns: string[] | undefined) => urns?.map((urn) => urn.split("$").pop());
    expect(last(of(":NodePool")[0]?.dependencies)).toEqual([
      "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass::game-1-aff2f4",
    ]);
    expect(last(of(":EC2NodeClass")[0]?.dependencies)).toEqual([
      "aws:iam/instanceProfile:InstanceProfile::karpenter-node",
      "kubernetes:helm.sh/v3:Release::karpenter",
    ]);
    expect(Object.values(of(":EC2NodeClass")[0]?.options.customTimeouts ?? {})).toContain("60m");
  });

  test("that holds sessions is protected until drained", async () => {
    const generations = [
      generation({ cordoned: true, drained: true }),
      generation({ id: "2", cordoned: true }),
      generation({ id: "3" }),
    ];
    const { of } = await recordKarpenter([agonesPool(), gamePool({ generations })]);
    const kept = [...of(":NodePool"), ...of(":EC2NodeClass")].filter(({ options }) => options.protect);
    expect(kept.map(({ name }) => name)).toEqual([
      "game-2-aff2f4",
      "game-3-aff2f4",
      "game-2-aff2f4",
      "game-3-aff2f4",
    ]);
  });
});
