import { GAME_NAMESPACE } from "../../../components/isolation/namespaces.ts";
import { byObjectName, objectName, urlPath } from "./kubernetes.ts";
import { group, oneOf, text, wholeNumber } from "./setting.ts";

const bufferSize = (description: string, standard: string) =>
  wholeNumber(1, 5000, { description, defaultText: standard }).optional();

/** A buffer of servers and its bounds, as the policies share them. */
const bounds = (standard: string) => ({
  min: wholeNumber(0, 20000, {
    description: "Fewest servers; any number but 0 is raised to the buffer.",
    defaultText: standard,
  }).optional(),
  max: wholeNumber(1, 20000, {
    description:
      "Most servers at once, an update's surge left out; what a webhook answers the quota alone bounds.",
    defaultText: standard,
  }).optional(),
  buffer: bufferSize(
    "Servers kept Ready for new sessions; with counter and list, the room kept free over all servers.",
    standard,
  ),
  percentage: wholeNumber(1, 99, {
    description: "Share of all servers kept Ready, in place of buffer; min has to be 1 at least.",
    unit: "%",
    defaultText: "none",
  }).optional(),
});

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^(?=.*[1-9])(\d+h)?(\d+m)?(\d+s)?$/;

const scheduleWindow = group(
  {
    start: text(RFC_3339, "a time such as 2027-01-30T18:00:00Z, quoted", {
      description: "When it opens for the first time.",
      defaultText: "at once",
    }).optional(),
    end: text(RFC_3339, "a time such as 2027-01-30T18:00:00Z, quoted", {
      description: "When it closes for good; Agones refuses one that is past.",
      defaultText: "never",
    }).optional(),
    cron: text(/^[\d*,/A-Z-]+( [\d*,/A-Z-]+){4}$/, 'a cron expression of five fields such as "0 18 * * 5"', {
      description: "When it opens, again and again.",
      defaultText: "open from start to end",
    }).optional(),
    duration: text(DURATION, "a duration such as 4h or 1h30m", {
      description: "How long it stays open each time; goes with cron.",
      defaultText: "none",
    }).optional(),
    timezone: text(/^[A-Za-z]+([_/+-][A-Za-z0-9_+-]+)*$/, "an IANA time zone such as Europe/Berlin", {
      description: "Time zone of cron.",
    }).default("UTC"),
    ...bounds("the game's"),
  },
  "A time in which other bounds hold.",
);

export const autoscaling = group(
  {
    policy: oneOf(["buffer", "percentage", "counter", "list", "schedule", "chain", "webhook"], {
      description:
        "What decides the number of servers. buffer, percentage: how many stay Ready. counter, list: room in an Agones Counter or List. schedule: one window of time, and nothing outside of it. chain: several windows in order, else the buffer. webhook: a service of yours.",
      defaultText: "buffer, or percentage where that is set",
    }).optional(),
    ...bounds("by the game's type"),
    key: objectName({
      description: "With policy counter or list: the Counter or List that is looked at.",
      defaultText: "the game's only one",
    }).optional(),
    minCapacity: wholeNumber(0, 10_000_000, {
      description: "With policy counter or list: its least capacity over all servers.",
      defaultText: "the buffer",
    }).optional(),
    maxCapacity: wholeNumber(1, 10_000_000, {
      description: "With policy counter or list: its most capacity over all servers.",
      defaultText: "max times the capacity of one server",
    }).optional(),
    windows: byObjectName(
      40,
      scheduleWindow,
      "Windows of time in which other bounds hold, by name; no two may be open at the same time.",
    ).default({}),
    webhook: group(
      {
        service: objectName("The Service to ask."),
        namespace: objectName("Namespace of the Service.").default(GAME_NAMESPACE),
        path: urlPath("Path of the request.").default("/scale"),
        port: wholeNumber(1, 65535, "Port of the Service and of its pods.").default(8000),
      },
      "The service of policy webhook, which answers a FleetAutoscaleReview.",
    ).optional(),
    syncSeconds: wholeNumber(2, 600, {
      description: "How often the number is looked at.",
      unit: "seconds",
    }).default(30),
  },
  "How many servers there are (FleetAutoscaler).",
).prefault({});
