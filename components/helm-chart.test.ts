import { expect, test } from "@jest/globals";
import { atomicRelease, chartSource } from "./helm-chart.ts";

test("a chart repository is looked up by the chart's name", () => {
  expect(
    chartSource({
      repository: "https://aws.github.io/eks-charts",
      chart: "aws-load-balancer-controller",
      version: "3.6.0",
    }),
  ).toEqual({
    chart: "aws-load-balancer-controller",
    version: "3.6.0",
    repositoryOpts: { repo: "https://aws.github.io/eks-charts" },
  });
});

test.each(["oci://public.ecr.aws/karpenter", "oci://public.ecr.aws/karpenter/"])(
  "a chart of the registry %s is an address, without repository options",
  (repository) => {
    expect(chartSource({ repository, chart: "karpenter", version: "1.14.1" })).toEqual({
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      version: "1.14.1",
    });
  },
);

test("a release that goes back to what worked, or leaves nothing", () => {
  const chart = { repository: "oci://registry.example.com/charts", chart: "agones", version: "1.60.0" };
  expect(
    atomicRelease(chart, {
      name: "agones",
      namespace: "agones-system",
      timeoutSeconds: 900,
      values: { a: 1 },
    }),
  ).toEqual({
    chart: "oci://registry.example.com/charts/agones",
    version: "1.60.0",
    name: "agones",
    namespace: "agones-system",
    atomic: true,
    timeout: 900,
    maxHistory: 5,
    values: { a: 1 },
  });
});
