import { expect, test } from "@jest/globals";
import { chartSource } from "./helm-chart.ts";

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
