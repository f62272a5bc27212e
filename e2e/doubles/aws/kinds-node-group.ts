import { isDeepStrictEqual } from "node:util";
import type { PropertyMap } from "../wire.ts";
import { map, number, text, texts } from "../wire.ts";
import type { CloudResource } from "./account.ts";
import { CLUSTER, eksArn, minor, refuse, SUBNET } from "./eks-common.ts";
import { hex } from "./identifiers.ts";
import type { Kind, Scope } from "./kind.ts";
import { nodeLabels, nodesOf, nodeTaints, sizeOf } from "./node-group-nodes.ts";
import type { Planes } from "./planes.ts";

/** Managed node groups, whose nodes are nodes of the region's plane. */
export const nodeGroup = (planes: Planes): Kind => ({
  id: ({ inputs }) => `${text(inputs.clusterName)}:${text(inputs.nodeGroupName)}`,
  outputs: (scope) => ({
    arn: eksArn(
      scope,
      `nodegroup/${text(scope.inputs.clusterName)}/${text(scope.inputs.nodeGroupName)}/${hex(8)}`,
    ),
    status: "ACTIVE",
    resources: [{ autoscalingGroups: [{ name: `eks-${text(scope.inputs.nodeGroupName)}-${hex(8)}` }] }],
  }),
  autoname: "nodeGroupName",
  names: { clusterName: CLUSTER },
  unique: ({ clusterName, nodeGroupName }) => `${text(nodeGroupName)} in ${text(clusterName)}`,
  taken: { code: "ResourceInUseException", message: "NodeGroup already exists with that name" },
  verify: verifyNodeGroup,
  verifyUpdate: verifyNodeGroup,
  created: async (group, scope) => {
    const nodes = nodesOf(scope, 0, sizeOf(group.inputs));
    await planes.of(group.region).addNodes(nodes);
    group.nodes = nodes.map(({ name }) => name);
    return {};
  },
  changed: (group, scope) => changeNodes(planes, group, scope),
  deleted: (group) => removeNodes(planes, group, group.nodes ?? []),
});

/** Scaling starts or ends nodes; labels and taints are put on those that run, as EKS does. */
async function changeNodes(planes: Planes, group: CloudResource, scope: Scope): Promise<void> {
  const names = group.nodes ?? [];
  const size = sizeOf(scope.inputs);
  const added = nodesOf(scope, names.length, Math.max(0, size - names.length));
  await planes.of(group.region).addNodes(added);
  await removeNodes(planes, group, names.slice(size));
  const kept = names.slice(0, size);
  if (
    !isDeepStrictEqual([group.inputs.labels, group.inputs.taints], [scope.inputs.labels, scope.inputs.taints])
  ) {
    const patch = JSON.stringify({
      metadata: { labels: nodeLabels(scope.inputs) },
      spec: { taints: nodeTaints(scope.inputs) },
    });
    for (const name of kept)
      await planes.of(group.region).kubectl(["patch", "node", name, "--type=merge", "-p", patch]);
  }
  group.nodes = [...kept, ...added.map(({ name }) => name)];
}

/** An instance that is terminated takes with it what pods are still on it. */
async function removeNodes(planes: Planes, group: CloudResource, names: string[]): Promise<void> {
  if (names.length === 0) return;
  const plane = planes.of(group.region);
  await plane.removeNodes(names);
  const force = ["--force", "--grace-period=0", "--wait=false", "--ignore-not-found"];
  for (const name of names)
    await plane.kubectl(["delete", "pods", "-A", `--field-selector=spec.nodeName=${name}`, ...force]);
}

function verifyNodeGroup({ account, region, inputs }: Scope): void {
  const { minSize, desiredSize, maxSize } = map(inputs.scalingConfig);
  const [min, desired, max] = [number(minSize), sizeOf(inputs), number(maxSize)];
  if (max < 1) throw refuse(`maxSize ${max} is below 1`);
  if (min > desired)
    throw refuse(`Minimum capacity ${min} can't be greater than desired size ${number(desiredSize)}`);
  if (desired > max) throw refuse(`desired capacity ${desired} can't be greater than max size ${max}`);
  const running = account.get(region, CLUSTER, text(inputs.clusterName));
  if (minor(text(inputs.version)) > minor(text(running?.inputs.version)))
    throw refuse(`Requested Nodegroup version ${text(inputs.version)} is newer than the cluster's`);
  const vpc = text(map(running?.outputs.vpcConfig).vpcId);
  const foreign = texts(inputs.subnetIds).filter(
    (id) => account.get(region, SUBNET, id)?.inputs.vpcId !== vpc,
  );
  if (foreign.length > 0) throw refuse(`Subnets ${foreign.join(", ")} are not in the cluster's VPC ${vpc}`);
  for (const type of texts(inputs.instanceTypes)) verifyInstanceType(type, inputs);
}

/** Only the form: what a type offers is in the settings' table. */
function verifyInstanceType(type: string, inputs: PropertyMap): void {
  if (!/^[a-z0-9-]+\.[a-z0-9]+$/.test(type))
    throw refuse(`The following instance types are not valid: [${type}]`);
  const arm = /^[a-z]+\d+g/.test(type);
  if (arm !== text(inputs.amiType).includes("ARM"))
    throw refuse(`[${type}] is not a valid instance type for requested amiType ${text(inputs.amiType)}`);
}
