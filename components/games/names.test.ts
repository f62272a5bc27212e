import { expect, test } from "@jest/globals";
import { duel } from "./game-fixture.ts";
import { pullSecretName } from "./names.ts";

test("a pull secret's name is the secret's own where Kubernetes allows it", () => {
  expect(pullSecretName(duel(), "mirror-a")).toBe("game-duel.pull.mirror-a");
});

test("two secrets never have one name", () => {
  const secrets = ["a-b", "a_b", "A-b", "a--b", "a-b-", "a_b_"];
  const names = secrets.map((secret) => pullSecretName(duel(), secret));
  expect(new Set(names).size).toBe(secrets.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
});
