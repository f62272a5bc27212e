import { expect, test } from "@jest/globals";
import { fleetAutoscalerSpec } from "./autoscaling.ts";
import type { Autoscaling, Buffer, ScheduleWindow } from "./game-spec.ts";

const policy = (autoscaling: Autoscaling) => fleetAutoscalerSpec("duel", autoscaling, false).policy;

const BUFFER: Buffer = { buffer: 5, min: 5, max: 50 };
const EVENING: ScheduleWindow = {
  name: "evening",
  ...BUFFER,
  recurrence: { cron: "0 18 * * *", duration: "6h" },
  timezone: "Europe/Berlin",
};
const BUFFER_POLICY = { type: "Buffer", buffer: { bufferSize: 5, minReplicas: 5, maxReplicas: 50 } };
const EVENING_POLICY = {
  type: "Schedule",
  schedule: {
    between: { start: "1970-01-01T00:00:00Z", end: "9999-12-31T23:59:59Z" },
    activePeriod: { timezone: "Europe/Berlin", startCron: "0 18 * * *", duration: "6h" },
    policy: BUFFER_POLICY,
  },
};

const ALL_THE_TIME = { timezone: "UTC", startCron: "", duration: "" };

test("names its Fleet and how often it looks", () => {
  expect(fleetAutoscalerSpec("duel", { syncSeconds: 10, kind: "buffer", ...BUFFER }, false)).toEqual({
    fleetName: "duel",
    policy: BUFFER_POLICY,
    sync: { type: "FixedInterval", fixedInterval: { seconds: 10 } },
  });
});

test("a share stays text", () => {
  expect(policy({ syncSeconds: 30, kind: "buffer", buffer: "15%", min: 1, max: 50 })).toEqual({
    type: "Buffer",
    buffer: { bufferSize: "15%", minReplicas: 1, maxReplicas: 50 },
  });
});

test.each([
  ["counter", "Counter"],
  ["list", "List"],
] as const)("%s keeps room in its key", (kind, type) => {
  expect(
    policy({ syncSeconds: 30, kind, key: "rooms", buffer: 20, minCapacity: 20, maxCapacity: 900 }),
  ).toEqual({
    type,
    [kind]: { key: "rooms", bufferSize: 20, minCapacity: 20, maxCapacity: 900 },
  });
});

test("webhook asks a service", () => {
  const webhook = { service: "sizer", namespace: "sizing", path: "/scale", port: 8000 };
  expect(policy({ syncSeconds: 30, kind: "webhook", webhook })).toEqual({
    type: "Webhook",
    webhook: { service: { name: "sizer", namespace: "sizing", path: "/scale", port: 8000 } },
  });
});

test("schedule applies in its window", () => {
  expect(policy({ syncSeconds: 30, kind: "schedule", window: EVENING })).toEqual(EVENING_POLICY);
});

test.each([
  [{}, "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
  [{ start: "2027-01-01T00:00:00Z" }, "2027-01-01T00:00:00Z", "9999-12-31T23:59:59Z"],
  [{ end: "2027-02-01T00:00:00.5Z" }, "1970-01-01T00:00:00Z", "2027-02-01T00:00:00Z"],
  [
    { start: "2027-01-01T02:00:00+02:00", end: "2027-02-01T00:00:00-05:00" },
    "2027-01-01T00:00:00Z",
    "2027-02-01T05:00:00Z",
  ],
])("a window of %j is open all the time from %s to %s", (bounds, start, end) => {
  const window = { name: "launch", ...BUFFER, timezone: "UTC", ...bounds };
  expect(policy({ syncSeconds: 30, kind: "schedule", window })).toEqual({
    type: "Schedule",
    schedule: { between: { start, end }, activePeriod: ALL_THE_TIME, policy: BUFFER_POLICY },
  });
});

test("chain tries windows in their order, then what applies otherwise", () => {
  const launch = { name: "launch", ...BUFFER, end: "2027-02-01T00:00:00Z", timezone: "UTC" };
  expect(
    policy({
      syncSeconds: 30,
      kind: "chain",
      windows: [launch, EVENING],
      otherwise: { buffer: "10%", min: 1, max: 9 },
    }),
  ).toEqual({
    type: "Chain",
    chain: [
      {
        id: "launch",
        type: "Schedule",
        schedule: {
          between: { start: "1970-01-01T00:00:00Z", end: "2027-02-01T00:00:00Z" },
          activePeriod: ALL_THE_TIME,
          policy: BUFFER_POLICY,
        },
      },
      { id: "evening", ...EVENING_POLICY },
      {
        id: "Otherwise",
        type: "Buffer",
        buffer: { bufferSize: "10%", minReplicas: 1, maxReplicas: 9 },
      },
    ],
  });
});

const EVERY_KIND: Autoscaling[] = [
  { syncSeconds: 30, kind: "buffer", ...BUFFER },
  { syncSeconds: 30, kind: "list", key: "players", buffer: 1, minCapacity: 1, maxCapacity: 9 },
  { syncSeconds: 30, kind: "webhook", webhook: { service: "s", namespace: "n", path: "/", port: 1 } },
  { syncSeconds: 30, kind: "schedule", window: EVENING },
  { syncSeconds: 30, kind: "chain", windows: [EVENING], otherwise: BUFFER },
];

test.each(EVERY_KIND)("$kind sizes no Fleet while the game drains", (autoscaling) => {
  const running = fleetAutoscalerSpec("duel", autoscaling, false);
  expect(fleetAutoscalerSpec("duel", autoscaling, true)).toEqual({ ...running, fleetName: "duel.drained" });
});
