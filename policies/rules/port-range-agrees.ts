import type { ChartProps, FleetProps } from "../agones.ts";
import { CHARTS, FLEET, isAgonesChart, valuesInFiles } from "../agones.ts";
import { each } from "../each.ts";
import { matches } from "../urn.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { GROUP, INGRESS_RULE } from "../security-groups.ts";
import { z } from "zod";

interface AgonesProps extends ChartProps {
  values?: { gameservers?: GameServerValues };
}

interface GameServerValues {
  minPort?: number | string;
  maxPort?: number | string;
  additionalPortRanges?: Record<string, (number | string)[]>;
}

interface IngressProps {
  ipProtocol?: string;
  fromPort?: number;
  toPort?: number;
  cidrIpv4?: string;
  cidrIpv6?: string;
  prefixListId?: string;
  referencedSecurityGroupId?: string;
}

type Ports = readonly [from: number, to: number];

export const portRangeAgrees = stackRule({
  id: "port-range-agrees",
  level: "mandatory",
  severity: "critical",
  statement: "The game nodes' security group opens exactly the ports that Agones hands out.",
  why: "players sent to a closed port never get into their match, and unused open ones serve attackers",
  fix: "set the range once, by `gamePorts`, from which both are made",
  references: [],
  settings: {
    // The group's id is unknown until the first `up`.
    ingressRules: z
      .array(z.string().regex(/.::./, "not TYPE::NAME"))
      .min(1)
      .default([`${INGRESS_RULE}::game-*`])
      .meta({
        description: "ingress rules of the game nodes' group, as `TYPE::NAME`; * stands for any characters",
      }),
  },
  types: CHARTS,
  check(resources, report, { ingressRules }) {
    const rules = resources.filter(
      ({ type, urn }) => type === INGRESS_RULE && ingressRules.some((pattern) => matches(pattern, urn)),
    );
    const hasGroups = resources.some(({ type }) => type === GROUP);
    each(resources, (chart) => {
      if (!isAgones(chart)) return;
      if (rules.length > 0) checkRanges(chart, rules, resources, report);
      // On a cluster that was there before its groups are elsewhere.
      else if (hasGroups)
        report(chart, {
          at: "",
          found: "no ingress rule of the setting ingressRules",
          wanted: "one for the ports that it hands out",
          fix: "open them by SecurityGroupIngressRules, and name these in this rule's setting `ingressRules`",
        });
    });
  },
});

function checkRanges(
  chart: Subject<object>,
  rules: Subject<object>[],
  resources: Subject<object>[],
  report: StackReport,
): void {
  const notRead = valuesInFiles(chart.props);
  if (notRead !== undefined) {
    report(chart, notRead);
    return;
  }
  const handedOut = portsOf(chart);
  if (handedOut.flat().some(Number.isNaN)) {
    report(chart, {
      at: "values.gameservers",
      found: "a range without numbers",
      wanted: "first and last port",
    });
    return;
  }
  const checkExcess = (rule: Subject<object>) => {
    const excess = protocolOf(rule) === undefined ? [] : without([openedBy(rule)], handedOut);
    if (excess.length > 0)
      report(rule, { at: "", found: `${described(rule, excess)} open`, wanted: "closed" });
  };
  const checkGaps = ([rule, ...others]: Subject<object>[]) => {
    if (rule === undefined) return;
    const closed = without(handedOut, [rule, ...others].map(openedBy));
    const found = `${described(rule, closed)} closed to ${sourceOf(rule)}`;
    if (closed.length > 0) report(rule, { at: "", found, wanted: "open" });
  };
  const checkUdp = () => {
    if (rules.some((rule) => ["udp", "-1"].includes(protocolOf(rule) ?? "")) || !usesUdp(resources)) return;
    const rule = rules.find((each) => protocolOf(each) === "tcp");
    if (rule !== undefined)
      report(rule, {
        at: "",
        found: `tcp alone for ${shown(handedOut)}`,
        wanted: "accompanied by udp",
        fix: "open the same ports for udp",
      });
  };
  // An unknown rule may close another's gap; an excess stays one.
  const checks = [() => each(rules, checkExcess), () => each(bySource(rules), checkGaps), checkUdp];
  each(checks, (check) => check());
}

function isAgones({ type, props }: Subject<object>): boolean {
  if (!CHARTS.includes(type)) return false;
  return isAgonesChart(props);
}

/** Agones' default: needed unless all ports of the Fleets that are here say TCP. */
function usesUdp(resources: Subject<object>[]): boolean {
  const fleets = resources.filter(({ type }) => type === FLEET);
  const ports = fleets.flatMap(({ props }) => {
    const { spec }: FleetProps = props;
    return spec?.template?.spec?.ports ?? [];
  });
  return ports.length === 0 || ports.some(({ protocol = "UDP" }) => protocol !== "TCP");
}

/** With the chart's defaults. */
function portsOf({ props }: Subject<object>): Ports[] {
  const { values }: AgonesProps = props;
  const { minPort = 7000, maxPort = 8000, additionalPortRanges = {} } = values?.gameservers ?? {};
  const more = Object.values(additionalPortRanges).map(([from, to]): Ports => [Number(from), Number(to)]);
  return [[Number(minPort), Number(maxPort)], ...more];
}

const PROTOCOLS: Record<string, string> = {
  udp: "udp",
  tcp: "tcp",
  "17": "udp",
  "6": "tcp",
  "-1": "-1",
  all: "-1",
};

/** Undefined for what has no ports, as ICMP. */
function protocolOf({ props }: Subject<object>): string | undefined {
  const { ipProtocol = "" }: IngressProps = props;
  return PROTOCOLS[ipProtocol.toLowerCase()];
}

function openedBy(rule: Subject<object>): Ports {
  if (protocolOf(rule) === "-1") return [0, 65_535];
  const { fromPort = 0, toPort = 65_535 }: IngressProps = rule.props;
  return [fromPort, toPort];
}

/** Rules that open one protocol to the same players: their ranges add up. */
function bySource(rules: Subject<object>[]): Subject<object>[][] {
  const withPorts = rules.filter((rule) => protocolOf(rule) !== undefined);
  return [...Map.groupBy(withPorts, (rule) => `${protocolOf(rule) ?? ""} ${sourceOf(rule)}`).values()];
}

function sourceOf({ props }: Subject<object>): string {
  const rule: IngressProps = props;
  return rule.cidrIpv4 ?? rule.cidrIpv6 ?? rule.prefixListId ?? rule.referencedSecurityGroupId ?? "nobody";
}

/** The ports that are in none of the others. */
const without = (ports: Ports[], others: Ports[]): Ports[] =>
  others.reduce(
    (left, [from, to]) =>
      left
        .flatMap(([first, last]): Ports[] => [
          [first, Math.min(last, from - 1)],
          [Math.max(first, to + 1), last],
        ])
        .filter(([first, last]) => first <= last),
    ports,
  );

function described(rule: Subject<object>, ports: Ports[]): string {
  const protocol = protocolOf(rule) === "-1" ? "any protocol" : protocolOf(rule);
  return `${protocol ?? ""} ${shown(ports)}`;
}

const shown = (ports: Ports[]): string =>
  ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
