import { FLEET } from "../agones.ts";
import { each } from "../each.ts";
import type { LabelSelector } from "../pod-selection.ts";
import { namespaceOf, selects } from "../pod-selection.ts";
import { eachContainer, podOf } from "../pods.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

const POD_MONITOR = "kubernetes:monitoring.coreos.com/v1:PodMonitor";

/** As components/games/names.ts has it. */
const PORT = "metrics";

interface PodMonitorProps {
  spec?: {
    selector?: LabelSelector;
    namespaceSelector?: { any?: boolean; matchNames?: string[] };
    podMetricsEndpoints?: { port?: string; portNumber?: number; targetPort?: number | string }[];
  };
}

/** A container's port and its path. */
interface MetricsPort {
  number: number | undefined;
  at: string;
}

export const gameServersScraped = stackRule({
  id: "game-servers-scraped",
  level: "mandatory",
  severity: "medium",
  statement: "Prometheus reads the metrics of every game that offers them.",
  why: "nobody on call otherwise sees that this game's servers lag or fail",
  fix: "let a PodMonitor in its namespace select agones.dev/role: gameserver and name the port",
  references: [],
  types: [FLEET],
  check(resources, report) {
    const monitors = resources.filter(({ type }) => type === POD_MONITOR);
    each(resources, (fleet) => {
      if (fleet.type !== FLEET) return;
      const ports = metricsPorts(fleet);
      each(ports, ({ number, at }) => {
        if (monitors.some((monitor) => reads(monitor, fleet, number))) return;
        report(fleet, {
          at,
          found: `${PORT}${number === undefined ? "" : ` (${show(number)})`}`,
          wanted: "read by a PodMonitor",
        });
      });
    });
  },
});

function metricsPorts(fleet: Subject<object>): MetricsPort[] {
  const ports: MetricsPort[] = [];
  const pod = podOf(fleet);
  if (pod === undefined) return ports;
  eachContainer(pod, (container, at) =>
    each(container.ports, (port, index) => {
      if (port.name === PORT) ports.push({ number: port.containerPort, at: `${at}.ports[${index}].name` });
    }),
  );
  return ports;
}

function reads(monitor: Subject<object>, fleet: Subject<object>, number: number | undefined): boolean {
  const { spec }: PodMonitorProps = monitor.props;
  const pod = podOf(fleet);
  return (
    pod !== undefined &&
    looksInto(monitor, namespaceOf(fleet)) &&
    selects(spec?.selector, pod) &&
    (spec?.podMetricsEndpoints ?? []).some(
      (endpoint) =>
        endpoint.port === PORT ||
        endpoint.targetPort === PORT ||
        (number !== undefined && [endpoint.targetPort, endpoint.portNumber].includes(number)),
    )
  );
}

/** Its own namespace, unless it says otherwise. */
function looksInto(monitor: Subject<object>, namespace: string): boolean {
  const { spec }: PodMonitorProps = monitor.props;
  const { any, matchNames } = spec?.namespaceSelector ?? {};
  if (any === true) return true;
  return (matchNames ?? []).length === 0
    ? namespaceOf(monitor) === namespace
    : matchNames?.includes(namespace) === true;
}
