import type {
  FleetAutoscalerPolicy,
  FleetAutoscalerSpec,
  SchedulePolicy,
  SizePolicy,
} from "../agones/resources.ts";
import type { Autoscaling, Buffer, Policy, ScheduleWindow } from "./game-spec.ts";

/** Id of the last entry of a chain; names of windows have no capitals. */
const OTHERWISE = "Otherwise";

/**
 * Whom a FleetAutoscaler sizes while its Fleet drains: nobody, for no Fleet has a dot in its name. So it leaves alone what
 * the Fleet itself says, which is no servers. A buffer could not do that: Agones knows none below 1, and that one server
 * would be allocated again and again. A schedule that is not open does it, but Agones 1.60 logs two errors every 3 s, here
 * one event at each sync. To remove the FleetAutoscaler would come too late: Pulumi deletes last, and until then it might
 * write its own number.
 */
const noFleet = (fleet: string) => `${fleet}.drained`;

/** What decides the number of a Fleet's servers, as Agones takes it. */
export function fleetAutoscalerSpec(
  fleet: string,
  autoscaling: Autoscaling,
  drain: boolean,
): FleetAutoscalerSpec {
  return {
    fleetName: drain ? noFleet(fleet) : fleet,
    policy: policy(autoscaling),
    sync: { type: "FixedInterval", fixedInterval: { seconds: autoscaling.syncSeconds } },
  };
}

function policy(autoscaling: Autoscaling): FleetAutoscalerPolicy {
  switch (autoscaling.kind) {
    case "schedule":
      return schedulePolicy(autoscaling.window);
    case "chain":
      return {
        type: "Chain",
        chain: [
          ...autoscaling.windows.map((window) => ({ id: window.name, ...schedulePolicy(window) })),
          { id: OTHERWISE, ...bufferPolicy(autoscaling.otherwise) },
        ],
      };
    case "buffer":
    case "counter":
    case "list":
    case "webhook":
      return sizePolicy(autoscaling);
  }
}

function sizePolicy(size: Policy): SizePolicy {
  switch (size.kind) {
    case "buffer":
      return bufferPolicy(size);
    case "counter":
      return { type: "Counter", counter: capacity(size) };
    case "list":
      return { type: "List", list: capacity(size) };
    case "webhook": {
      const { service, namespace, path, port } = size.webhook;
      return { type: "Webhook", webhook: { service: { name: service, namespace, path, port } } };
    }
  }
}

const bufferPolicy = ({ buffer, min, max }: Buffer): SizePolicy => ({
  type: "Buffer",
  buffer: { bufferSize: buffer, minReplicas: min, maxReplicas: max },
});

const capacity = ({
  key,
  buffer,
  minCapacity,
  maxCapacity,
}: Extract<Policy, { kind: "counter" | "list" }>) => ({
  key,
  bufferSize: buffer,
  minCapacity,
  maxCapacity,
});

function schedulePolicy(window: ScheduleWindow): SchedulePolicy {
  const { start = ALWAYS.start, end = ALWAYS.end, recurrence, timezone } = window;
  return {
    type: "Schedule",
    schedule: {
      between: { start: utc(start), end: utc(end) },
      // Agones adds these where they are left out, which in a chain would show as a change after each refresh.
      activePeriod: { timezone, startCron: recurrence?.cron ?? "", duration: recurrence?.duration ?? "" },
      policy: bufferPolicy(window),
    },
  };
}

/** Agones 1.60 writes null for a time that is left out, which its own CRD refuses. */
const ALWAYS = { start: "1970-01-01T00:00:00Z", end: "9999-12-31T23:59:59Z" };

/** Agones writes times back in UTC and whole seconds; any other spelling would show as a change after each refresh. */
const utc = (time: string) => new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
