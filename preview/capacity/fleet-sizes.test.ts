import { describe, expect, test } from "@jest/globals";
import { autoscaledSizes, autoscalerPolicy, capacities, fixedSizes } from "./fleet-sizes.ts";

const buffer = (minReplicas: number, bufferSize: number | string, maxReplicas: number) => ({
  type: "Buffer",
  buffer: { minReplicas, bufferSize, maxReplicas },
});
const sizes = (policy: unknown, fleet: unknown = {}) => {
  const {
    minimum,
    buffer: waiting,
    maximum,
  } = autoscaledSizes(autoscalerPolicy.parse(policy), capacities.parse(fleet));
  return [minimum, waiting, maximum];
};

describe("a Buffer", () => {
  test.each([
    ["waits on top of what is fewest", buffer(10, 20, 1000), [10, 20, 1000]],
    ["never has fewer than the fewest", buffer(30, 20, 1000), [30, 30, 1000]],
    ["never has more than the most", buffer(0, 20, 15), [0, 15, 15]],
    ["as a share waits for nobody", buffer(5, "25%", 100), [5, 5, 100]],
    ["without a minimum has none", { type: "Buffer", buffer: { bufferSize: 2, maxReplicas: 8 } }, [0, 2, 8]],
  ])("%s", (_, policy, expected) => {
    expect(sizes(policy)).toEqual(expected);
  });
});

describe("capacity", () => {
  const policy = { key: "rooms", bufferSize: 15, minCapacity: 10, maxCapacity: 101 };
  test("is what servers of a Counter or List declare, rounded up", () => {
    expect(sizes({ type: "Counter", counter: policy }, { counters: { rooms: { capacity: 10 } } })).toEqual([
      1, 2, 11,
    ]);
    expect(sizes({ type: "List", list: policy }, { lists: { rooms: { capacity: 100 } } })).toEqual([1, 1, 2]);
  });

  test.each([{}, { lists: { rooms: { capacity: 10 } } }, { counters: { rooms: {} } }])(
    "that %j does not declare is unknown",
    (fleet) => {
      expect(sizes({ type: "Counter", counter: policy }, fleet)).toEqual([0, 0, undefined]);
    },
  );
});

describe("windows", () => {
  const window = (policy: object) => ({ type: "Schedule", schedule: { policy } });
  test("a Schedule has its policy's sizes", () => {
    expect(sizes(window(buffer(10, 20, 300)))).toEqual([10, 20, 300]);
  });

  test("a Chain may have any of its entries'", () => {
    const chain = [
      { id: "evening", ...window(buffer(40, 50, 300)) },
      { id: "Otherwise", ...buffer(5, 10, 400) },
    ];
    expect(sizes({ type: "Chain", chain })).toEqual([5, 50, 400]);
    expect(sizes({ type: "Chain", chain: [...chain, { id: "ask", type: "Webhook" }] })).toEqual([
      0,
      50,
      undefined,
    ]);
  });
});

test("nobody knows what a webhook or Wasm answers", () => {
  expect(sizes({ type: "Webhook", webhook: {} })).toEqual([0, 0, undefined]);
  expect(sizes({ type: "Wasm" })).toEqual([0, 0, undefined]);
});

test("a Fleet that nobody scales has its replicas, or none", () => {
  expect(fixedSizes(7)).toEqual({ minimum: 7, buffer: 7, maximum: 7 });
  expect(fixedSizes(undefined)).toEqual({ minimum: 0, buffer: 0, maximum: 0 });
});

test.each([{ type: "Buffer" }, { type: "Chain", chain: [] }, { type: "Guess" }, "[unknown]"])(
  "%j is refused",
  (policy) => {
    expect(autoscalerPolicy.safeParse(policy).success).toBe(false);
  },
);
