import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";

const VPC = "aws:ec2/vpc:Vpc";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

/** What else a flow log may be about, one thing each. */
const OTHERS = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "transitGatewayAttachmentId",
  "transitGatewayId",
] as const;

type FlowLogProps = { vpcId?: string } & Partial<Record<(typeof OTHERS)[number], string>>;

/** A new VPC's id is not known before the `up`, so that they are counted. */
export const vpcFlowlogs = stackRule({
  id: "vpc-flowlogs",
  level: "advisory",
  severity: "medium",
  statement: "Every VPC has a flow log.",
  why: "after an attack or a cut connection nobody could tell who talked to which game server",
  fix: "make the VPC by Network, or add a FlowLog with its vpcId",
  references: ["CKV2_AWS_11", "cdk-nag VPC7"],
  types: [VPC],
  check(resources, report) {
    const vpcs = resources.filter(({ type }) => type === VPC);
    let logs = 0;
    for (const resource of resources) if (logs < vpcs.length && isOfVpc(resource)) logs++;
    if (logs === vpcs.length) return;
    const found =
      logs === 0 ? "without a flow log" : `one of ${vpcs.length} VPCs, with flow logs for ${logs}`;
    for (const vpc of vpcs) report(vpc, { at: "", found, wanted: "logged by a flow log of its own" });
  },
});

/** By what is given rather than by its value, which is the id that is not known. */
const isOfVpc = ({ type, props }: Subject<FlowLogProps>): boolean =>
  type === FLOW_LOG && Object.hasOwn(props, "vpcId") && OTHERS.every((other) => !props[other]);
