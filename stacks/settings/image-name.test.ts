import { expect, test } from "@jest/globals";
import { parseImage } from "./image-name.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

test.each([
  ["duel", undefined, "duel", undefined, undefined],
  ["duel:1.0.0", undefined, "duel", "1.0.0", undefined],
  ["arena/duel:1.0.0", undefined, "arena/duel", "1.0.0", undefined],
  [`duel@${DIGEST}`, undefined, "duel", undefined, DIGEST],
  ["registry.example.com/duel:1.0.0", "registry.example.com", "duel", "1.0.0", undefined],
  ["registry.example.com:5000/arena/duel", "registry.example.com:5000", "arena/duel", undefined, undefined],
  ["localhost/duel:dev", "localhost", "duel", "dev", undefined],
  [`docker.io/arena/duel:1.0.0@${DIGEST}`, "docker.io", "arena/duel", "1.0.0", DIGEST],
])("%s", (image, host, repository, tag, digest) => {
  expect(parseImage(image)).toEqual({ host, repository, tag, digest });
});
