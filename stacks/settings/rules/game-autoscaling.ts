// What Agones' webhook would refuse (pkg/apis/autoscaling/v1, Validate*), and what would have no effect.
import { boundsOf, policyOf, resolvePolicy, TYPE_DEFAULTS } from "../games.ts";
import { show } from "../problem.ts";
import type { Game } from "../schema/games.ts";
import type { GameCheck, WithGames } from "./each-game.ts";
import { dotted, eachGame } from "./each-game.ts";
import type { Report, Rule, RuleContext } from "./rule.ts";

type Autoscaling = Game["autoscaling"];
type Policy = ReturnType<typeof policyOf>;
type BoundsKey = "min" | "max" | "buffer" | "percentage";

/** Which policies a setting belongs to; all others ignore it. */
const BELONGS_TO: Partial<Record<keyof Autoscaling, Policy[]>> = {
  min: ["buffer", "percentage", "schedule", "chain"],
  buffer: ["buffer", "counter", "list", "schedule", "chain"],
  percentage: ["percentage", "counter", "list", "schedule", "chain"],
  key: ["counter", "list"],
  minCapacity: ["counter", "list"],
  maxCapacity: ["counter", "list"],
  windows: ["schedule", "chain"],
  webhook: ["webhook"],
};

/** A rule about games whose number of servers an autoscaler decides. */
const eachAutoscaled = (id: string, check: GameCheck<WithGames>): Rule<WithGames> =>
  eachGame(id, (game, path, report, settings, context) => {
    if (game.replicas === undefined && game.storage.persistent === undefined)
      check(game, path, report, settings, context);
  });

/** Bounds of a game, or of one of its windows. */
const eachBounds = (id: string, check: (bounds: Bounds, report: Report) => void): Rule<WithGames> =>
  eachAutoscaled(id, (game, path, report, _, { writtenKey }) => {
    if (!["buffer", "percentage", "schedule", "chain"].includes(policyOf(game.autoscaling))) return;
    const here = [...path, "autoscaling"];
    check(new Bounds(game, here, writtenKey), report);
    for (const name of Object.keys(game.autoscaling.windows))
      check(new Bounds(game, here, writtenKey, name), report);
  });

/** Bounds with where each comes from: they are written, the game's, or its type's. */
class Bounds {
  readonly buffer: number | `${number}%`;
  readonly path: string[];
  readonly #game: Game;
  readonly #gamePath: string[];
  readonly #own: Pick<Autoscaling, BoundsKey>;
  readonly #writtenKey: RuleContext["writtenKey"];

  constructor(game: Game, path: string[], writtenKey: RuleContext["writtenKey"], window?: string) {
    const own = window === undefined ? game.autoscaling : game.autoscaling.windows[window];
    this.#game = game;
    this.#gamePath = path;
    this.#writtenKey = writtenKey;
    this.#own = own ?? {};
    this.path = window === undefined ? path : [...path, "windows", window];
    this.buffer = boundsOf(game, window === undefined ? undefined : game.autoscaling.windows[window]).buffer;
  }

  /** As somebody wrote it, or its type has it. */
  value(key: "min" | "max"): number {
    return this.#own[key] ?? this.#game.autoscaling[key] ?? TYPE_DEFAULTS[this.#game.type].autoscaling[key];
  }

  isOwn(...keys: BoundsKey[]): boolean {
    return keys.some((key) => this.#own[key] !== undefined);
  }

  /** `buffer 20 (the default of type dedicated)`, in the line of the setting `beside`. */
  words(key: BoundsKey, beside: BoundsKey): string {
    const from = this.#source(key, beside);
    const value = key === "min" || key === "max" ? this.value(key) : this.buffer;
    return `${key} ${value}${from === undefined ? "" : ` (${from})`}`;
  }

  /** Where a bound comes from, unless it is written next to `beside`. */
  #source(key: BoundsKey, beside: BoundsKey): string | undefined {
    if (!this.isOwn(key) && this.#game.autoscaling[key] === undefined)
      return `the default of type ${this.#game.type}`;
    const path = [...(this.isOwn(key) ? this.path : this.#gamePath), key];
    const written = this.#writtenKey(path);
    const neighbour = this.#writtenKey([...this.path, beside]);
    if (dotted(written.slice(0, -1)) === dotted(neighbour.slice(0, -1))) return undefined;
    return !this.isOwn(key) && dotted(written) === dotted(path) ? "the game's" : dotted(written);
  }
}

export const gameAutoscalingRules: Rule<WithGames>[] = [
  eachGame("autoscaling-or-fixed", ({ autoscaling, replicas, storage }, path, report) => {
    const fixed = storage.persistent !== undefined ? "storage.persistent" : "replicas";
    if (replicas === undefined && storage.persistent === undefined) return;
    const [first] = written(autoscaling);
    if (first !== undefined)
      report(
        [...path, "autoscaling", first.key],
        `${first.shown}does not go with ${dotted([...path, fixed])}, which fixes the number of servers; remove one of them`,
      );
  }),
  eachAutoscaled("autoscaling-unused", ({ autoscaling }, path, report) => {
    const policy = policyOf(autoscaling);
    // Percentage against buffer has a rule of its own.
    const isBoth = autoscaling.buffer !== undefined && autoscaling.percentage !== undefined;
    for (const { key, shown } of written(autoscaling)) {
      const policies = BELONGS_TO[key];
      if (policies?.includes(policy) !== false) continue;
      if (isBoth && (key === "buffer" || key === "percentage")) continue;
      report(
        [...path, "autoscaling", key],
        `${shown}has no effect with policy ${policy}, only with ${or(policies)}; remove it, or choose another policy`,
      );
    }
  }),
  eachAutoscaled("autoscaling-percentage-or-buffer", ({ autoscaling }, path, report) => {
    const all = Object.entries({ "": autoscaling, ...autoscaling.windows });
    for (const [window, { buffer, percentage }] of all) {
      const here = [...path, "autoscaling", ...(window === "" ? [] : ["windows", window])];
      if (buffer !== undefined && percentage !== undefined)
        report([...here, "percentage"], `${percentage} stands beside buffer ${buffer}; keep one of them`);
    }
  }),
  eachAutoscaled("autoscaling-percentage-missing", ({ autoscaling }, path, report) => {
    if (autoscaling.policy === "percentage" && autoscaling.percentage === undefined)
      report([...path, "autoscaling", "percentage"], "is missing, and policy percentage needs it; set it");
  }),
  eachBounds("autoscaling-min-max", (bounds, report) => {
    if (!bounds.isOwn("min", "max") || bounds.value("min") <= bounds.value("max")) return;
    if (bounds.isOwn("max"))
      report(
        [...bounds.path, "max"],
        `${bounds.value("max")} is below ${bounds.words("min", "max")}; raise max or set a lower min`,
      );
    else
      report(
        [...bounds.path, "min"],
        `${bounds.value("min")} is above ${bounds.words("max", "min")}; lower min or set a higher max`,
      );
  }),
  eachBounds("autoscaling-buffer-max", (bounds, report) => {
    if (!isBufferAboveMax(bounds) || !bounds.isOwn("buffer", "max")) return;
    if (bounds.isOwn("buffer"))
      report(
        [...bounds.path, "buffer"],
        `${bounds.buffer} is not below ${bounds.words("max", "buffer")}; lower buffer or set a higher max`,
      );
    else
      report(
        [...bounds.path, "max"],
        `${bounds.value("max")} is not above ${bounds.words("buffer", "max")}; raise max or set a lower buffer`,
      );
  }),
  eachBounds("autoscaling-percentage-min", (bounds, report) => {
    if (typeof bounds.buffer === "string" && bounds.isOwn("min") && bounds.value("min") === 0)
      report(
        [...bounds.path, "min"],
        `0 with a share of ${bounds.buffer} would never leave 0; raise min to 1 at least, or set buffer instead`,
      );
  }),
  eachAutoscaled("autoscaling-key", (game, path, report) => {
    const policy = policyOf(game.autoscaling);
    if (policy !== "counter" && policy !== "list") return;
    const { key } = game.autoscaling;
    const [where, names] =
      policy === "counter" ? ["counters", Object.keys(game.counters)] : ["lists", Object.keys(game.lists)];
    const here = dotted([...path, where]);
    if (names.length === 0)
      report(
        [...path, "autoscaling", "policy"],
        `${policy} needs one of ${here}, and there is none; add one, or choose another policy`,
      );
    else if (key === undefined && names.length > 1)
      report(
        [...path, "autoscaling", "key"],
        `is missing, and ${here} has several (${names.join(", ")}); set it to one of them`,
      );
    else if (key !== undefined && !names.includes(key))
      report([...path, "autoscaling", "key"], `${key} is not in ${here} (${names.join(", ")}); correct it`);
  }),
  eachAutoscaled("autoscaling-capacity", (game, path, report) => {
    const policy = resolvePolicy(game);
    if (policy.kind !== "counter" && policy.kind !== "list") return;
    const here = [...path, "autoscaling"];
    const { buffer, minCapacity, maxCapacity } = policy;
    const { autoscaling } = game;
    const isTooMuch = typeof buffer === "number" && buffer > maxCapacity;
    if (isTooMuch)
      report(
        [...here, "maxCapacity"],
        `${maxCapacity} is below buffer ${buffer}; raise maxCapacity or lower buffer`,
      );
    else if (minCapacity > maxCapacity)
      report(
        [...here, "minCapacity"],
        `${minCapacity} is above maxCapacity ${maxCapacity}; lower minCapacity or raise maxCapacity`,
      );
    if (autoscaling.minCapacity === undefined || isTooMuch) return;
    if (typeof buffer === "string" && minCapacity === 0)
      report(
        [...here, "minCapacity"],
        `0 with a share of ${buffer} would never leave 0; raise minCapacity to 1 at least`,
      );
    if (typeof buffer === "number" && minCapacity > 0 && minCapacity < buffer)
      report(
        [...here, "minCapacity"],
        `${minCapacity} is below buffer ${buffer}, which Agones refuses; set minCapacity to 0 or ${buffer}`,
      );
  }),
  eachAutoscaled("autoscaling-webhook-missing", ({ autoscaling }, path, report) => {
    if (autoscaling.policy === "webhook" && autoscaling.webhook === undefined)
      report(
        [...path, "autoscaling", "webhook"],
        "is missing, and policy webhook needs it; set the service to ask",
      );
  }),
];

const isBufferAboveMax = (bounds: Bounds) =>
  typeof bounds.buffer === "number" && bounds.buffer >= bounds.value("max");

const KEYS = ["policy", "min", "max", "buffer", "percentage", "key", "minCapacity", "maxCapacity"] as const;

/** What settings say of autoscaling, each with its value as a line shows it. */
function written(autoscaling: Autoscaling): { key: keyof Autoscaling; shown: string }[] {
  const { windows, webhook } = autoscaling;
  return [
    ...KEYS.flatMap((key) =>
      autoscaling[key] === undefined ? [] : [{ key, shown: `${show(autoscaling[key])} ` }],
    ),
    ...(Object.keys(windows).length > 0 ? [{ key: "windows" as const, shown: "" }] : []),
    ...(webhook === undefined ? [] : [{ key: "webhook" as const, shown: "" }]),
  ];
}

const or = (names: string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
