import { describe, expect, it } from "@jest/globals";
import { AWS_EFFECTS } from "../since/aws-effects.ts";
import { billingOf, chargesOf } from "./billed-types.ts";
import { billed, resource } from "./cost-fixture.ts";

const billing = (type: string, custom = true) => billingOf({ type, custom, options: {} });

describe("billingOf", () => {
  // The table of what changes replace names every AWS type that the program registers.
  it.each(Object.keys(AWS_EFFECTS))("knows whether %s costs anything", (type) => {
    expect(billing(type)).not.toBe("unknown");
  });

  it.each([
    ["aws:eks/nodeGroup:NodeGroup", "with nodes"],
    ["aws:ec2/natGateway:NatGateway", "charged"],
    ["aws:ec2/vpc:Vpc", "free"],
    ["tls:index/privateKey:PrivateKey", "free"],
    ["pulumi:providers:aws", "free"],
    ["kubernetes:core/v1:Secret", "free"],
    ["kubernetes:networking.k8s.io/v1:Ingress", "unknown"],
    ["kubernetes:gateway.networking.k8s.io/v1:Gateway", "unknown"],
    ["aws:rds/instance:Instance", "unknown"],
    ["gcp:compute/instance:Instance", "unknown"],
  ])("says of %s: %s", (type, expected) => {
    expect(billing(type)).toBe(expected);
  });

  it("takes a component for free, and one whose provider makes its children for unknown", () => {
    expect(billing("gameplane:games:Game", false)).toBe("free");
    expect(billingOf({ type: "other:index:Thing", custom: false, options: { remote: true } })).toBe(
      "unknown",
    );
  });
});

describe("chargesOf", () => {
  it("never takes a type that nobody listed for free", () => {
    const type = "aws:rds/instance:Instance";
    expect(chargesOf(resource(type, "db"), billed([]))).toStrictEqual([
      {
        what: "aws:rds/instance:Instance, a type without a price",
        key: null,
        unit: "resource",
        region: "eu-west-1",
        quantity: { minimum: 1, buffer: 1, maximum: 1 },
      },
    ]);
  });
});
