import { expect, test } from "@jest/globals";
import { configure, evaluate } from "../evaluate.ts";
import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { eksEndpoint } from "./eks-endpoint.ts";

testRule(eksEndpoint, {
  type: "aws:eks/cluster:Cluster",
  compliant: () => ({ vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false } }),
  passes: {
    "named addresses": {
      set: {
        vpcConfig: { endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24", "2001:db8::/32"] },
      },
    },
    "the widest that are not the world": {
      set: {
        vpcConfig: {
          endpointPrivateAccess: true,
          publicAccessCidrs: ["12.0.0.0/8", "2630::/16", "fd00::/8", "fc00::/7", "203.0.113.9/32"],
        },
      },
    },
    "a component's": {
      type: "eks:index:Cluster",
      set: { endpointPrivateAccess: true, endpointPublicAccess: false },
    },
  },
  fails: {
    "no access from within": {
      set: { "vpcConfig.endpointPrivateAccess": undefined },
      finds: "vpcConfig.endpointPrivateAccess: unset",
    },
    "everybody, because nothing is said": {
      set: { "vpcConfig.endpointPublicAccess": undefined },
      finds: "vpcConfig.publicAccessCidrs: unset",
    },
    "everybody among others": {
      set: {
        "vpcConfig.endpointPublicAccess": true,
        "vpcConfig.publicAccessCidrs": ["203.0.113.0/24", "0.0.0.0/0", "::/0"],
      },
      finds: ["vpcConfig.publicAccessCidrs[1]: 0.0.0.0/0", "vpcConfig.publicAccessCidrs[2]: ::/0"],
    },
    "an empty list, which means everybody": {
      set: { "vpcConfig.endpointPublicAccess": true, "vpcConfig.publicAccessCidrs": [] },
      finds: "vpcConfig.publicAccessCidrs: unset",
    },
    "everybody in halves": {
      set: {
        "vpcConfig.endpointPublicAccess": true,
        "vpcConfig.publicAccessCidrs": ["0.0.0.0/1", "128.0.0.0/1", "2000::/3"],
      },
      finds: [
        "vpcConfig.publicAccessCidrs[0]: 0.0.0.0/1",
        "vpcConfig.publicAccessCidrs[1]: 128.0.0.0/1",
        "vpcConfig.publicAccessCidrs[2]: 2000::/3",
      ],
    },
    "one bit wider than any network": {
      set: {
        "vpcConfig.endpointPublicAccess": true,
        "vpcConfig.publicAccessCidrs": ["12.0.0.0/7", "2600::/15", "fc00::/6", "fd::/8"],
      },
      finds: [
        "vpcConfig.publicAccessCidrs[0]: 12.0.0.0/7",
        "vpcConfig.publicAccessCidrs[1]: 2600::/15",
        "vpcConfig.publicAccessCidrs[2]: fc00::/6",
        "vpcConfig.publicAccessCidrs[3]: fd::/8",
      ],
    },
    "a component's, by its own names": {
      type: "eks:index:Cluster",
      set: { vpcConfig: undefined, name: "gameplane" },
      finds: ["endpointPrivateAccess: unset", "publicAccessCidrs: unset"],
    },
  },
  unknown: ["vpcConfig", "vpcConfig.endpointPrivateAccess", "vpcConfig.endpointPublicAccess"],
});

testRule(eksEndpoint, {
  type: "aws:eks/cluster:Cluster",
  compliant: () => ({ vpcConfig: { endpointPrivateAccess: true, publicAccessCidrs: ["203.0.113.0/24"] } }),
  fails: {
    "an address that becomes everybody's": {
      set: { "vpcConfig.publicAccessCidrs[0]": "0.0.0.0/0" },
      finds: "vpcConfig.publicAccessCidrs[0]: 0.0.0.0/0",
    },
  },
  unknown: ["vpcConfig.publicAccessCidrs", "vpcConfig.publicAccessCidrs[0]"],
});

const messages = (vpcConfig: object) => {
  const [type, name] = ["aws:eks/cluster:Cluster", "games"];
  const options = { protect: false, ignoreChanges: [] };
  const resource = { type, name, urn: `urn:pulumi:test::gameplane::${type}::${name}`, options };
  return evaluate(configure([eksEndpoint], {}), [{ ...resource, props: { vpcConfig } }]).map(
    ({ message }) => message,
  );
};

test("an address that is unknown hides no other", () => {
  expect(messages({ endpointPrivateAccess: true, publicAccessCidrs: [UNKNOWN, "0.0.0.0/0"] })).toEqual([
    expect.stringContaining("publicAccessCidrs[1]: 0.0.0.0/0, must be"),
    expect.stringContaining("publicAccessCidrs.0 can't be known"),
  ]);
});

test("what to do is about the clause that is hurt", () => {
  expect(messages({})).toEqual([
    expect.stringMatching(/endpointPrivateAccess: .*; leave endpointPrivateAccess /),
    expect.stringMatching(/publicAccessCidrs: .*; set `eks\.endpoint`/),
  ]);
});
