import { expect, test } from "@jest/globals";
import { recordOnCluster } from "./cluster-fixture.ts";
import { LOAD_BALANCER_CONTROLLER_STATEMENTS } from "./load-balancer-controller-policy.ts";
import { LoadBalancerController, type LoadBalancerControllerArgs } from "./load-balancer-controller.ts";

const NAME = "aws-load-balancer-controller";
const ARGS: LoadBalancerControllerArgs = {
  clusterName: "prod",
  region: "eu-west-1",
  vpcId: "vpc-1",
  chart: { repository: "https://aws.github.io/eks-charts", chart: NAME, version: "3.6.0" },
};

const recordController = (changes: Partial<LoadBalancerControllerArgs> = {}) =>
  recordOnCluster(
    (providers) =>
      new LoadBalancerController("load-balancer-controller", { ...ARGS, ...changes }, { providers }),
  );

test("makes exactly this", async () => {
  const { keys } = await recordController();
  expect(keys).toEqual([
    `PodIdentityAssociation ${NAME}`,
    `Release ${NAME}`,
    `Role ${NAME}`,
    `RolePolicy ${NAME}`,
  ]);
});

test("installs the pinned chart, or goes back to what worked", async () => {
  const { inputs } = await recordController();
  expect(inputs(`Release ${NAME}`)).toEqual({
    name: NAME,
    namespace: "kube-system",
    chart: NAME,
    version: "3.6.0",
    repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
    atomic: true,
    timeout: 600,
    maxHistory: 5,
    skipCrds: false,
    compat: "true",
    values: {
      clusterName: "prod",
      region: "eu-west-1",
      vpcId: "vpc-1",
      replicaCount: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      priorityClassName: "system-cluster-critical",
      serviceAccount: { create: true, name: NAME },
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
      keepTLSSecret: true,
      enableServiceMutatorWebhook: false,
    },
  });
});

test("takes the chart from a mirror's registry too", async () => {
  const { inputs } = await recordController({
    chart: { repository: "oci://mirror.example.com/charts", chart: NAME, version: "3.6.0" },
  });
  expect(inputs(`Release ${NAME}`).chart).toBe(`oci://mirror.example.com/charts/${NAME}`);
  expect(inputs(`Release ${NAME}`)).not.toHaveProperty("repositoryOpts");
});

test("starts with its rights and keeps them to the end", async () => {
  const { inputs, waitsFor } = await recordController();
  expect(waitsFor(`Release ${NAME}`)).toEqual([
    `PodIdentityAssociation ${NAME}`,
    `Role ${NAME}`,
    `RolePolicy ${NAME}`,
  ]);
  expect(inputs(`PodIdentityAssociation ${NAME}`)).toMatchObject({
    clusterName: "prod",
    namespace: "kube-system",
    serviceAccount: NAME,
  });
  expect(inputs(`RolePolicy ${NAME}`).policy).toEqual({
    Version: "2012-10-17",
    Statement: LOAD_BALANCER_CONTROLLER_STATEMENTS,
  });
});

test("transforms reach the release and the role", async () => {
  const { inputs } = await recordController({
    transform: { release: { timeout: 900 }, role: { path: "/gameplane/" } },
  });
  expect(inputs(`Release ${NAME}`)).toMatchObject({ timeout: 900, version: "3.6.0" });
  expect(inputs(`Role ${NAME}`).path).toBe("/gameplane/");
});
