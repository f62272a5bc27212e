import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { sgGamePortsOnly } from "./sg-game-ports-only.ts";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });

testRule(sgGamePortsOnly, {
  type: INGRESS_RULE,
  compliant: () => ({ ipProtocol: "udp", fromPort: 7000, toPort: 8000, cidrIpv4: "0.0.0.0/0" }),
  passes: {
    "IPv6 players": { set: { cidrIpv4: undefined, cidrIpv6: "::/0" } },
    "TCP, by its number": { set: { ipProtocol: "6" } },
    "UDP, by its number": { set: { ipProtocol: "17" } },
    "capital letters": { set: { ipProtocol: "UDP" } },
    "one game port": { set: { fromPort: 8000 } },
    "game ports from addresses that are unknown": { set: { cidrIpv4: UNKNOWN } },
    "other ports of the settings": {
      set: { fromPort: 9000, toPort: 9100 },
      settings: { gamePorts: { min: 9000, max: 9100 } },
    },
    "SSH from an office": { set: { ...tcp(22), cidrIpv4: "203.0.113.0/24" } },
    "SSH from the widest network": { set: { ...tcp(22), cidrIpv4: "12.0.0.0/8" } },
    "SSH from the widest network of IPv6": {
      set: { ...tcp(22), cidrIpv4: undefined, cidrIpv6: "2630::/16" },
    },
    "SSH from every private address of IPv6": {
      set: { ...tcp(22), cidrIpv4: undefined, cidrIpv6: "fc00::/7" },
    },
    "anything from a group, whatever its id": {
      set: { ipProtocol: "-1", cidrIpv4: undefined, referencedSecurityGroupId: UNKNOWN },
    },
    "a prefix list, which is not judged": {
      set: { ...tcp(22), cidrIpv4: undefined, prefixListId: "pl-1" },
    },
    "443 of a rule at the edge": { set: { ...tcp(443), tags: { edge: "true" } } },
    "443 by UDP at the edge, the tag without a value": {
      set: { ...tcp(443), ipProtocol: "udp", tags: { edge: "" } },
    },
    "fragmentation needed": { set: { ipProtocol: "icmp", fromPort: 3, toPort: 4 } },
    "fragmentation needed, by its number": { set: { ipProtocol: "1", fromPort: 3, toPort: 4 } },
    "packet too big": {
      set: { ipProtocol: "icmpv6", fromPort: 2, toPort: 0, cidrIpv4: undefined, cidrIpv6: "::/0" },
    },
    egress: { type: EGRESS_RULE, set: { ipProtocol: "-1" } },
  },
  fails: {
    SSH: { set: tcp(22), finds: "cidrIpv4: 0.0.0.0/0 on tcp 22" },
    "SSH from all of IPv6": {
      set: { ...tcp(22), cidrIpv4: undefined, cidrIpv6: "::/0" },
      finds: "cidrIpv6: ::/0 on tcp 22",
    },
    "SSH from all public addresses of IPv6": {
      set: { ...tcp(22), cidrIpv4: undefined, cidrIpv6: "2000::/3" },
      finds: "cidrIpv6: 2000::/3 on tcp 22",
    },
    "SSH from half of the internet": {
      set: { ...tcp(22), cidrIpv4: "128.0.0.0/1" },
      finds: "cidrIpv4: 128.0.0.0/1 on tcp 22",
    },
    "SSH from a quarter of the internet": {
      set: { ...tcp(22), cidrIpv4: "64.0.0.0/2" },
      finds: "cidrIpv4: 64.0.0.0/2 on tcp 22",
    },
    "SSH from two /8": {
      set: { ...tcp(22), cidrIpv4: "12.0.0.0/7" },
      finds: "cidrIpv4: 12.0.0.0/7 on tcp 22",
    },
    "SSH from two /16 of IPv6": {
      set: { ...tcp(22), cidrIpv4: undefined, cidrIpv6: "2600::/15" },
      finds: "cidrIpv6: 2600::/15 on tcp 22",
    },
    "one port below": { set: { fromPort: 6999 }, finds: "cidrIpv4: 0.0.0.0/0 on udp 6999-8000" },
    "one port above": { set: { toPort: 8001 }, finds: "cidrIpv4: 0.0.0.0/0 on udp 7000-8001" },
    "every port": { set: { fromPort: 0, toPort: 65535 }, finds: "cidrIpv4: 0.0.0.0/0 on udp 0-65535" },
    "no ports, which means every one": {
      set: { fromPort: undefined, toPort: undefined },
      finds: "cidrIpv4: 0.0.0.0/0 on udp 0-65535",
    },
    "ports from -1, which mean every one": {
      set: { fromPort: -1, toPort: -1 },
      finds: "cidrIpv4: 0.0.0.0/0 on udp -1",
    },
    "a range upside down": {
      set: { fromPort: 8000, toPort: 7000 },
      finds: "cidrIpv4: 0.0.0.0/0 on udp 8000-7000",
    },
    "all protocols": { set: { ipProtocol: "-1" }, finds: "cidrIpv4: 0.0.0.0/0 on all ports and protocols" },
    "all protocols, by name": {
      set: { ipProtocol: "all" },
      finds: "cidrIpv4: 0.0.0.0/0 on all ports and protocols",
    },
    "another protocol on the game ports": {
      set: { ipProtocol: "132" },
      finds: "cidrIpv4: 0.0.0.0/0 on 132 7000-8000",
    },
    pings: {
      set: { ipProtocol: "icmp", fromPort: 8, toPort: 0 },
      finds: "cidrIpv4: 0.0.0.0/0 on icmp 8-0",
    },
    "whatever is unreachable": {
      set: { ipProtocol: "icmp", fromPort: 3, toPort: -1 },
      finds: "cidrIpv4: 0.0.0.0/0 on icmp 3--1",
    },
    "other ICMPv6": {
      set: { ipProtocol: "icmpv6", fromPort: 128, toPort: 0, cidrIpv4: undefined, cidrIpv6: "::/0" },
      finds: "cidrIpv6: ::/0 on icmpv6 128-0",
    },
    "443 without the tag": { set: tcp(443), finds: "cidrIpv4: 0.0.0.0/0 on tcp 443" },
    "443 with another tag": {
      set: { ...tcp(443), tags: { Name: "edge" } },
      finds: "cidrIpv4: 0.0.0.0/0 on tcp 443",
    },
    "more than 443 at the edge": {
      set: { ...tcp(443), toPort: 444, tags: { edge: "true" } },
      finds: "cidrIpv4: 0.0.0.0/0 on tcp 443-444",
    },
    "80 at the edge": {
      set: { ...tcp(80), tags: { edge: "true" } },
      finds: "cidrIpv4: 0.0.0.0/0 on tcp 80",
    },
    "game ports that are not the settings'": {
      settings: { gamePorts: { min: 7000, max: 7999 } },
      finds: "cidrIpv4: 0.0.0.0/0 on udp 7000-8000",
    },
  },
  unknown: ["ipProtocol", "fromPort", "toPort"],
});

testRule(sgGamePortsOnly, {
  type: INGRESS_RULE,
  compliant: () => ({ ...tcp(443), cidrIpv6: "::/0", tags: { edge: "true" } }),
  passes: { "a private address, whatever the tags": { set: { cidrIpv6: "fd00::/8", tags: UNKNOWN } } },
  fails: { "443 without tags": { set: { tags: undefined }, finds: "cidrIpv6: ::/0 on tcp 443" } },
  unknown: ["cidrIpv4", "cidrIpv6", "tags", "tags.edge"],
});

testRule(sgGamePortsOnly, {
  type: RULE,
  compliant: () => ({
    type: "ingress",
    ...{ protocol: "tcp", fromPort: 22, toPort: 22 },
    cidrBlocks: ["10.0.0.0/8"],
    ipv6CidrBlocks: ["fd00::/8"],
  }),
  passes: {
    egress: { set: { type: "egress", cidrBlocks: ["0.0.0.0/0"] } },
    "a group": { set: { cidrBlocks: undefined, ipv6CidrBlocks: undefined, sourceSecurityGroupId: UNKNOWN } },
    "game ports": { set: { cidrBlocks: ["0.0.0.0/0"], fromPort: 7000, toPort: 7000 } },
  },
  fails: {
    "the world among others, by both families": {
      set: { "cidrBlocks[1]": "0.0.0.0/0", "ipv6CidrBlocks[1]": "::/0" },
      finds: ["cidrBlocks[1]: 0.0.0.0/0 on tcp 22", "ipv6CidrBlocks[1]: ::/0 on tcp 22"],
    },
  },
  unknown: [
    ...["type", "protocol", "fromPort", "toPort"],
    ...["cidrBlocks", "cidrBlocks[0]", "ipv6CidrBlocks", "ipv6CidrBlocks[0]"],
  ],
});

testRule(sgGamePortsOnly, {
  type: GROUP,
  compliant: () => ({
    tags: { edge: "true" },
    ingress: [
      { protocol: "udp", fromPort: 7000, toPort: 8000, cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] },
      { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
    ],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
  }),
  passes: {
    "no rules": { set: { ingress: undefined } },
    "prefix lists, which are not judged": {
      set: { "ingress[1]": { protocol: "tcp", fromPort: 22, toPort: 22, prefixListIds: ["pl-1"] } },
    },
    "all of the group's own members": { set: { "ingress[1]": { protocol: "-1", self: true } } },
  },
  fails: {
    "443 without the tag": {
      set: { tags: undefined },
      finds: "ingress[1].cidrBlocks[0]: 0.0.0.0/0 on tcp 443",
    },
    "all protocols": {
      set: { "ingress[1].protocol": "-1", "ingress[1].fromPort": 0, "ingress[1].toPort": 0 },
      finds: "ingress[1].cidrBlocks[0]: 0.0.0.0/0 on all ports and protocols",
    },
    "more than one": {
      set: { "ingress[0].toPort": 9000, "ingress[1].fromPort": 22 },
      finds: [
        "ingress[0].cidrBlocks[0]: 0.0.0.0/0 on udp 7000-9000",
        "ingress[0].ipv6CidrBlocks[0]: ::/0 on udp 7000-9000",
        "ingress[1].cidrBlocks[0]: 0.0.0.0/0 on tcp 22-443",
      ],
    },
  },
  unknown: [
    ...["ingress", "ingress[0]", "ingress[0].protocol", "ingress[0].fromPort", "ingress[0].toPort"],
    ...[
      "ingress[1].cidrBlocks",
      "ingress[1].cidrBlocks[0]",
      "ingress[1].ipv6CidrBlocks",
      "tags",
      "tags.edge",
    ],
  ],
});
