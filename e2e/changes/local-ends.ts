// How games end, and secrets, which are the last thing that this table changes of one.
import type { Change } from "./change.ts";
import { CONTAINER, SERVER, draining, removed, secret, set } from "./local-settings.ts";
import { create, remove, update } from "./operation.ts";

/** From where the steps of local.ts ended. */
export const ENDS: Change[][] = [
  [
    {
      name: "a game gets a secret",
      documented: "Add a game",
      edits: [secret("database", "one"), set("games.duel.secrets", { DB_PASSWORD: "database" })],
      operations: [
        create("Secret", "game-duel.env"),
        update(
          "Fleet",
          "duel",
          `${CONTAINER}.env[6]`,
          `${SERVER}.template.metadata.annotations["game.gameplane.dev/secrets"]`,
        ),
      ],
    },
    {
      name: "a game's Fleet gets another name",
      documented: "Drain and remove a game",
      edits: [set("games.arena.fleet", "arena")],
      operations: [
        create("Fleet", "arena"),
        create("FleetAutoscaler", "arena"),
        remove("FleetAutoscaler", "dedicated-game-fleet"),
        remove("Fleet", "dedicated-game-fleet"),
      ],
    },
  ],
  [
    {
      name: "that secret is another one",
      edits: [secret("database", "two")],
      // Hidden: that something changes is all that the engine tells.
      operations: [update("Secret", "game-duel.env", "data"), update("Fleet", "duel", "spec")],
    },
    { name: "protection", edits: [set("protect", true)], operations: [] },
  ],
  [
    {
      name: "a game is removed that has not drained",
      documented: "Drain and remove a game",
      edits: [removed("games.team-shooter")],
      refused: "cannot be deleted because it is protected",
      operations: [],
    },
  ],
  [
    {
      name: "a game drains",
      documented: "Drain and remove a game",
      edits: [set("games.duel.drain", true)],
      operations: draining("duel"),
    },
  ],
  [
    {
      name: "a game that has drained is removed",
      documented: "Drain and remove a game",
      edits: [removed("games.duel")],
      operations: [
        remove("Game", "duel"),
        remove("NetworkPolicy", "game-server.duel"),
        remove("Secret", "game-duel.env"),
        remove("Fleet", "duel"),
        remove("FleetAutoscaler", "duel"),
      ],
    },
    {
      name: "another game drains",
      documented: "Drain and remove a game",
      edits: [set("games.battle-royale.drain", true)],
      operations: draining("battle-royale"),
    },
  ],
  [
    {
      name: "it does not drain after all",
      edits: [removed("games.battle-royale.drain")],
      operations: draining("battle-royale"),
    },
  ],
  [
    {
      name: "a region drains",
      documented: "Drain a region",
      edits: [set("drain", true)],
      operations: [
        ...["arena", "battle-royale", "competitive", "team-shooter"].flatMap(draining),
        update("Fleet", "realm-camelot", "spec.replicas"),
      ],
    },
  ],
];
