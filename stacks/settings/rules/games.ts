import { mebibytes, milliCpus } from "../quantities.ts";
import type { Game } from "../schema/games.ts";
import { dotted, eachGame, everyGame, gamesHere } from "./each-game.ts";
import type { WithGames } from "./each-game.ts";
import type { Report, Rule, RuleContext } from "./rule.ts";

/** Agones puts the name of a Fleet into labels (pkg/apis/agones/v1, validateName). */
const LONGEST_FLEET_NAME = 63;

/** Labels by which gameplane and Agones find pods. */
// By `app` NetworkPolicies tell the matchmaker, the game backend and what games reach.
const RESERVED_LABEL = /^(game|type|app)$|(^|\.)(agones\.dev|gameplane\.dev)\//;

/** Environment variables of gameplane, and of Agones for its SDK. */
const RESERVED_ENV = /^(SERVER_ID|MAX_PLAYERS|TICK_RATE|GAME_MODE|ANTI_CHEAT|REGION|AGONES_SDK_.*)$/;

/** Where the kubelet and the runtime put a container's own files, and the image what it resolves names and users by. */
const CONTAINER_FOLDERS = ["/var/run/secrets", "/run/secrets", "/proc", "/sys", "/dev", "/etc"];

export const gameRules: Rule<WithGames>[] = [
  everyGame("game-region-known", (game, path, report, _, { regions, environment }) => {
    const whose = environment === undefined ? "this stack's" : `${environment.name}'s`;
    for (const { region, at } of overridesOf(game, path)) {
      if (!regions.includes(region))
        report(at, `is not among ${whose} regions ${regions.join(", ")}; correct or remove it`);
    }
  }),
  everyGame("game-regions-none", ({ regions }, path, report) => {
    if (regions !== undefined && Object.keys(regions).length === 0)
      report(
        [...path, "regions"],
        "is empty, so the game runs nowhere; name a region, or remove it for every region",
      );
  }),
  everyGame("game-override-regions", (game, path, report) => {
    for (const { override, at } of overridesOf(game, path)) {
      if (Object.hasOwn(override, "regions"))
        report(
          [...at, "regions"],
          `has no effect within a region; name regions in ${dotted([...path, "regions"])}`,
        );
    }
  }),
  eachGame("fleet-name-length", (game, path, report) => {
    for (const { name, world } of fleetsOf(path, game)) {
      if (name.length <= LONGEST_FLEET_NAME) continue;
      const of = world === undefined ? "" : ` (world ${world})`;
      const at = game.fleet === undefined ? path : [...path, "fleet"];
      report(
        at,
        `makes the Fleet name ${name} of ${name.length} characters${of}, and Agones takes ${LONGEST_FLEET_NAME}; shorten it`,
      );
    }
  }),
  {
    id: "fleet-names-unique",
    check(settings, report) {
      const seen = new Map<string, string[]>();
      for (const [id, game] of gamesHere(settings)) {
        const path = ["games", id];
        for (const { name } of fleetsOf(path, game)) {
          const other = seen.get(name);
          if (other === undefined) seen.set(name, path);
          else
            report(
              game.fleet === undefined ? path : [...path, "fleet"],
              `makes a second Fleet ${name} beside that of ${dotted(other)}; give one of them another fleet`,
            );
        }
      }
    },
  },
  eachGame("limit-below-request", (game, path, report) => {
    const { sidecar } = game.antiCheat;
    checkLimits(game, path, report);
    if (sidecar !== undefined) checkLimits(sidecar, [...path, "antiCheat", "sidecar"], report);
  }),
  eachGame("counter-count", ({ counters }, path, report) => {
    for (const [key, { count, capacity }] of Object.entries(counters)) {
      if (count > capacity)
        report(
          [...path, "counters", key, "count"],
          `${count} is above capacity ${capacity}; lower count or raise capacity`,
        );
    }
  }),
  eachGame("game-env-reserved", ({ env, secrets }, path, report) => {
    for (const [key, names] of Object.entries({ env, secrets })) {
      for (const name of Object.keys(names).filter((variable) => RESERVED_ENV.test(variable))) {
        report(
          [...path, key, name],
          `is an environment variable that ${name.startsWith("AGONES_") ? "Agones" : "gameplane"} sets; choose another name`,
        );
      }
    }
  }),
  eachGame("game-env-twice", ({ env, secrets }, path, report) => {
    for (const name of Object.keys(secrets).filter((variable) => Object.hasOwn(env, variable))) {
      report([...path, "secrets", name], `stands in ${dotted([...path, "env"])} as well; keep one of them`);
    }
  }),
  eachGame("game-secret-known", ({ secrets }, path, report, _, context) => {
    for (const [name, secret] of Object.entries(secrets).filter(([, of]) => !context.secrets.includes(of)))
      report([...path, "secrets", name], missingSecret(secret, context));
  }),
  eachGame("game-pull-secret-known", ({ pullSecrets }, path, report, _, context) => {
    for (const secret of pullSecrets.filter((name) => !context.secrets.includes(name)))
      report([...path, "pullSecrets"], missingSecret(secret, context));
  }),
  eachGame("game-labels-reserved", ({ labels }, path, report) => {
    for (const key of Object.keys(labels).filter((label) => RESERVED_LABEL.test(label)))
      report([...path, "labels", key], "is a label that gameplane or Agones sets; choose another key");
  }),
  eachGame("egress-target", ({ egress }, path, report) => {
    for (const [name, { app, cidrs }] of Object.entries(egress)) {
      const here = [...path, "egress", name];
      if (app === undefined && cidrs.length === 0)
        report(here, "has neither app nor cidrs, so it opens nothing; set one of them");
      if (app !== undefined && cidrs.length > 0)
        report(
          [...here, "app"],
          `${app} stands beside cidrs ${cidrs.join(", ")}, and a target is one or the other; make it two targets`,
        );
    }
  }),
  eachGame("egress-namespace", ({ egress }, path, report) => {
    for (const [name, { app, cidrs, namespace }] of Object.entries(egress)) {
      // Without app and cidrs there is another line.
      if (namespace !== undefined && app === undefined && cidrs.length > 0)
        report(
          [...path, "egress", name, "namespace"],
          `${namespace} has no effect on addresses; remove it, or name the pods by app`,
        );
    }
  }),
  eachGame("replicas-or-worlds", ({ replicas, storage }, path, report) => {
    if (replicas !== undefined && storage.persistent !== undefined)
      report(
        [...path, "replicas"],
        `${replicas} does not go with storage.persistent, where each world is one server; remove it`,
      );
  }),
  eachGame("worlds-none", ({ storage: { persistent } }, path, report) => {
    if (persistent !== undefined && Object.keys(persistent.worlds).length === 0)
      report([...path, "storage", "persistent", "worlds"], "is empty; name at least one world");
  }),
  eachGame("volume-paths", ({ storage: { scratch, persistent } }, path, report) => {
    for (const [key, volume] of Object.entries({ scratch, persistent })) {
      const hidden = CONTAINER_FOLDERS.find((folder) => `${volume?.path ?? ""}/`.startsWith(`${folder}/`));
      if (volume !== undefined && hidden !== undefined)
        report(
          [...path, "storage", key, "path"],
          `${volume.path} would hide what the container needs in ${hidden}; choose another, such as /data`,
        );
    }
    if (scratch !== undefined && scratch.path === persistent?.path)
      report(
        [...path, "storage", "scratch", "path"],
        `${scratch.path} is the path of storage.persistent too; choose another`,
      );
  }),
];

/** Rules of games where there is AWS. */
export const eksGameRules: Rule<WithGames>[] = [
  eachGame("iam-egress", ({ iam, egress }, path, report) => {
    // A target with neither pods nor addresses has its own line.
    const hasAddresses = Object.values(egress).some(
      ({ app, cidrs }) => app === undefined || cidrs.length > 0,
    );
    if (Object.keys(iam).length > 0 && !hasAddresses)
      report(
        [...path, "iam"],
        "reaches no AWS API, because egress names no addresses; add egress such as { aws: { cidrs: [0.0.0.0/0], ports: [443] } }",
      );
  }),
];

/** Rules of games where there is no AWS. */
export const existingGameRules: Rule<WithGames>[] = [
  eachGame("iam-needs-eks", ({ iam }, path, report) => {
    if (Object.keys(iam).length > 0)
      report(
        [...path, "iam"],
        "needs Pod Identity, which a cluster: existing does not have; remove it, or leave this region out",
      );
  }),
  eachGame("pool-needs-eks", ({ pool }, path, report) => {
    if (pool !== undefined)
      report(
        [...path, "pool"],
        `${pool} has no effect on an existing cluster, whose nodes existingCluster.gameNodes names; remove it`,
      );
  }),
  eachGame("world-zone-needs-eks", ({ storage: { persistent } }, path, report) => {
    for (const [name, { zoneId }] of Object.entries(persistent?.worlds ?? {})) {
      if (zoneId !== undefined)
        report(
          [...path, "storage", "persistent", "worlds", name, "zoneId"],
          `${zoneId} is a zone of AWS, and an existing cluster's nodes are named by existingCluster.gameNodes; remove it`,
        );
    }
  }),
];

/** What differs by region; ends the check where one of them is refused. */
const overridesOf = ({ regions }: Game, path: string[]) =>
  Object.entries(regions ?? {}).map(([region, override]) => ({
    region,
    override,
    at: [...path, "regions", region],
  }));

/** The Fleets of a game: one, or one for each world. */
function fleetsOf([, id = ""]: string[], { fleet, storage }: Game): { name: string; world?: string }[] {
  const name = fleet ?? id;
  return storage.persistent === undefined
    ? [{ name }]
    : Object.keys(storage.persistent.worlds).map((world) => ({ name: `${name}-${world}`, world }));
}

function checkLimits({ cpu, memory }: Pick<Game, "cpu" | "memory">, path: string[], report: Report): void {
  if (cpu.limit !== undefined && milliCpus(cpu.limit) < milliCpus(cpu.request))
    report(
      [...path, "cpu", "limit"],
      `${cpu.limit} is below request ${cpu.request}; raise limit or lower request`,
    );
  if (memory.limit !== undefined && mebibytes(memory.limit) < mebibytes(memory.request))
    report(
      [...path, "memory", "limit"],
      `${memory.limit} is below request ${memory.request}; raise limit or lower request`,
    );
}

function missingSecret(secret: string, { secrets, stack, environment }: RuleContext): string {
  const known = secrets.length === 0 ? "none" : secrets.join(", ");
  // On the environment's stack all of its regions have it.
  const holder = environment?.name ?? stack;
  return `${secret} is not among the secrets of this stack and its environment (${known}); set it with \`pulumi config set --stack ${holder} --secret --path gameplane:secrets.${secret}\``;
}
