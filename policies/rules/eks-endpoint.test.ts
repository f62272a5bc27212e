import { testRule } from "../testing/test-rule.ts";
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
    "a component's": {
      type: "eks:index:Cluster",
      set: { endpointPrivateAccess: true, endpointPublicAccess: false },
    },
    "a component as the engine shows it, without inputs: its AWS cluster is judged": {
      type: "eks:index:Cluster",
      set: { vpcConfig: undefined },
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
      finds: "vpcConfig.publicAccessCidrs: 0.0.0.0/0, ::/0",
    },
    "a component's, by its own names": {
      type: "eks:index:Cluster",
      set: { vpcConfig: undefined, name: "gameplane" },
      finds: ["endpointPrivateAccess: unset", "publicAccessCidrs: unset"],
    },
  },
  unknown: ["vpcConfig", "vpcConfig.endpointPrivateAccess", "vpcConfig.endpointPublicAccess"],
});
