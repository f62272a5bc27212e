// What the groups of cluster/rbac-groups.ts may do with Agones' resources, which neither AWS's access policies nor the
// cluster roles `edit` and `view` know. Pure.

interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const READ = ["get", "list", "watch"];
const WRITE = ["create", "update", "patch", "delete", "deletecollection"];

/** GameServerSets are Agones' own, made from Fleets. */
export const DEPLOYER_RULES: PolicyRule[] = [
  {
    apiGroups: ["agones.dev"],
    resources: ["fleets", "fleets/scale", "gameservers"],
    verbs: [...READ, ...WRITE],
  },
  { apiGroups: ["agones.dev"], resources: ["gameserversets"], verbs: READ },
  { apiGroups: ["autoscaling.agones.dev"], resources: ["fleetautoscalers"], verbs: [...READ, ...WRITE] },
  {
    apiGroups: ["multicluster.agones.dev"],
    resources: ["gameserverallocationpolicies"],
    verbs: [...READ, ...WRITE],
  },
  // Nothing is stored: to create one is to allocate a server.
  { apiGroups: ["allocation.agones.dev"], resources: ["gameserverallocations"], verbs: ["create"] },
];

export const VIEWER_RULES: PolicyRule[] = [
  {
    apiGroups: ["agones.dev"],
    resources: ["fleets", "fleets/scale", "gameserversets", "gameservers"],
    verbs: READ,
  },
  { apiGroups: ["autoscaling.agones.dev"], resources: ["fleetautoscalers"], verbs: READ },
  { apiGroups: ["multicluster.agones.dev"], resources: ["gameserverallocationpolicies"], verbs: READ },
];
