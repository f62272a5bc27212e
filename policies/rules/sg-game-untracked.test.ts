import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { sgGameUntracked } from "./sg-game-untracked.ts";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const TRACKED = "players cidrIpv4: 0.0.0.0/0 on udp 7000-8000 with less than all egress";
const everything = (securityGroupId: string) => ({
  type: EGRESS_RULE,
  props: { securityGroupId, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
});

testStackRule(sgGameUntracked, {
  compliant: () => ({
    players: {
      type: INGRESS_RULE,
      props: {
        ...{ securityGroupId: "sg-1", ipProtocol: "udp", fromPort: 7000, toPort: 8000 },
        cidrIpv4: "0.0.0.0/0",
      },
    },
    anything: everything("sg-1"),
  }),
  passes: {
    "players of some addresses, whose flows are tracked anyhow": {
      set: { "players.cidrIpv4": "203.0.113.0/24" },
      without: ["anything"],
    },
    "ports that are not the game's": {
      set: { "players.fromPort": 443, "players.toPort": 443 },
      without: ["anything"],
    },
    "ports just below the game's": {
      set: { "players.fromPort": 1, "players.toPort": 6999 },
      without: ["anything"],
    },
    "ports just above the game's": {
      set: { "players.fromPort": 8001, "players.toPort": 9000 },
      without: ["anything"],
    },
    pings: { set: { "players.ipProtocol": "icmp" }, without: ["anything"] },
    "other ports of the settings": {
      settings: { gamePorts: { min: 9000, max: 9100 } },
      without: ["anything"],
    },
    "every port of the protocol": {
      set: { "anything.ipProtocol": "udp", "anything.fromPort": 0, "anything.toPort": 65535 },
    },
    "egress to addresses that are unknown, by another protocol": {
      add: {
        narrow: {
          type: EGRESS_RULE,
          props: {
            securityGroupId: UNKNOWN,
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrIpv4: UNKNOWN,
          },
        },
      },
    },
    "rules of a group by their names, while its id is unknown": {
      add: {
        group: { type: GROUP, name: "game", props: {} },
        players: {
          type: INGRESS_RULE,
          name: "game-udp",
          props: {
            securityGroupId: UNKNOWN,
            ipProtocol: "udp",
            fromPort: 7000,
            toPort: 8000,
            cidrIpv4: "0.0.0.0/0",
          },
        },
        anything: { ...everything(UNKNOWN), name: "game-all" },
      },
    },
    "a group with everything inline": {
      without: ["players", "anything"],
      add: {
        group: {
          type: GROUP,
          props: {
            ingress: [{ protocol: "udp", fromPort: 7000, toPort: 8000, cidrBlocks: ["0.0.0.0/0"] }],
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
          },
        },
      },
    },
    "rules of the older type": {
      add: {
        players: {
          type: RULE,
          props: {
            ...{ type: "ingress", securityGroupId: "sg-1", protocol: "tcp", fromPort: 7000, toPort: 8000 },
            cidrBlocks: ["0.0.0.0/0"],
          },
        },
        anything: {
          type: RULE,
          props: {
            ...{ type: "egress", securityGroupId: "sg-1", protocol: "all", fromPort: 0, toPort: 0 },
            cidrBlocks: ["0.0.0.0/0"],
          },
        },
      },
    },
  },
  fails: {
    "no egress, which EC2 then has not": { without: ["anything"], finds: TRACKED },
    "no egress, while the group's id is unknown": {
      without: ["anything"],
      set: { "players.securityGroupId": UNKNOWN },
      finds: TRACKED,
    },
    "egress of another group": { set: { "anything.securityGroupId": "sg-2" }, finds: TRACKED },
    "egress to some addresses": { set: { "anything.cidrIpv4": "10.0.0.0/8" }, finds: TRACKED },
    "egress to half of the internet": { set: { "anything.cidrIpv4": "0.0.0.0/1" }, finds: TRACKED },
    "egress by another protocol": {
      set: { "anything.ipProtocol": "tcp", "anything.fromPort": 0, "anything.toPort": 65535 },
      finds: TRACKED,
    },
    "egress from port 1": {
      set: { "anything.ipProtocol": "udp", "anything.fromPort": 1, "anything.toPort": 65535 },
      finds: TRACKED,
    },
    "egress up to port 65534": {
      set: { "anything.ipProtocol": "udp", "anything.fromPort": 0, "anything.toPort": 65534 },
      finds: TRACKED,
    },
    "egress of the other address family": {
      set: { "players.cidrIpv6": "::/0" },
      finds: "players cidrIpv6: ::/0 on udp 7000-8000 with less than all egress",
    },
    "a port that the game's range begins with": {
      set: { "players.fromPort": 1, "players.toPort": 7000 },
      without: ["anything"],
      finds: "players cidrIpv4: 0.0.0.0/0 on udp 1-7000 with less than all egress",
    },
    "a port that the game's range ends with": {
      set: { "players.fromPort": 8000, "players.toPort": 9000 },
      without: ["anything"],
      finds: "players cidrIpv4: 0.0.0.0/0 on udp 8000-9000 with less than all egress",
    },
    "everything let in": {
      set: { "players.ipProtocol": "-1", "anything.ipProtocol": "udp" },
      finds: "players cidrIpv4: 0.0.0.0/0 on all ports and protocols with less than all egress",
    },
    "egress of a group with a longer name": {
      add: {
        group: { type: GROUP, name: "game", props: {} },
        balancer: { type: GROUP, name: "game-lb", props: {} },
        players: {
          type: INGRESS_RULE,
          name: "game-udp",
          props: {
            securityGroupId: UNKNOWN,
            ipProtocol: "udp",
            fromPort: 7000,
            toPort: 8000,
            cidrIpv4: "0.0.0.0/0",
          },
        },
        anything: { ...everything(UNKNOWN), name: "game-lb-all" },
      },
      finds: TRACKED,
    },
    "a group with ingress inline and no egress": {
      without: ["players", "anything"],
      add: {
        group: {
          type: GROUP,
          props: { ingress: [{ protocol: "udp", fromPort: 7000, toPort: 8000, cidrBlocks: ["0.0.0.0/0"] }] },
        },
      },
      finds: "group ingress[0].cidrBlocks[0]: 0.0.0.0/0 on udp 7000-8000 with less than all egress",
    },
  },
  unknown: [
    ...["players.securityGroupId", "players.ipProtocol", "players.fromPort", "players.toPort"],
    ...["players.cidrIpv4", "anything.securityGroupId", "anything.ipProtocol", "anything.cidrIpv4"],
  ],
});
