import { podsOn, instanceType } from "../../../stacks/settings/instance-types.ts";
import { allocatable } from "../../../stacks/settings/allocatable.ts";
import type { NodeSpec, Taint } from "../../testbed/nodes.ts";
import type { PropertyMap } from "../wire.ts";
import { list, map, number, text, texts } from "../wire.ts";
import type { CloudResource } from "./account.ts";
import { AwsRefusal } from "./api-error.ts";
import { publicAddress } from "./identifiers.ts";
import type { Scope } from "./kind.ts";

const EFFECTS: Record<string, Taint["effect"]> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/** How many nodes a group has. */
export const sizeOf = ({ scalingConfig }: PropertyMap): number => {
  const { desiredSize, minSize } = map(scalingConfig);
  return number(desiredSize, number(minSize));
};

export const nodeTaints = ({ taints }: PropertyMap): Taint[] =>
  list(taints).map((taint) => {
    const { key, value, effect } = map(taint);
    return { key: text(key), value: text(value), effect: EFFECTS[text(effect)] ?? "NoSchedule" };
  });

export const nodeLabels = (inputs: PropertyMap): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(map(inputs.labels)).map(([key, value]) => [key, text(value)])),
  "eks.amazonaws.com/nodegroup": text(inputs.nodeGroupName),
  "eks.amazonaws.com/capacityType": text(inputs.capacityType) || "ON_DEMAND",
});

/** The nodes that EC2 starts for a group, from number `first` on, spread over its subnets. */
export function nodesOf(scope: Scope, first: number, count: number): NodeSpec[] {
  const { account, region, inputs } = scope;
  const [name = ""] = texts(inputs.instanceTypes);
  const template = templateOf(scope);
  const subnets = texts(inputs.subnetIds).map((id) => account.get(region, "aws:ec2/subnet:Subnet", id));
  return Array.from({ length: count }, (_, index) => {
    const subnet = subnets[(first + index) % subnets.length];
    const zoneId = text(subnet?.outputs.availabilityZoneId);
    const number = account.nextAddress();
    return {
      name: `ip-${privateAddress(text(subnet?.inputs.cidrBlock), number)}.${region}.compute.internal`,
      labels: { ...nodeLabels(inputs), "topology.k8s.aws/zone-id": zoneId },
      taints: nodeTaints(inputs),
      zone: text(subnet?.outputs.availabilityZone),
      instanceType: name,
      allocatable: allocatableOf(name, text(inputs.amiType), template),
      ...(template.publicAddress && { externalIp: publicAddress(number) }),
    };
  });
}

/** What a launch template says of its nodes. */
interface Template {
  maxPods: number | undefined;
  diskGiB: number;
  publicAddress: boolean;
}

function templateOf({ account, region, inputs }: Scope): Template {
  const id = text(map(inputs.launchTemplate).id);
  const found: CloudResource | undefined = account.get(region, "aws:ec2/launchTemplate:LaunchTemplate", id);
  const data = found?.inputs ?? {};
  const userData = Buffer.from(text(data.userData), "base64").toString();
  const maxPods = /max-?pods\s*[:=]\s*(\d+)/i.exec(userData)?.[1];
  const volumes = list(data.blockDeviceMappings).map((mapping) => number(map(map(mapping).ebs).volumeSize));
  return {
    maxPods: maxPods === undefined ? undefined : Number(maxPods),
    diskGiB: Math.max(20, ...volumes), // EKS's own default is 20 GiB
    publicAddress: list(data.networkInterfaces).some(
      (one) => text(map(one).associatePublicIpAddress) === "true",
    ),
  };
}

/** By the same functions as the settings' checks, so that a scheduler proves or refutes them. */
function allocatableOf(name: string, amiType: string, template: Template): NodeSpec["allocatable"] {
  const type = instanceType(name);
  if (type === undefined)
    throw new AwsRefusal("InvalidParameterException", `The instance type ${name} is not known to the double`);
  const maxPods = template.maxPods ?? podsOn(type);
  const ami = amiType.startsWith("BOTTLEROCKET") ? "bottlerocket" : "al2023";
  const { milliCpu, mebibytes } = allocatable(type, { ami, maxPods });
  return {
    cpu: `${milliCpu}m`,
    memory: `${mebibytes}Mi`,
    pods: String(maxPods),
    "ephemeral-storage": `${template.diskGiB}Gi`,
    // Advertised by the device plugin, which no node of a test bed runs.
    ...(type.gpu !== undefined && { "nvidia.com/gpu": String(type.gpu.count) }),
  };
}

/** An address of the subnet, past the five that AWS keeps; numbers are unique in the account, so names are too. */
function privateAddress(cidr: string, number: number): string {
  const [address = "10.0.0.0"] = cidr.split("/");
  const [a = 10, b = 0, c = 0] = address.split(".").map(Number);
  const offset = number + 5;
  return [a, b, (c + Math.floor(offset / 250)) % 256, (offset % 250) + 5].join("-");
}
