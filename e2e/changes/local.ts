// What each change of the stack `local` does. Every row begins where the one before it ended.
//
// Tuning of game nodes is no setting yet. The nearest that there is, what decides a node's image and user data, is a row of
// its own in aws-pools.ts.
import type { Change, Step } from "./change.ts";
import { ENDS } from "./local-ends.ts";
import {
  ADMISSION_OF_PORTS,
  CONTAINER,
  IMAGE,
  NEXT_AGONES,
  POD,
  SERVER,
  SMALL_GAME,
  removed,
  set,
  unprotect,
} from "./local-settings.ts";
import { create, remove, update } from "./operation.ts";

export { NEXT_AGONES } from "./local-settings.ts";

const CHANGES: Change[][] = [
  [
    {
      name: "a game is added",
      documented: "Add a game",
      edits: [set("games.duel", { ...SMALL_GAME, autoscaling: { min: 2, max: 10, buffer: 1 } })],
      operations: [
        create("Game", "duel"),
        create("NetworkPolicy", "game-server.duel"),
        create("Fleet", "duel"),
        create("FleetAutoscaler", "duel"),
      ],
    },
    {
      name: "a game of one world is added",
      documented: "Worlds",
      edits: [
        set("games.realm", {
          ...SMALL_GAME,
          type: "dedicated",
          storage: { persistent: { sizeGiB: 1, worlds: { avalon: {} } } },
        }),
      ],
      operations: [
        create("Game", "realm"),
        create("NetworkPolicy", "game-server.realm"),
        create("Fleet", "realm-avalon"),
        create("PersistentVolumeClaim", "realm-avalon"),
      ],
    },
    {
      name: "what Agones logs",
      edits: [set("agones.logLevel", "debug")],
      operations: [
        update(
          "Release",
          "agones",
          ...["allocator", "controller", "extensions"].map((part) => `values.agones.${part}.logLevel`),
        ),
      ],
    },
    {
      name: "the quota",
      edits: [set("quota.gameServers", 4000)],
      operations: [
        // A volume for each pod.
        update("ResourceQuota", "game-servers", "spec.hard.pods", "spec.hard.persistentvolumeclaims"),
      ],
    },
    {
      name: "the size of a server's own volume",
      edits: [set("games.battle-royale.storage.scratch.sizeGiB", 2)],
      operations: [
        update(
          "Fleet",
          "battle-royale",
          `${POD}.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests.storage`,
        ),
      ],
    },
  ],
  [
    {
      name: "a game's image",
      documented: "Update a game, and roll it back",
      edits: [set("games.duel.image", `${IMAGE}:0.44`)],
      operations: [update("Fleet", "duel", `${CONTAINER}.image`)],
    },
    {
      name: "a game's buffer",
      edits: [set("games.duel.autoscaling.buffer", 2)],
      operations: [update("FleetAutoscaler", "duel", "spec.policy.buffer.bufferSize")],
    },
    {
      name: "a second world",
      documented: "Worlds",
      edits: [set("games.realm.storage.persistent.worlds.camelot", {})],
      operations: [create("Fleet", "realm-camelot"), create("PersistentVolumeClaim", "realm-camelot")],
    },
    {
      name: "a second allocator pod",
      edits: [set("agones.replicas.allocator", 2)],
      operations: [
        update(
          "Release",
          "agones",
          "values.agones.allocator.replicas",
          // At most one is missing at a time.
          "values.agones.allocator.pdb.minAvailable",
        ),
      ],
    },
  ],
  [
    {
      name: "back to the old image",
      documented: "Update a game, and roll it back",
      edits: [set("games.duel.image", `${IMAGE}:0.43`)],
      operations: [update("Fleet", "duel", `${CONTAINER}.image`)],
    },
    {
      name: "from a buffer to a chain of windows",
      documented: "Add a game",
      edits: [
        set("games.duel.autoscaling.policy", "chain"),
        set("games.duel.autoscaling.windows", { friday: { cron: "0 18 * * 5", duration: "6h", max: 20 } }),
      ],
      operations: [
        update("FleetAutoscaler", "duel", "spec.policy.type", "spec.policy.buffer", "spec.policy.chain"),
      ],
    },
    {
      name: "a world drains",
      documented: "Worlds",
      edits: [set("games.realm.storage.persistent.worlds.avalon", { drain: true })],
      operations: [update("Fleet", "realm-avalon", "spec.replicas")],
    },
    {
      name: "the range of game ports",
      edits: [set("gamePorts", { min: 7100, max: 7900 })],
      operations: [
        update("Release", "agones", "values.gameservers.minPort", "values.gameservers.maxPort"),
        update("ValidatingAdmissionPolicy", "game-servers-restricted", ...ADMISSION_OF_PORTS),
      ],
    },
  ],
  [
    {
      name: "a world is taken out that still has its volume",
      documented: "Worlds",
      edits: [removed("games.realm.storage.persistent.worlds.avalon")],
      refused: "cannot be deleted because it is protected",
      operations: [],
    },
  ],
  [
    {
      name: "the port that a game listens on",
      edits: [set("games.duel.ports", { game: { port: 7778 } })],
      operations: [
        update("Fleet", "duel", `${SERVER}.ports[0].containerPort`),
        update("NetworkPolicy", "game-server.duel", "spec.ingress[0].ports[0].port"),
      ],
    },
    {
      name: "from a chain to the schedule alone",
      documented: "Add a game",
      edits: [set("games.duel.autoscaling.policy", "schedule")],
      operations: [
        update("FleetAutoscaler", "duel", "spec.policy.type", "spec.policy.chain", "spec.policy.schedule"),
      ],
    },
    {
      name: "a world that has drained is given up",
      documented: "Worlds",
      edits: [unprotect("realm-avalon"), removed("games.realm.storage.persistent.worlds.avalon")],
      operations: [remove("Fleet", "realm-avalon"), remove("PersistentVolumeClaim", "realm-avalon")],
    },
    {
      name: "Agones itself",
      documented: "Upgrade Agones",
      edits: [set("charts.agones.version", NEXT_AGONES)],
      operations: [update("Release", "agones", "version")],
    },
    {
      name: "from an autoscaler to a fixed number",
      documented: "Add a game",
      edits: [removed("games.competitive.autoscaling"), set("games.competitive.replicas", 3)],
      operations: [update("Fleet", "competitive", "spec.replicas"), remove("FleetAutoscaler", "competitive")],
    },
  ],
  [
    {
      name: "settings of a game in one region",
      edits: [set("games.duel.regions", { local: { players: 4 } })],
      operations: [update("Fleet", "duel", `${CONTAINER}.env[1].value`)],
    },
    {
      name: "from a fixed number to an autoscaler",
      documented: "Add a game",
      edits: [removed("games.competitive.replicas")],
      operations: [update("Fleet", "competitive", "spec.replicas"), create("FleetAutoscaler", "competitive")],
    },
    {
      name: "a game gets another id and keeps its Fleet's name",
      documented: "Drain and remove a game",
      edits: [{ stack: "local", rename: ["games.multiplayer", "games.arena"] }],
      // The Fleet and its servers stay. The policy that lets players in goes at once, also for sessions that go on.
      operations: [
        create("Game", "arena"),
        create("NetworkPolicy", "game-server.arena"),
        update(
          "Fleet",
          "dedicated-game-fleet",
          "metadata.labels.game",
          "spec.template.metadata.labels.game",
          `${SERVER}.template.metadata.labels.game`,
        ),
        remove("NetworkPolicy", "game-server.multiplayer"),
        remove("Game", "multiplayer"),
      ],
    },
  ],
];

export const LOCAL_STEPS: Step[] = [...CHANGES, ...ENDS].map((changes) => ({ stack: "local", changes }));
