import { expect, test } from "@jest/globals";
import { matches, typeAndName } from "./urn.ts";

const URN = "urn:pulumi:dev::gameplane::gameplane:games:Game$kubernetes:agones.dev/v1:Fleet::duel::eu.1";

test("a resource is named by its own type and its whole name", () => {
  expect(typeAndName(URN)).toBe("kubernetes:agones.dev/v1:Fleet::duel::eu.1");
});

test.each([
  ["*", true],
  ["kubernetes:agones.dev/v1:Fleet::duel::eu.1", true],
  ["kubernetes:agones.dev/v1:Fleet::duel*", true],
  ["kubernetes:*::*", true],
  ["*Fleet::duel", false],
  ["gameplane:games:Game$kubernetes:agones.dev/v1:Fleet::*", false],
  ["kubernetes:agonesXdev/v1:Fleet::*", false],
  ["kubernetes:agones.dev/v1:Fleet::duel::eu?1", false],
])("%s", (pattern, expected) => expect(matches(pattern, URN)).toBe(expected));
