import { describe, expect, test } from "@jest/globals";
import { adopt } from "./adopt-pending.ts";

const resource = (name: string, more = {}) => ({ urn: `urn:pulumi:s::p::t::${name}`, custom: true, ...more });

const STATE = {
  version: 3,
  deployment: {
    manifest: { time: "2026" },
    resources: [resource("a", { id: "a-1" })],
    pending_operations: [
      { type: "creating", resource: resource("b", { inputs: { secret: { ciphertext: "v1:x" } } }) },
      { type: "creating", resource: resource("c") },
      { type: "deleting", resource: resource("d", { id: "d-1" }) },
    ],
  },
};

describe("adopt", () => {
  test("turns a pending creation into a resource, and touches nothing else", () => {
    expect(adopt(STATE, resource("b").urn, "b-1")).toEqual({
      version: 3,
      deployment: {
        manifest: { time: "2026" },
        resources: [
          resource("a", { id: "a-1" }),
          resource("b", { id: "b-1", inputs: { secret: { ciphertext: "v1:x" } } }),
        ],
        pending_operations: STATE.deployment.pending_operations.slice(1),
      },
    });
  });

  test("leaves what it replaces to be deleted", () => {
    const pending = [{ type: "creating", resource: resource("a") }];
    const state = { ...STATE, deployment: { ...STATE.deployment, pending_operations: pending } };
    expect(adopt(state, resource("a").urn, "a-2")).toMatchObject({
      deployment: {
        resources: [resource("a", { id: "a-1", delete: true }), resource("a", { id: "a-2" })],
        pending_operations: [],
      },
    });
  });

  test.each(["a", "d", "unknown"])("refuses %s, of which no creation is pending", (name) => {
    expect(() => adopt(STATE, resource(name).urn, "x")).toThrow(
      /no creation of .* is pending; pending are: creating urn:pulumi:s::p::t::b, creating/,
    );
  });

  test("refuses a state in which nothing is pending", () => {
    expect(() => adopt({ deployment: {} }, "urn", "x")).toThrow("pending are: none");
  });

  test("refuses the object that was to be replaced", () => {
    const pending = { type: "creating", resource: resource("a") };
    const state = {
      deployment: { resources: [resource("a", { id: "a-1" })], pending_operations: [pending] },
    };
    expect(() => adopt(state, resource("a").urn, "a-1")).toThrow(
      "a-1 is the object of urn:pulumi:s::p::t::a that was to be replaced; look for the new one, or forget its creation: pulumi refresh --clear-pending-creates",
    );
    expect(adopt(state, resource("a").urn, "a-2")).toEqual({
      deployment: {
        resources: [resource("a", { id: "a-1", delete: true }), resource("a", { id: "a-2" })],
        pending_operations: [],
      },
    });
  });
});
