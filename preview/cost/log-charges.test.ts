import { describe, expect, it } from "@jest/globals";
import type { Json } from "../property-values.ts";
import { chargesOf } from "./billed-types.ts";
import { billed, launchTemplate, nodeGroup, resource, urnOf } from "./cost-fixture.ts";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const chargesIn = (...resources: Parameters<typeof billed>[0]) => {
  const stack = billed(resources);
  return stack.resources.flatMap((each) => chargesOf(each, stack));
};

describe("what the control plane's logs cost", () => {
  const cluster = (inputs: Record<string, Json>) =>
    resource("eks:index:Cluster", "cluster", { name: "play", ...inputs });

  it("is what comes in, and what is kept", () => {
    const group = resource(LOG_GROUP, "control-plane", {
      name: "/aws/eks/play/cluster",
      retentionInDays: 73,
    });
    expect(chargesIn(cluster({ enabledClusterLogTypes: ["audit"] }), group).slice(1)).toStrictEqual([
      {
        what: "logs of the control plane",
        key: "cloudwatch logs ingestion",
        region: "eu-west-1",
        quantity: { minimum: 20, buffer: 20, maximum: 20 },
        assumes: "20 GB a month of control plane logs",
      },
      {
        what: "storage of logs of the control plane",
        key: "cloudwatch logs storage",
        region: "eu-west-1",
        // 73 days are 2.4 months.
        quantity: { minimum: 48, buffer: 48, maximum: 48 },
      },
    ]);
  });

  it("counts a year of logs that are kept for ever, and says so", () => {
    expect(chargesIn(cluster({ enabledClusterLogTypes: ["audit"] }))[2]).toMatchObject({
      quantity: { maximum: 240 },
      assumes: "logs that are kept for ever: 12 months of them",
    });
  });
});

describe("what flow logs cost", () => {
  const flowLog = (inputs: Record<string, Json> = {}) =>
    resource("aws:ec2/flowLog:FlowLog", "flow-logs", inputs, {
      propertyDependencies: { logDestination: [urnOf(LOG_GROUP, "flow-logs")] },
    });

  it("is by the number of nodes", () => {
    const group = resource(LOG_GROUP, "flow-logs", { name: "/play/flow-logs", retentionInDays: 365 });
    expect(chargesIn(flowLog(), group, launchTemplate(), nodeGroup("game"))).toMatchObject([
      { key: "cloudwatch logs ingestion", quantity: { minimum: 1, buffer: 2, maximum: 10 } },
      { key: "cloudwatch logs storage", quantity: { minimum: 12, buffer: 24, maximum: 120 } },
    ]);
  });

  it("has no price where they go elsewhere", () => {
    expect(chargesIn(flowLog({ logDestinationType: "s3" }))).toMatchObject([{ key: null, unit: "flow log" }]);
  });

  it("has no price for a log group of which nobody knows who writes to it", () => {
    expect(chargesIn(resource(LOG_GROUP, "games", { name: "/games" }))).toMatchObject([
      { key: null, what: "logs in games, of which nobody knows how many" },
    ]);
  });
});
