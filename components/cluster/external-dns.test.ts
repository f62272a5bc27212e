import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { record } from "../../preview/record.ts";
import { recordOnCluster } from "./cluster-fixture.ts";
import { ExternalDns, type ExternalDnsArgs } from "./external-dns.ts";

const NAME = "external-dns";
const ARGS: ExternalDnsArgs = {
  clusterName: "gameplane-prod-eu-west-1",
  region: "eu-west-1",
  zoneId: pulumi.output("Z1"),
  domains: [pulumi.output("eu-west-1.play.example.com")],
  chart: { repository: "https://kubernetes-sigs.github.io/external-dns", chart: NAME, version: "1.21.1" },
};

const recordExternalDns = (changes: Partial<ExternalDnsArgs> = {}) =>
  recordOnCluster((providers) => new ExternalDns("external-dns", { ...ARGS, ...changes }, { providers }));

test("makes exactly this", async () => {
  const { keys } = await recordExternalDns();
  expect(keys).toEqual([
    `PodIdentityAssociation ${NAME}`,
    `Release ${NAME}`,
    `Role ${NAME}`,
    `RolePolicy ${NAME}`,
  ]);
});

test("installs the pinned chart, or goes back to what worked", async () => {
  const { inputs } = await recordExternalDns();
  expect(inputs(`Release ${NAME}`)).toEqual({
    name: NAME,
    namespace: "kube-system",
    chart: NAME,
    version: "1.21.1",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/external-dns" },
    atomic: true,
    timeout: 600,
    maxHistory: 5,
    compat: "true",
    values: {
      provider: { name: "aws" },
      env: [{ name: "AWS_REGION", value: "eu-west-1" }],
      sources: ["service"],
      policy: "sync",
      registry: "txt",
      txtOwnerId: "gameplane-prod-eu-west-1",
      domainFilters: ["eu-west-1.play.example.com"],
      extraArgs: [
        "--zone-id-filter=Z1",
        "--aws-zone-match-parent",
        "--service-type-filter=LoadBalancer",
        "--min-event-sync-interval=1s",
      ],
      triggerLoopOnEvent: true,
      interval: "1m",
      serviceAccount: { create: true, name: NAME },
      priorityClassName: "system-cluster-critical",
      resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    },
  });
});

test("may change records below its domains in the one zone, and read", async () => {
  const { inputs } = await recordExternalDns();
  expect(inputs(`RolePolicy ${NAME}`).policy).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Sid: "FindTheZone", Effect: "Allow", Resource: "*", Action: "route53:ListHostedZones" },
      {
        Sid: "ReadTheZone",
        Effect: "Allow",
        Resource: "arn:aws:route53:::hostedzone/Z1",
        Action: "route53:ListResourceRecordSets",
      },
      {
        Sid: "ChangeRecordsBelowTheDomains",
        Effect: "Allow",
        Resource: "arn:aws:route53:::hostedzone/Z1",
        Action: "route53:ChangeResourceRecordSets",
        Condition: {
          "ForAllValues:StringLike": {
            "route53:ChangeResourceRecordSetsNormalizedRecordNames": ["*.eu-west-1.play.example.com"],
          },
        },
      },
    ],
  });
});

test("starts with its rights and keeps them to the end", async () => {
  const { inputs, waitsFor } = await recordExternalDns();
  expect(waitsFor(`Release ${NAME}`)).toEqual([
    `PodIdentityAssociation ${NAME}`,
    `Role ${NAME}`,
    `RolePolicy ${NAME}`,
  ]);
  expect(inputs(`PodIdentityAssociation ${NAME}`)).toMatchObject({
    clusterName: "gameplane-prod-eu-west-1",
    namespace: "kube-system",
    serviceAccount: NAME,
  });
});

test("without domains it would own the whole zone", async () => {
  await record(() => {
    expect(() => new ExternalDns("external-dns", { ...ARGS, domains: [] })).toThrow(
      new Error("domains is empty, which would give external-dns the whole zone; name one domain at least"),
    );
  });
});

test("transforms reach the release and the role", async () => {
  const { inputs } = await recordExternalDns({
    transform: { release: { timeout: 900 }, role: { path: "/gameplane/" } },
  });
  expect(inputs(`Release ${NAME}`)).toMatchObject({ timeout: 900, version: "1.21.1" });
  expect(inputs(`Role ${NAME}`).path).toBe("/gameplane/");
});
