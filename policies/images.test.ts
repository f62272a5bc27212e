import { describe, expect, test } from "@jest/globals";
import { imageOf, isFrom } from "./images.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("an image reference", () => {
  test.each([
    ["nginx", ["docker.io", "library/nginx", undefined, undefined]],
    ["grafana/grafana:12", ["docker.io", "grafana/grafana", "12", undefined]],
    ["localhost:5000/game", ["localhost:5000", "game", undefined, undefined]],
    ["registry.k8s.io/pause:3.10", ["registry.k8s.io", "pause", "3.10", undefined]],
    [`ghcr.io/a/b/c:1@${DIGEST}`, ["ghcr.io", "a/b/c", "1", DIGEST]],
    ["ghcr.io/a/b@sha256:short", ["ghcr.io", "a/b", undefined, undefined]],
  ])("%s", (reference, expected) => {
    const { host, repository, tag, digest } = imageOf(reference);
    expect([host, repository, tag, digest]).toEqual(expected);
  });
});

test.each([
  ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/prod/duel:1", true],
  ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/dev/duel:1", false],
  ["evil.example/111122223333.dkr.ecr.eu-west-1.amazonaws.com/prod/duel:1", false],
  ["111122223333.dkr.ecr.evil.example/x.amazonaws.com/prod/duel:1", false],
])("a star in a pattern's host matches no slash: %s", (reference, expected) => {
  expect(isFrom(imageOf(reference), ["111122223333.dkr.ecr.*.amazonaws.com/prod/*"])).toBe(expected);
});
