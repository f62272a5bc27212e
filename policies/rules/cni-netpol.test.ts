import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { cniNetpol } from "./cni-netpol.ts";

const AT = "configurationValues";
const addon = (addonName: string, values?: unknown) => ({
  type: "aws:eks/addon:Addon",
  props: { addonName, clusterName: UNKNOWN, [AT]: values },
});
const plain = () => ({ type: "aws:eks/cluster:Cluster", props: {} });
const component = (props: Record<string, unknown>) => ({ type: "eks:index:Cluster", props });
const values = (value: object) => ({ set: { [`cni.${AT}`]: JSON.stringify(value) } });
const MISSING = "cluster without the add-on vpc-cni";

testStackRule(cniNetpol, {
  compliant: () => ({
    cluster: component({ useDefaultVpcCni: true }),
    dns: addon("coredns", UNKNOWN),
    cni: addon("vpc-cni", JSON.stringify({ enableNetworkPolicy: "true", env: { WARM_PREFIX_TARGET: "1" } })),
  }),
  passes: {
    "a boolean": values({ enableNetworkPolicy: true }),
    "another add-on alone, whatever its values": { without: ["cluster", "cni"] },
    "a cluster of AWS's": { without: ["cluster"], add: { plain: plain() } },
    "an add-on without its cluster": { without: ["cluster"] },
    "what the component says of its own, beside the add-on": {
      set: { "cluster.useDefaultVpcCni": UNKNOWN, "cluster.vpcCniOptions": UNKNOWN },
    },
    "a component that brings the CNI": {
      without: ["cni"],
      set: {
        "cluster.useDefaultVpcCni": undefined,
        "cluster.vpcCniOptions": { enableNetworkPolicy: true, addonVersion: UNKNOWN },
      },
    },
    "a component that says that it brings the CNI": {
      without: ["cni"],
      set: { "cluster.useDefaultVpcCni": false, "cluster.vpcCniOptions": { enableNetworkPolicy: true } },
    },
  },
  fails: {
    "no values": { set: { [`cni.${AT}`]: undefined }, finds: `cni ${AT}.enableNetworkPolicy: unset` },
    "an empty text": { set: { [`cni.${AT}`]: "" }, finds: `cni ${AT}.enableNetworkPolicy: unset` },
    "other values": { ...values({ env: {} }), finds: `cni ${AT}.enableNetworkPolicy: unset` },
    "the switch among the variables": {
      ...values({ env: { enableNetworkPolicy: "true" } }),
      finds: `cni ${AT}.enableNetworkPolicy: unset`,
    },
    "it is off": {
      ...values({ enableNetworkPolicy: "false" }),
      finds: `cni ${AT}.enableNetworkPolicy: false`,
    },
    "it is off, as a boolean": {
      ...values({ enableNetworkPolicy: false }),
      finds: `cni ${AT}.enableNetworkPolicy: false`,
    },
    "a text that is no JSON": {
      set: { [`cni.${AT}`]: "enableNetworkPolicy: 'true'" },
      finds: `cni ${AT}: another text`,
    },
    "JSON of another shape": {
      set: { [`cni.${AT}`]: '["enableNetworkPolicy"]' },
      finds: `cni ${AT}: another text`,
    },
    "no add-on": { without: ["cni"], finds: MISSING },
    "a look-alike": { set: { "cni.addonName": "vpc-cni-metrics" }, finds: MISSING },
    "no add-on of two clusters, one of AWS's": {
      without: ["cni"],
      add: { plain: plain() },
      finds: [MISSING, "plain without the add-on vpc-cni"],
    },
    "options of a component that brings no CNI": {
      without: ["cni"],
      set: { "cluster.vpcCniOptions": { enableNetworkPolicy: true } },
      finds: MISSING,
    },
    "options of a component on AWS's cluster": {
      without: ["cluster", "cni"],
      add: { plain: { ...plain(), props: { vpcCniOptions: { enableNetworkPolicy: true } } } },
      finds: "plain without the add-on vpc-cni",
    },
    "a component whose CNI has it off": {
      without: ["cni"],
      set: {
        "cluster.useDefaultVpcCni": undefined,
        "cluster.vpcCniOptions": { enableNetworkPolicy: false },
      },
      finds: "cluster vpcCniOptions.enableNetworkPolicy: false",
    },
    "a component whose CNI has what is the default": {
      without: ["cni"],
      set: { "cluster.useDefaultVpcCni": undefined },
      finds: "cluster vpcCniOptions.enableNetworkPolicy: unset",
    },
  },
  unknown: ["cni.addonName", `cni.${AT}`],
});

testStackRule(cniNetpol, {
  compliant: () => ({
    cluster: component({ useDefaultVpcCni: false, vpcCniOptions: { enableNetworkPolicy: true } }),
  }),
  fails: { "no CNI": { set: { "cluster.useDefaultVpcCni": true }, finds: MISSING } },
  unknown: [
    ...["cluster.useDefaultVpcCni", "cluster.vpcCniOptions"],
    "cluster.vpcCniOptions.enableNetworkPolicy",
  ],
});
