import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { DEPLOYERS_GROUP, VIEWERS_GROUP } from "../cluster/rbac-groups.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { DEPLOYER_RULES, VIEWER_RULES } from "./access-rules.ts";
import type { PortRange } from "./admission-policy.ts";
import { ADMISSION_POLICY, admissionBindingSpec, admissionPolicySpec } from "./admission-policy.ts";
import { agonesSystemPolicies } from "./agones-system-policies.ts";
import { gameServersPolicies } from "./game-servers-policies.ts";
import { monitoringPolicies } from "./monitoring-policies.ts";
import type { Namespace } from "./namespaces.ts";
import { AGONES_NAMESPACE, GAME_NAMESPACE, NAMESPACE_LABELS, NAMESPACES } from "./namespaces.ts";
import type { ApiServerAddresses } from "./network-policy.ts";
import { networkPolicyArgs } from "./network-policy.ts";
import { podSecurityLabels } from "./pod-security.ts";
import type { GameServersQuota } from "./quota.ts";
import { DEFAULT_REQUESTS, hardQuota } from "./quota.ts";

export interface IsolationArgs {
  /** Where pods reach the API server. On EKS: the address of its Service as a /32 and the control-plane subnets, 443. */
  apiServer: ApiServerAddresses;
  /** CIDRs from which the API server calls webhooks. On EKS: the control-plane subnets. */
  webhookSources: string[];
  /**
   * CIDRs from which the allocator's load balancer forwards: the public subnets, for one with IP targets. Empty leaves
   * the matchmaker in game-servers as its only client.
   */
  allocatorSources: string[];
  /** Whether everybody may reach Agones' ping service. */
  ping: boolean;
  /** Host ports of Agones, both included: a game server may take these and no others. */
  gamePorts: PortRange;
  /** What game-servers may hold in all. */
  quota: GameServersQuota;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    namespace?: Transform<k8s.core.v1.NamespaceArgs>;
    networkPolicy?: Transform<k8s.networking.v1.NetworkPolicyArgs>;
    admissionPolicy?: Transform<k8s.admissionregistration.v1.ValidatingAdmissionPolicyArgs>;
  };
}

/**
 * The namespaces agones-system, game-servers and monitoring, and what keeps their pods apart from nodes, from each other
 * and from everything else: Pod Security levels and an admission policy, NetworkPolicies that deny whatever they do not
 * name, a quota, and roles for the groups of `cluster/rbac-groups.ts`.
 *
 * Costs nothing.
 *
 * @example
 * const isolation = new Isolation("isolation", {
 *   apiServer: { cidrs: ["172.20.0.1/32", "10.0.255.0/28", "10.0.255.16/28"], ports: [443] },
 *   webhookSources: ["10.0.255.0/28", "10.0.255.16/28"],
 *   allocatorSources: ["10.0.192.0/24", "10.0.193.0/24"],
 *   ping: false,
 *   gamePorts: { min: 7000, max: 8000 },
 *   quota: { gameServers: 2000, cpu: 4000, memoryGiB: 8000, gpus: 64, storageGiB: 20000 },
 * }, { providers: { kubernetes: cluster.provider } });
 */
export class Isolation extends pulumi.ComponentResource {
  /** What a pod must not be there before: the namespaces with all their policies. */
  readonly ready: pulumi.Resource[];

  constructor(name: string, args: IsolationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:isolation:Isolation", name, {}, opts);
    const namespaces = createNamespaces(this, args);
    const admission = createAdmissionPolicy(this, args);
    const quota = createQuota(this, args, namespaces);
    const network = createNetworkPolicies(this, args, namespaces);
    createAccess(this, namespaces);
    this.ready = [...namespaces, ...admission, ...quota, ...network];
    this.registerOutputs({});
  }
}

function createNamespaces(parent: pulumi.Resource, args: IsolationArgs): k8s.core.v1.Namespace[] {
  return NAMESPACES.map(
    (name) =>
      new k8s.core.v1.Namespace(
        ...transformed<k8s.core.v1.NamespaceArgs, pulumi.CustomResourceOptions>(
          args.transform?.namespace,
          name,
          { metadata: { name, labels: labelsOf(name, args) } },
          { parent },
        ),
      ),
  );
}

/**
 * A new allocator counts as Ready only once the load balancer sends to it: without that label an upgrade of Agones could
 * end the last one that it knows.
 */
const labelsOf = (name: Namespace, { allocatorSources }: IsolationArgs) => ({
  ...NAMESPACE_LABELS[name],
  ...podSecurityLabels(name),
  ...(name === AGONES_NAMESPACE &&
    allocatorSources.length > 0 && { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" }),
});

function createAdmissionPolicy(parent: pulumi.Resource, args: IsolationArgs): pulumi.Resource[] {
  const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
    ...transformed<k8s.admissionregistration.v1.ValidatingAdmissionPolicyArgs, pulumi.CustomResourceOptions>(
      args.transform?.admissionPolicy,
      ADMISSION_POLICY,
      { metadata: { name: ADMISSION_POLICY }, spec: admissionPolicySpec(args.gamePorts) },
      { parent },
    ),
  );
  const binding = new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
    ADMISSION_POLICY,
    { metadata: { name: ADMISSION_POLICY }, spec: admissionBindingSpec() },
    { parent, dependsOn: [policy] },
  );
  return [policy, binding];
}

function createQuota(
  parent: pulumi.Resource,
  args: IsolationArgs,
  namespaces: pulumi.Resource[],
): pulumi.Resource[] {
  const metadata = { name: GAME_NAMESPACE, namespace: GAME_NAMESPACE };
  const opts = { parent, dependsOn: namespaces };
  const limits = { type: "Container", defaultRequest: DEFAULT_REQUESTS };
  return [
    new k8s.core.v1.LimitRange(GAME_NAMESPACE, { metadata, spec: { limits: [limits] } }, opts),
    new k8s.core.v1.ResourceQuota(GAME_NAMESPACE, { metadata, spec: { hard: hardQuota(args.quota) } }, opts),
  ];
}

function createNetworkPolicies(
  parent: pulumi.Resource,
  args: IsolationArgs,
  namespaces: pulumi.Resource[],
): pulumi.Resource[] {
  const policies = [
    ...agonesSystemPolicies(args),
    ...gameServersPolicies(args.apiServer),
    ...monitoringPolicies(args.apiServer),
  ];
  return policies.map(
    (policy) =>
      new k8s.networking.v1.NetworkPolicy(
        ...transformed<k8s.networking.v1.NetworkPolicyArgs, pulumi.CustomResourceOptions>(
          args.transform?.networkPolicy,
          `${policy.namespace}-${policy.name}`,
          networkPolicyArgs(policy),
          { parent, dependsOn: namespaces },
        ),
      ),
  );
}

function createAccess(parent: pulumi.Resource, namespaces: pulumi.Resource[]): void {
  const groups = [
    { name: "gameplane-deployers", group: DEPLOYERS_GROUP, rules: DEPLOYER_RULES },
    { name: "gameplane-viewers", group: VIEWERS_GROUP, rules: VIEWER_RULES },
  ];
  for (const { name, group, rules } of groups) {
    const metadata = { name, namespace: GAME_NAMESPACE };
    const role = new k8s.rbac.v1.Role(name, { metadata, rules }, { parent, dependsOn: namespaces });
    new k8s.rbac.v1.RoleBinding(
      name,
      {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
        subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: group }],
      },
      { parent, dependsOn: [role] },
    );
  }
}
