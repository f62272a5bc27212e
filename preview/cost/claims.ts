// Volumes that Kubernetes makes for pods.
import { z } from "zod";
import { FLEET, FLEET_AUTOSCALER } from "../../policies/agones.ts";
import { fleetInputs, podVolumes } from "../capacity/fleet-inputs.ts";
import type { FleetSizes } from "../capacity/fleet-sizes.ts";
import { autoscaledSizes, autoscalerInputs, capacities, fixedSizes } from "../capacity/fleet-sizes.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import type { BilledStack } from "./billed-stack.ts";
import type { Charge } from "./charge.ts";
import { always } from "./sizes.ts";
import { gibibytes, volumeCharges } from "./volume.ts";

const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
const STORAGE_CLASS = "kubernetes:storage.k8s.io/v1:StorageClass";

const storageClass = z.object({
  metadata: z.object({ name: z.string() }),
  provisioner: z.string(),
  parameters: z
    .object({
      type: z.string().default("gp3"),
      iops: z.coerce.number().optional(),
      throughput: z.coerce.number().optional(),
    })
    .prefault({}),
});

const claimSpec = z.object({
  storageClassName: z.string().optional(),
  resources: z.object({ requests: z.object({ storage: z.union([z.string(), z.number()]) }) }),
});
type ClaimSpec = z.output<typeof claimSpec>;

const claim = z.object({ spec: claimSpec });

const volume = z.object({
  ephemeral: z.object({ volumeClaimTemplate: z.object({ spec: claimSpec }) }).optional(),
});
const fleet = fleetInputs(capacities.extend({ template: podVolumes(volume) }));

const CLAIMED = "volumes of game servers";

/** A claim of its own, such as a world's: there whether anybody plays or not. */
export function claimCharges(resource: RecordedResource, stack: BilledStack): Charge[] {
  const { data } = claim.safeParse(resource.inputs);
  return data === undefined
    ? [unreadable(`the claim ${resource.name}`, stack.region)]
    : volumeOf(data.spec, stack, `of claims`, always(1));
}

/** Volumes that each of a Fleet's servers has for itself. */
export function fleetVolumeCharges(resource: RecordedResource, stack: BilledStack): Charge[] {
  const { data } = fleet.safeParse(resource.inputs);
  if (data === undefined) return [unreadable(`the Fleet ${resource.name}`, stack.region)];
  const { spec } = data.spec.template;
  const claims = spec.template.spec.volumes.flatMap(
    ({ ephemeral }) => ephemeral?.volumeClaimTemplate.spec ?? [],
  );
  const { minimum, buffer, maximum } = sizesOf(data, stack.resources);
  return claims.flatMap((each) =>
    maximum === undefined
      ? [unreadable(`${CLAIMED}, Fleet ${resource.name}, whose maximum is not known`, stack.region)]
      : volumeOf(each, stack, `of game servers, Fleet ${resource.name}`, { minimum, buffer, maximum }),
  );
}

function sizesOf(
  { metadata, spec }: z.output<typeof fleet>,
  resources: readonly RecordedResource[],
): FleetSizes {
  const policy = resources
    .filter(({ type }) => type === FLEET_AUTOSCALER)
    .flatMap(({ inputs }) => autoscalerInputs.safeParse(inputs).data ?? [])
    .find((autoscaler) => autoscaler.spec.fleetName === metadata.name)?.spec.policy;
  return policy === undefined ? fixedSizes(spec.replicas) : autoscaledSizes(policy, spec.template.spec);
}

function volumeOf(
  spec: ClaimSpec,
  { resources, region }: BilledStack,
  whose: string,
  count: Charge["quantity"],
) {
  const found = resources
    .filter(({ type }) => type === STORAGE_CLASS)
    .flatMap(({ inputs }) => storageClass.safeParse(inputs).data ?? [])
    .find(({ metadata }) => metadata.name === spec.storageClassName);
  if (found?.provisioner !== "ebs.csi.aws.com")
    return [
      unreadable(`a volume ${whose}, of StorageClass ${spec.storageClassName ?? "by default"}`, region),
    ];
  const { type, iops, throughput } = found.parameters;
  const volume = { type, gib: gibibytes(spec.resources.requests.storage), iops, mibPerSecond: throughput };
  return volumeCharges(volume, whose, count, region);
}

const unreadable = (what: string, region: string): Charge => ({
  what,
  key: null,
  unit: "volume",
  region,
  quantity: always(1),
});

export const CLAIM_CHARGES = { [CLAIM]: claimCharges, [FLEET]: fleetVolumeCharges };
