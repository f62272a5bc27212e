// Every property that a rule reads, on every resource of our stacks, is broken; whatever no rule answers to is explained.
import { beforeAll, expect, test } from "@jest/globals";
import program from "../index.ts";
import { preview } from "../preview/preview.ts";
import { resourcesOf } from "../preview/violations.ts";
import { readProject } from "../stacks/settings/stack-files.ts";
import type { Resource } from "./evaluate.ts";
import { RULES } from "./rules.ts";
import type { Rule } from "./rule.ts";
import { mutate, strangers } from "./testing/mutation.ts";

/** Other regions of prod are made of the same. */
const STACKS = ["dev", "local", "prod", "prod-us-east-1"];

const CHOOSES = "says which resources the rule is about; broken, the resource is none of them";
const DEFAULTS = "may be left out: what it means then is right as well";
const OTHER_TAINT = "read while looking for the GPU's own taint among them";
const NOT_DEFAULT = "of policies that open something: they are not the one that denies by default";
const GAME_POOL = "of game pools, which may have public addresses";
const FROM_WITHIN = "of rules whose source is a group or the VPC";
const OTHER_NAME = "what other kinds of rules call it";
const ONE_OF_MANY = "of resources of which another one still does what the rule wants";

/** `RULE TYPE PATH` and why the rule is right to say nothing. */
const EXPLAINED: Record<string, string> = {
  "allocator-mtls Release chart": CHOOSES,
  "cni-netpol Addon addonName": CHOOSES,
  "game-not-spot NodeGroup capacityType": `${CHOOSES}, by its label`,
  "game-pool-protected NodeGroup labels.game-server": CHOOSES,
  "game-pool-taint NodeGroup labels.game-server": CHOOSES,
  "port-range-agrees Release chart": CHOOSES,
  "iam-no-star RolePolicy policy.Statement.*.Effect": CHOOSES,
  "public-ip-game-only LaunchTemplate tagSpecifications.*.resourceType": CHOOSES,
  "caps-seccomp Fleet spec.template.spec.template.spec.containers.*.securityContext.seccompProfile": DEFAULTS,
  "fas-buffer FleetAutoscaler spec.policy.chain": DEFAULTS,
  "fas-buffer FleetAutoscaler spec.policy.schedule": DEFAULTS,
  "fleet-placement Fleet spec.template.spec.template.spec.affinity": DEFAULTS,
  "fleet-placement Fleet spec.template.spec.template.spec.initContainers": DEFAULTS,
  "fleet-placement Fleet spec.template.spec.template.spec.tolerations.*.operator": DEFAULTS,
  "game-servers-scraped Fleet spec.template.spec.template.spec.initContainers": DEFAULTS,
  "game-servers-scraped PodMonitor spec.namespaceSelector": DEFAULTS,
  "lt-imdsv2 LaunchTemplate metadataOptions.httpEndpoint": DEFAULTS,
  "non-root Fleet spec.template.spec.template.spec.initContainers": DEFAULTS,
  "ecr-immutable-scan Repository imageScanningConfiguration.scanOnPush": "the registry itself scans on push",
  "eks-endpoint Cluster endpointPublicAccess": "open to named addresses or to nobody: both are right",
  "fleet-placement NodeGroup labels.game-server": ONE_OF_MANY,
  "fleet-placement NodeGroup labels.gpu-type": ONE_OF_MANY,
  "fleet-placement NodeGroup taints.*.key": ONE_OF_MANY,
  "fleet-placement NodeGroup taints.*.value": ONE_OF_MANY,
  "game-servers-scraped Fleet spec.template.spec.template.spec.containers.*.ports.*.containerPort":
    "the monitor names the port by its name",
  "game-servers-scraped Fleet spec.template.spec.template.spec.containers.*.ports.*.name": CHOOSES,
  "game-servers-scraped PodMonitor metadata.namespace": "its selector names namespaces, or it is another's",
  "gpu-pool-taint NodeGroup taints.*.effect": OTHER_TAINT,
  "gpu-pool-taint NodeGroup taints.*.key": OTHER_TAINT,
  "gpu-pool-taint NodeGroup taints.*.value": OTHER_TAINT,
  "ns-default-deny NetworkPolicy spec.egress": NOT_DEFAULT,
  "ns-default-deny NetworkPolicy spec.ingress": NOT_DEFAULT,
  "port-range-agrees SecurityGroupIngressRule cidrIpv4": "from wherever players come, the range is the same",
  "rbac-wildcard RoleBinding roleRef.kind": "another kind only matters with the name cluster-admin",
  "public-ip-game-only LaunchTemplate networkInterfaces.*.associatePublicIpAddress": GAME_POOL,
  "subnet-public Subnet mapPublicIpOnLaunch": GAME_POOL,
  "sg-game-ports-only SecurityGroupIngressRule fromPort": FROM_WITHIN,
  "sg-game-ports-only SecurityGroupIngressRule toPort": FROM_WITHIN,
  "sg-game-ports-only SecurityGroupIngressRule protocol": OTHER_NAME,
  "sg-game-untracked SecurityGroup egress": "its rules are resources of their own",
  "sg-game-untracked SecurityGroup ingress": "its rules are resources of their own",
  "sg-game-untracked SecurityGroupEgressRule cidrIpv6": OTHER_NAME,
  "sg-game-untracked SecurityGroupEgressRule protocol": OTHER_NAME,
  "sg-game-untracked SecurityGroupIngressRule fromPort": FROM_WITHIN,
  "sg-game-untracked SecurityGroupIngressRule toPort": FROM_WITHIN,
  "sg-game-untracked SecurityGroupIngressRule protocol": OTHER_NAME,
  "state-protected Cluster protect": "EKS's own deletion protection is on as well",
};

const stacks = new Map<string, Resource[]>();

beforeAll(async () => {
  for (const { name, resources } of await preview(program, readProject(process.cwd()), STACKS))
    stacks.set(name, resourcesOf(resources));
});

test("whatever a rule reads decides, but for what is explained", () => {
  const outcomes = everywhere((rule, resources) => mutate(rule, resources, DATE));
  const survivors = new Set(outcomes.flatMap((outcome) => outcome.survivors));
  expect([...survivors].toSorted()).toEqual(Object.keys(EXPLAINED).toSorted());
  expect(outcomes.reduce((sum, { properties }) => sum + properties, 0)).toBeGreaterThan(1000);
});

test("a property that is broken is answered to by rules that read it, and by no other", () => {
  const answered = [...stacks.values()].flatMap((resources) => strangers(RULES, resources, DATE));
  expect(answered).toEqual([]);
});

const DATE = "2026-07-01";

const everywhere = <T>(what: (rule: Rule, resources: Resource[]) => T): T[] =>
  RULES.flatMap((rule) => [...stacks.values()].map((resources) => what(rule, resources)));
