import { testStackRule } from "../testing/test-rule.ts";
import { portRangeAgrees } from "./port-range-agrees.ts";

const TYPE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const rule = (name: string, props: object, type = TYPE) => ({
  type,
  name,
  urn: `urn:pulumi:test::gameplane::gameplane:network:Network$${type}::${name}`,
  props: { ipProtocol: "udp", fromPort: 7000, toPort: 8000, cidrIpv4: "0.0.0.0/0", ...props },
});
const GROUP = { type: "aws:ec2/securityGroup:SecurityGroup", props: { description: "game nodes" } };
const fleet = (...protocols: (string | undefined)[]) => ({
  type: "kubernetes:agones.dev/v1:Fleet",
  props: { spec: { template: { spec: { ports: protocols.map((protocol) => ({ protocol })) } } } },
});
const UNREAD = "valueYamlFiles: values in files, which are not read";
const range = (fromPort: number, toPort: number) => ({ "udp.fromPort": fromPort, "udp.toPort": toPort });
const ranges = (minPort: unknown, maxPort: unknown) => ({
  "agones.values.gameservers.minPort": minPort,
  "agones.values.gameservers.maxPort": maxPort,
});

testStackRule(portRangeAgrees, {
  compliant: () => ({
    agones: {
      type: "kubernetes:helm.sh/v3:Release",
      props: { chart: "agones", values: { gameservers: { minPort: 7000, maxPort: 8000 } } },
    },
    udp: rule("game_udp", {}),
    tcp: rule("game_tcp", { ipProtocol: "tcp" }),
  }),
  settings: { ingressRules: [`${TYPE}::game_*`] },
  passes: {
    "the chart's own range": { set: { "agones.values": undefined } },
    "the chart's own last port": { set: { "agones.values.gameservers.maxPort": undefined } },
    "ports as text": { set: ranges("7000", "8000") },
    "another range in both": {
      set: { ...ranges(30000, 31000), ...range(30000, 31000), "tcp.fromPort": 30000, "tcp.toPort": 31000 },
    },
    "a protocol by its number": { set: { "udp.ipProtocol": "17", "tcp.ipProtocol": "6" } },
    "one protocol only": { without: ["tcp"] },
    "IPv6 as well": { add: { six: rule("game_six", { cidrIpv4: undefined, cidrIpv6: "::/0" }) } },
    "a range in two rules": {
      set: range(7000, 7499),
      add: { rest: rule("game_rest", { fromPort: 7500, toPort: 8000 }) },
    },
    "ICMP, which has no ports": {
      add: { icmp: rule("game_icmp", { ipProtocol: "icmp", fromPort: -1, toPort: -1 }) },
    },
    "rules of another group": { add: { nodes: rule("nodes_kubelet", { fromPort: 10250, toPort: 10250 }) } },
    "an egress rule of that name": {
      add: {
        out: rule(
          "game_out",
          { fromPort: 1, toPort: 2 },
          "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        ),
      },
    },
    "TCP only, for games that use nothing else": {
      without: ["udp"],
      add: { duel: fleet("TCP"), lobby: fleet("TCP", "TCP") },
    },
    "UDP within every protocol": {
      without: ["udp"],
      set: ranges(0, 65535),
      add: {
        tcp: rule("game_tcp", { ipProtocol: "tcp", fromPort: 0, toPort: 65535 }),
        all: rule("game_all", { ipProtocol: "-1", fromPort: undefined, toPort: undefined }),
      },
    },
    "files of another chart": {
      set: { ...range(1, 2), "agones.chart": "redis", "agones.valueYamlFiles": [{}] },
    },
    "no files of values": { set: { "agones.valueYamlFiles": [] } },
    "a group beside rules that are named": { add: { group: GROUP } },
    "groups without Agones": { without: ["agones", "udp", "tcp"], add: { group: GROUP } },
    "rules that the settings do not name": { set: range(1, 2), settings: { ingressRules: ["*::players-*"] } },
    "another chart": { set: { ...range(1, 2), "agones.chart": "agones-dashboard" } },
    "no Agones": { without: ["agones"], set: range(1, 2) },
    "further ranges of Agones, in rules of their own": {
      set: { "agones.values.gameservers.additionalPortRanges": { voice: [9000, 9100] } },
      without: ["tcp"],
      add: { voice: rule("game_voice", { fromPort: 9000, toPort: 9100 }) },
    },
  },
  fails: {
    "a first port too low": { set: range(6999, 8000), finds: "game_udp udp 6999 open" },
    "a first port too high": { set: range(7001, 8000), finds: "game_udp udp 7000 closed to 0.0.0.0/0" },
    "a last port too low": { set: range(7000, 7999), finds: "game_udp udp 8000 closed to 0.0.0.0/0" },
    "a last port too high": { set: range(7000, 8001), finds: "game_udp udp 8001 open" },
    "too wide on both sides": { set: range(1024, 65535), finds: "game_udp udp 1024-6999, 8001-65535 open" },
    "one that straddles": {
      set: range(6500, 7500),
      finds: ["game_udp udp 6500-6999 open", "game_udp udp 7501-8000 closed to 0.0.0.0/0"],
    },
    "another range altogether": {
      set: range(9000, 9100),
      finds: ["game_udp udp 9000-9100 open", "game_udp udp 7000-8000 closed to 0.0.0.0/0"],
    },
    "Agones with another range": {
      set: ranges(7000, 9000),
      finds: ["game_udp udp 8001-9000 closed to 0.0.0.0/0", "game_tcp tcp 8001-9000 closed to 0.0.0.0/0"],
    },
    "the chart's own range where another is open": {
      set: { "agones.values": {}, ...range(7000, 7999) },
      finds: "game_udp udp 8000 closed to 0.0.0.0/0",
    },
    "ports that are no numbers": {
      set: ranges("first", "last"),
      finds: "agones values.gameservers: a range without numbers",
    },
    "IPv6 with a range of its own": {
      add: { six: rule("game_six", { cidrIpv4: undefined, cidrIpv6: "::/0", toPort: 7500 }) },
      finds: "game_six udp 7501-8000 closed to ::/0",
    },
    "a narrower source with a range of its own": {
      add: { office: rule("game_office", { cidrIpv4: "203.0.113.0/24", fromPort: 7500 }) },
      finds: "game_office udp 7000-7499 closed to 203.0.113.0/24",
    },
    "a gap between two rules": {
      set: range(7000, 7400),
      add: { rest: rule("game_rest", { fromPort: 7500, toPort: 8000 }) },
      finds: "game_udp udp 7401-7499 closed to 0.0.0.0/0",
    },
    "a protocol by its number": {
      set: { ...range(7000, 8001), "udp.ipProtocol": "17", "tcp.ipProtocol": "6", "tcp.fromPort": 6999 },
      finds: ["game_udp udp 8001 open", "game_tcp tcp 6999 open"],
    },
    "every protocol": {
      set: { "udp.ipProtocol": "-1", "udp.fromPort": undefined, "udp.toPort": undefined },
      finds: "game_udp any protocol 0-6999, 8001-65535 open",
    },
    "every protocol, with ports that AWS does not look at": {
      set: { "udp.ipProtocol": "-1" },
      finds: "game_udp any protocol 0-6999, 8001-65535 open",
    },
    "a chart of a registry": {
      set: { ...range(7000, 8001), "agones.chart": "oci://registry.example.com/charts/agones" },
      finds: "game_udp udp 8001 open",
    },
    "a chart of a registry, by its tag": {
      set: { ...range(7000, 8001), "agones.chart": "oci://registry.example.com/charts/agones:1.60.0" },
      finds: "game_udp udp 8001 open",
    },
    "a directory": {
      set: { ...range(7000, 8001), "agones.chart": "./charts/agones/" },
      finds: "game_udp udp 8001 open",
    },
    "TCP only": { without: ["udp"], finds: "game_tcp tcp alone for 7000-8000" },
    "TCP only, and ICMP": {
      set: { "udp.ipProtocol": "icmp" },
      finds: "game_tcp tcp alone for 7000-8000",
    },
    "TCP only, where one port of a game is UDP by default": {
      without: ["udp"],
      add: { duel: fleet("TCP"), lobby: fleet("TCP", undefined) },
      finds: "game_tcp tcp alone for 7000-8000",
    },
    "TCP only, where a game uses both": {
      without: ["udp"],
      add: { duel: fleet("TCPUDP") },
      finds: "game_tcp tcp alone for 7000-8000",
    },
    "values in files": {
      set: { "agones.valueYamlFiles": [{ path: "./agones.yaml" }], ...range(7000, 8001) },
      finds: `agones ${UNREAD}`,
    },
    "rules of other names, in a stack with groups": {
      add: { group: GROUP },
      settings: { ingressRules: ["*::players-*"] },
      finds: "agones no ingress rule of the setting ingressRules",
    },
    "no rules at all, in a stack with groups": {
      without: ["udp", "tcp"],
      add: { group: GROUP },
      finds: "agones no ingress rule of the setting ingressRules",
    },
    "rules within the group": {
      without: ["udp", "tcp"],
      add: { group: { ...GROUP, props: { ingress: [{ protocol: "udp", fromPort: 7000, toPort: 8000 }] } } },
      finds: "agones no ingress rule of the setting ingressRules",
    },
    "an archive": {
      set: { ...range(7000, 8001), "agones.chart": "./agones-1.60.0.tgz" },
      finds: "game_udp udp 8001 open",
    },
    "further ranges of Agones that stay closed": {
      set: { "agones.values.gameservers.additionalPortRanges": { voice: [9000, 9100] } },
      without: ["tcp"],
      finds: "game_udp udp 9000-9100 closed to 0.0.0.0/0",
    },
  },
  unknown: [
    "agones.chart",
    "agones.values",
    "agones.valueYamlFiles",
    "agones.values.gameservers",
    "agones.values.gameservers.minPort",
    "agones.values.gameservers.maxPort",
    "udp.ipProtocol",
    "udp.fromPort",
    "udp.toPort",
    "udp.cidrIpv4",
  ],
});

testStackRule(portRangeAgrees, {
  compliant: () => ({
    agones: { type: "kubernetes:helm.sh/v4:Chart", props: { chart: "agones" } },
    nodes: rule("nodes-webhook", { fromPort: 9443, toPort: 9443 }),
    game: rule("game-udp-0.0.0.0-0", {}),
  }),
  settings: {},
  passes: { "a stack without groups": { without: ["game"] } },
  fails: {
    "a rule by another name": {
      without: ["game"],
      add: { group: GROUP, renamed: rule("players-udp", {}) },
      finds: "agones no ingress rule of the setting ingressRules",
    },
    "a chart beside one that is right": {
      add: {
        second: { type: "kubernetes:helm.sh/v3:Chart", props: { path: "./agones", valueYamlFiles: [{}] } },
      },
      finds: `second ${UNREAD}`,
    },
  },
  unknown: ["game.fromPort", "game.toPort"],
});
