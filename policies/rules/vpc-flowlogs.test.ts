import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { vpcFlowlogs } from "./vpc-flowlogs.ts";

const VPC = "aws:ec2/vpc:Vpc";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const NONE = "without a flow log";

testStackRule(vpcFlowlogs, {
  compliant: () => ({
    vpc: { type: VPC, props: { cidrBlock: "10.0.0.0/16" } },
    log: { type: FLOW_LOG, props: { vpcId: UNKNOWN, trafficType: "ALL" } },
  }),
  passes: {
    "two of each": {
      add: { other: { type: VPC, props: {} }, otherLog: { type: FLOW_LOG, props: { vpcId: UNKNOWN } } },
    },
    "a VPC that was there before": { set: { "log.vpcId": "vpc-0123456789abcdef0" } },
    "a subnet's log beside it": { add: { subnet: { type: FLOW_LOG, props: { subnetId: UNKNOWN } } } },
    "no VPC": { without: ["vpc", "log"], add: { subnet: { type: FLOW_LOG, props: { subnetId: UNKNOWN } } } },
    "a subnet's log after enough others, as the engine fills it in": {
      add: { subnet: { type: FLOW_LOG, props: { vpcId: null, subnetId: UNKNOWN } } },
    },
    "what the engine fills in": { set: { "log.subnetId": null, "log.eniId": "" } },
  },
  fails: {
    "no flow log": { without: ["log"], finds: `vpc ${NONE}` },
    "a subnet's log": { set: { "log.vpcId": undefined, "log.subnetId": UNKNOWN }, finds: `vpc ${NONE}` },
    "a subnet's log, as the engine fills it in": {
      set: { "log.vpcId": null, "log.subnetId": "subnet-1" },
      finds: `vpc ${NONE}`,
    },
    "an interface's log": { set: { "log.vpcId": null, "log.eniId": "eni-1" }, finds: `vpc ${NONE}` },
    "a NAT gateway's log": {
      set: { "log.vpcId": null, "log.regionalNatGatewayId": "nat-1" },
      finds: `vpc ${NONE}`,
    },
    "a transit gateway's log": {
      set: { "log.vpcId": null, "log.transitGatewayId": "tgw-1" },
      finds: `vpc ${NONE}`,
    },
    "a transit gateway attachment's log": {
      set: { "log.vpcId": null, "log.transitGatewayAttachmentId": "tgw-attach-1" },
      finds: `vpc ${NONE}`,
    },
    "fewer logs than VPCs": {
      add: { other: { type: VPC, props: {} } },
      finds: ["vpc one of 2 VPCs, with flow logs for 1", "other one of 2 VPCs, with flow logs for 1"],
    },
  },
  unknown: ["log.subnetId", "log.eniId"],
});
