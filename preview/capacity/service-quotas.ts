// AWS's quotas of the account in the region, as far as settings say them.
import { loadSettings } from "../../stacks/settings/load.ts";
import { MOST_NODES } from "../../stacks/settings/rules/pools.ts";
import { SettingsError } from "../../stacks/settings/problem.ts";
import type { ServiceQuotas } from "../../stacks/settings/schema/schema.ts";
import type { Project } from "../../stacks/settings/stack-files.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { ENDPOINT, NAT_GATEWAY } from "./addresses.ts";
import type { NodeBound } from "./budgets.ts";
import type { KnownGroup } from "./node-room.ts";

/** The quotas that a stack's settings state; none where they are wrong, which has its own lines. */
export function serviceQuotasOf(project: Project, stack: string): ServiceQuotas {
  try {
    const settings = loadSettings(project, stack);
    return "serviceQuotas" in settings ? settings.serviceQuotas : {};
  } catch (error) {
    if (error instanceof SettingsError) return {};
    throw error;
  }
}

type VcpuQuota = Exclude<keyof ServiceQuotas, "networkInterfaces" | "elasticIps">;

/** Codes of Service Quotas; schema/service-quotas.ts has the names. */
export const CODES: Record<keyof ServiceQuotas, string> = {
  onDemandStandardVcpus: "L-1216C47A",
  onDemandGVcpus: "L-DB2E81BA",
  onDemandPVcpus: "L-417A185B",
  spotStandardVcpus: "L-34B43A08",
  spotGVcpus: "L-3819A6DF",
  spotPVcpus: "L-7212CCBC",
  networkInterfaces: "L-DF5E4CA3",
  elasticIps: "L-0263D0A3",
};

/** Families by what a type's name begins with (EC2 user guide, "Amazon EC2 On-Demand Instances": quotas). */
const FAMILIES = {
  Standard: ["a", "c", "d", "h", "i", "im", "is", "m", "r", "t", "z"],
  G: ["g", "gr", "vt"],
  P: ["p"],
} as const;

/** The quota that counts a type's vCPUs; undefined for a family that settings know no quota of. */
export function vcpuQuota(type: string, capacityType: "on-demand" | "spot"): VcpuQuota | undefined {
  const family = /^[a-z]+/.exec(type)?.[0] ?? "";
  const isOf = (names: readonly string[]) => names.includes(family);
  const spot = capacityType === "spot";
  if (isOf(FAMILIES.Standard)) return spot ? "spotStandardVcpus" : "onDemandStandardVcpus";
  if (isOf(FAMILIES.G)) return spot ? "spotGVcpus" : "onDemandGVcpus";
  if (isOf(FAMILIES.P)) return spot ? "spotPVcpus" : "onDemandPVcpus";
  return undefined;
}

/** Quotas that count a group's nodes. */
const quotasOfGroup = ({ instanceTypes, capacityType }: KnownGroup): Set<VcpuQuota | undefined> =>
  new Set(instanceTypes.map((type) => vcpuQuota(type, capacityType)));

/** Bounds of the cluster's nodes by what settings state of quotas, and by what Agones is known to manage. */
export function quotaBounds(
  resources: readonly RecordedResource[],
  groups: readonly KnownGroup[],
  quotas: ServiceQuotas,
  interfacesOn: ((group: KnownGroup) => number) | undefined,
): NodeBound[] {
  const names = new Set(groups.flatMap((group) => [...quotasOfGroup(group)]));
  return [
    ...[...names].flatMap((name) => (name === undefined ? [] : vcpuBound(name, quotas))),
    ...(quotas.networkInterfaces === undefined || interfacesOn === undefined
      ? []
      : [interfaceBound(resources, quotas.networkInterfaces, interfacesOn)]),
    {
      limit: "Agones' nodes",
      budgets: [{ amount: MOST_NODES, fixed: 0, perNode: () => 1 }],
      unit: "nodes",
      source: () => "what Agones is known to manage in one cluster",
      remedy: () => "choose larger instance types, or bring players to another region",
    },
  ];
}

function vcpuBound(name: VcpuQuota, quotas: ServiceQuotas): NodeBound[] {
  const amount = quotas[name];
  if (amount === undefined) return [];
  return [
    {
      limit: "vCPU quota",
      budgets: [
        {
          amount,
          fixed: 0,
          perNode: (group) => (quotasOfGroup(group).has(name) ? group.vcpu : 0),
        },
      ],
      unit: "vCPUs",
      source: () => `serviceQuotas.${name} (${CODES[name]})`,
      remedy: quotaRemedy(name),
    },
  ];
}

/** Interfaces that EKS makes for the control plane, at the most (EKS user guide, "network requirements"). */
const CONTROL_PLANE_INTERFACES = 4;

function interfaceBound(
  resources: readonly RecordedResource[],
  amount: number,
  perNode: (group: KnownGroup) => number,
): NodeBound {
  const ofEndpoints = resources
    .filter(({ type }) => type === ENDPOINT)
    .reduce((sum, { options }) => sum + (options.propertyDependencies?.subnetIds?.length ?? 0), 0);
  const fixed = CONTROL_PLANE_INTERFACES + ofEndpoints + natGateways(resources);
  return {
    limit: "network interface quota",
    budgets: [{ amount, fixed, perNode }],
    unit: "network interfaces",
    source: () => `serviceQuotas.networkInterfaces (${CODES.networkInterfaces}, load balancers not counted)`,
    remedy: quotaRemedy("networkInterfaces"),
  };
}

const quotaRemedy =
  (name: keyof ServiceQuotas) =>
  ({ amount }: { amount: number }) =>
    `have AWS raise quota ${CODES[name]} to ${amount} and set serviceQuotas.${name}: ${amount}`;

/** Each has an address of its own. */
export const natGateways = (resources: readonly RecordedResource[]): number =>
  resources.filter(({ type, inputs }) => type === NAT_GATEWAY && inputs.connectivityType !== "private")
    .length;

/** Limits of quotas that settings do not state, with the setting's name. */
export function unchecked(
  groups: readonly KnownGroup[],
  quotas: ServiceQuotas,
): { limit: string; detail: string }[] {
  const names = new Set(groups.flatMap((group) => [...quotasOfGroup(group)]));
  const notSet = (limit: string, name: keyof ServiceQuotas) => ({
    limit,
    detail: `not set: serviceQuotas.${name} (${CODES[name]})`,
  });
  return [
    ...[...names].flatMap((name) =>
      name === undefined
        ? [{ limit: "vCPU quota", detail: "not known: settings have no quota of these instance types" }]
        : quotas[name] === undefined
          ? [notSet("vCPU quota", name)]
          : [],
    ),
    ...(quotas.networkInterfaces === undefined
      ? [notSet("network interface quota", "networkInterfaces")]
      : []),
  ];
}
