import { expect, test } from "@jest/globals";
import { secretChecksum } from "./secret-checksum.ts";

const VALUES = { API_KEY: "key", DB_PASSWORD: "password" };

test("stays as long as names and values do", () => {
  expect(secretChecksum("duel", VALUES)).toBe(
    secretChecksum("duel", { DB_PASSWORD: "password", API_KEY: "key" }),
  );
  // A Fleet rolls where this changes, with a new version of gameplane too.
  expect(secretChecksum("duel", VALUES)).toBe("d5a5f4707fc68720d98574c3c1786f9c");
});

test.each([
  ["a value", "duel", { ...VALUES, API_KEY: "other key" }],
  ["a name", "duel", { KEY: "key", DB_PASSWORD: "password" }],
  ["which is which", "duel", { API_KEY: "password", DB_PASSWORD: "key" }],
  ["the game", "cup", VALUES],
])("changes with %s", (_what, game, values) => {
  expect(secretChecksum(game, values)).not.toBe(secretChecksum("duel", VALUES));
});
