import { expect, test } from "@jest/globals";
import { isActive, isProtected } from "./pool-spec.ts";
import { agonesPool, gamePool, generation, gpuPool, metricsPool, systemPool } from "./test-pools.ts";

const POOLS = [systemPool(), agonesPool(), metricsPool(), gamePool(), gpuPool()];

test("sessions are protected until drained, and nothing else is", () => {
  const truth = POOLS.flatMap((pool) =>
    [false, true].flatMap((cordoned) =>
      [false, true].map((drained) => [
        pool.role,
        cordoned,
        drained,
        isProtected(pool, generation({ cordoned, drained })),
      ]),
    ),
  );
  expect(truth.filter(([, , , isProtectedNow]) => isProtectedNow)).toEqual([
    ["game", false, false, true],
    ["game", true, false, true],
    ["gpu", false, false, true],
    ["gpu", true, false, true],
  ]);
  expect(truth).toHaveLength(20);
});

test("a generation is active while it is neither cordoned nor drained", () => {
  const active = (cordoned: boolean, drained: boolean) => isActive(generation({ cordoned, drained }));
  expect([active(false, false), active(true, false), active(false, true), active(true, true)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
