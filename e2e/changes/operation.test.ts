import { expect, test } from "@jest/globals";
import { create, figures, lines, remove, replace, update } from "./operation.ts";

test("operations are the same in whatever order they come", () => {
  const some = [update("Fleet", "duel", "spec.b", "spec.a"), create("Fleet", "arena")];
  expect(lines(some)).toEqual([
    "create kubernetes:agones.dev/v1:Fleet arena",
    "update kubernetes:agones.dev/v1:Fleet duel (spec.a, spec.b)",
  ]);
  expect(lines(some.toReversed())).toEqual(lines(some));
});

test("figures name what happens, and a replacement also where there is none", () => {
  expect(figures([])).toBe("0 replace");
  expect(figures([update("Fleet", "duel"), create("Secret", "a"), create("Secret", "b")])).toBe(
    "1 update, 2 create, 0 replace",
  );
  expect(figures([remove("Fleet", "duel"), replace("LocallySignedCert", "server", "caCertPem")])).toBe(
    "1 delete, 1 replace",
  );
});
