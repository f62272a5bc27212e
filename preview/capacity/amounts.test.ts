import { expect, test } from "@jest/globals";
import { NODE_LIMITS, only, serversOn, staticPort, without } from "./amounts.ts";

test("the scarcest resource decides", () => {
  expect(serversOn({ CPU: 4000, memory: 9000 }, { CPU: 1000, memory: 3000 })).toBe(3);
});

test("what a node lacks holds nothing, what a server does not take bounds nothing", () => {
  expect(serversOn({ CPU: 4000 }, { CPU: 1000, GPUs: 1 })).toBe(0);
  expect(serversOn({ CPU: 4000, memory: 0 }, { CPU: 1000, memory: 0 })).toBe(4);
});

test("what is overdrawn holds none, not fewer than none", () => {
  expect(serversOn({ CPU: -1 }, { CPU: 1 })).toBe(0);
});

test("a node has each static port once", () => {
  const port = staticPort("UDP", 7777);
  const takes = { CPU: 1000, [port]: 1 };
  expect(serversOn({ CPU: 4000 }, takes)).toBe(1);
  const rest = without({ CPU: 4000 }, takes, 1);
  expect(rest).toEqual({ CPU: 3000, [port]: 0 });
  expect(serversOn(rest, takes)).toBe(0);
});

test("each resource belongs to one limit", () => {
  for (const resource of ["CPU", "memory", "GPUs", "pods", "ports", staticPort("TCP", 1)])
    expect(NODE_LIMITS.filter(({ isOf }) => isOf(resource))).toHaveLength(1);
  const ports = NODE_LIMITS.find(({ limit }) => limit === "game ports");
  const takes = { CPU: 1, ports: 2, [staticPort("UDP", 1)]: 1 };
  expect(only(takes, ports?.isOf ?? (() => true))).toEqual({ ports: 2, "port 1/UDP": 1 });
});
