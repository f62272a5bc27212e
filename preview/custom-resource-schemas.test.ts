import { spawnSync } from "node:child_process";
import { describe, expect, test } from "@jest/globals";
import { z } from "zod";
import type { Json } from "./property-values.ts";

type Values = Record<string, Json>;

const NODE_POOL = {
  template: {
    metadata: { labels: { "gameplane.dev/pool": "game" } },
    spec: {
      nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "game" },
      requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
      taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }],
      expireAfter: "Never",
    },
  },
  limits: { nodes: "5", cpu: 80 },
  disruption: { consolidateAfter: "10m", budgets: [{ nodes: "10%", reasons: ["Empty"] }] },
};
const NODE_CLASS = {
  amiFamily: "AL2023",
  amiSelectorTerms: [{ alias: "al2023@v20260512" }],
  instanceProfile: "nodes",
  subnetSelectorTerms: [{ id: "subnet-1" }],
  securityGroupSelectorTerms: [{ id: "sg-1" }],
  blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: "100Gi", volumeType: "gp3" } }],
  kubelet: { maxPods: 110 },
};
const POD_MONITOR = {
  selector: { matchLabels: { game: "duel" } },
  podMetricsEndpoints: [{ port: "metrics", path: "/metrics", interval: "15s" }],
};
const SERVICE_MONITOR = {
  selector: { matchLabels: { app: "matchmaker" } },
  endpoints: [{ port: "metrics", targetPort: 9090 }],
};
const RULE = {
  groups: [
    {
      name: "fleets",
      rules: [{ alert: "FleetIsEmpty", expr: "agones_fleets_replicas_count == 0", for: "5m" }],
    },
  ],
};
const DURATION =
  "^(0|(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$";

/** Type, spec, what is said of it, and options of the resource. */
type Case = [type: string, spec: Json, expected: string[], options?: Values];

const VALID: Record<string, Case> = {
  NodePool: ["karpenter.sh/v1:NodePool", NODE_POOL, []],
  EC2NodeClass: ["karpenter.k8s.aws/v1:EC2NodeClass", NODE_CLASS, []],
  PodMonitor: ["monitoring.coreos.com/v1:PodMonitor", POD_MONITOR, []],
  ServiceMonitor: ["monitoring.coreos.com/v1:ServiceMonitor", SERVICE_MONITOR, []],
  PrometheusRule: ["monitoring.coreos.com/v1:PrometheusRule", RULE, []],
};

const INVALID: Record<string, Case> = {
  "a property that is missing": [
    "karpenter.sh/v1:NodePool",
    {
      ...NODE_POOL,
      template: { spec: { ...NODE_POOL.template.spec, nodeClassRef: { kind: "EC2NodeClass", name: "a" } } },
    },
    ["spec.template.spec.nodeClassRef.group is missing; add it"],
  ],
  "values outside of an enum and a pattern, in lists": [
    "karpenter.sh/v1:NodePool",
    {
      ...NODE_POOL,
      disruption: { consolidateAfter: "10", budgets: [{ nodes: "1" }, { nodes: "1x", reasons: ["Idle"] }] },
    },
    [
      'spec.disruption.budgets[1].nodes is "1x"; it must match pattern "^((100|[0-9]{1,2})%|[0-9]+)$"',
      'spec.disruption.budgets[1].reasons[0] is "Idle"; it must be one of "Underutilized", "Empty", "Drifted"',
      'spec.disruption.consolidateAfter is "10"; it must match pattern "^(([0-9]+(s|m|h))+|Never)$"',
    ],
  ],
  "a quantity that is none, under a key that is no word": [
    "karpenter.sh/v1:NodePool",
    { ...NODE_POOL, limits: { "vendor.com/gpu": "two" } },
    ['spec.limits["vendor.com/gpu"] is "two"; it must be number or must match format "quantity"'],
  ],
  "a number that is too small": [
    "karpenter.k8s.aws/v1:EC2NodeClass",
    { ...NODE_CLASS, kubelet: { maxPods: -1 } },
    ["spec.kubelet.maxPods is -1; it must be >= 0"],
  ],
  "a list where text should be, and text where a list should be": [
    "karpenter.k8s.aws/v1:EC2NodeClass",
    { ...NODE_CLASS, instanceProfile: ["nodes"], subnetSelectorTerms: "subnet-1" },
    [
      "spec.instanceProfile is a list of 1; it must be string",
      'spec.subnetSelectorTerms is "subnet-1"; it must be array',
    ],
  ],
  "a duration without a unit": [
    "monitoring.coreos.com/v1:PodMonitor",
    { ...POD_MONITOR, podMetricsEndpoints: [{ port: "metrics", interval: "15" }] },
    [`spec.podMetricsEndpoints[0].interval is "15"; it must match pattern "${DURATION}"`],
  ],
  "a selector that is missing": [
    "monitoring.coreos.com/v1:ServiceMonitor",
    { endpoints: [{ port: "metrics" }] },
    ["spec.selector is missing; add it"],
  ],
  "an alert without an expression, in a group without a name": [
    "monitoring.coreos.com/v1:PrometheusRule",
    { groups: [{ rules: [{ alert: "FleetIsEmpty" }] }] },
    ["spec.groups[0].name is missing; add it", "spec.groups[0].rules[0].expr is missing; add it"],
  ],
  "an object where text should be": [
    "monitoring.coreos.com/v1:PrometheusRule",
    { groups: [{ name: { is: "fleets" } }] },
    ["spec.groups[0].name is an object; it must be string"],
  ],
  "no specification at all": [
    "monitoring.coreos.com/v1:PodMonitor",
    null,
    ["spec is null; it must be object"],
  ],
  "a kind that its group has not": [
    "monitoring.coreos.com/v1:PodMontior",
    POD_MONITOR,
    [
      "the preview knows other kinds of this group, but has no schema of this one; correct apiVersion or kind, or add it to preview/custom-resource-schemas.ts",
    ],
  ],
};

const OPEN: Record<string, Case> = {
  "unknown values of any kind": [
    "karpenter.sh/v1:NodePool",
    {
      template: { spec: { ...NODE_POOL.template.spec, requirements: "[unknown]", expireAfter: "[unknown]" } },
      limits: "[unknown]",
      weight: "[unknown]",
      disruption: { consolidateAfter: "[secret]", budgets: ["[unknown]", { nodes: "[unknown]" }] },
    },
    [],
  ],
  "text that is unknown in part": [
    "karpenter.sh/v1:NodePool",
    { ...NODE_POOL, limits: { cpu: "[unknown]00m" } },
    [],
  ],
  "a specification that is unknown": ["monitoring.coreos.com/v1:PodMonitor", "[unknown]", []],
  "beside an unknown value what is wrong all the same": [
    "karpenter.k8s.aws/v1:EC2NodeClass",
    { ...NODE_CLASS, amiFamily: "Debian", instanceProfile: "[unknown]", subnetSelectorTerms: [] },
    [
      'spec.amiFamily is "Debian"; it must be one of "AL2", "AL2023", "Bottlerocket", "Custom", "Windows2019", "Windows2022", "Windows2025"',
    ],
  ],
};

const OTHERS: Record<string, Case> = {
  "of other groups": ["example.com/v1:NodePool", {}, []],
  "that are only read": ["karpenter.sh/v1:NodePool", {}, [], { read: true }],
};

const recorded = ([type, spec, , options]: Case) => ({
  type: `kubernetes:${type}`,
  name: "it",
  source: "stacks/region.ts:7",
  inputs: {
    apiVersion: type.split(":")[0],
    kind: type.split(":")[1],
    metadata: { name: "it", labels: { app: "it" } },
    spec,
  },
  options: options ?? {},
});

const CASES = { ...VALID, ...INVALID, ...OPEN, ...OTHERS };

/** In a process of its own: the packages with the schemas are ES modules alone, which jest does not load. */
function errorsOfCases(): string[][] {
  const code = `
    import { text } from "node:stream/consumers";
    import { schemaErrors } from "./preview/custom-resource-schemas.ts";
    const resources = JSON.parse(await text(process.stdin));
    console.log(JSON.stringify(await Promise.all(resources.map((resource) => schemaErrors([resource])))));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
    input: JSON.stringify(Object.values(CASES).map(recorded)),
  });
  if (stderr !== "") throw new Error(stderr);
  return z.array(z.array(z.string())).parse(JSON.parse(stdout));
}

const errors = errorsOfCases();
const errorsOf = (name: string) => errors[Object.keys(CASES).indexOf(name)];

describe.each([
  ["passes a valid", VALID],
  ["names with path, value and remedy", INVALID],
  ["does not judge what is not known", OPEN],
  ["takes as they are resources", OTHERS],
])("%s", (_, cases) => {
  test.each(Object.entries(cases))("%s", (name, [type, , expected]) => {
    const lines = expected.map((problem) => `kubernetes:${type} it (stacks/region.ts:7): ${problem}`);
    expect(errorsOf(name)).toEqual(lines);
  });
});

test("the preview reports them as errors of the stack, without the text of secrets", () => {
  const { stdout, stderr } = spawnSync(process.execPath, ["preview/failing-manifests.ts"], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(stdout).not.toContain("hunter2");
  expect(z.array(z.string()).parse(JSON.parse(stdout)).toSorted()).toEqual(
    [
      "beside-a-secret (preview/failing-manifests.ts:10): spec.selector is missing; add it",
      `output (preview/failing-manifests.ts:10): spec.podMetricsEndpoints[0].interval is "15"; it must match pattern "${DURATION}"`,
    ].map((line) => `kubernetes:monitoring.coreos.com/v1:PodMonitor ${line}`),
  );
});
