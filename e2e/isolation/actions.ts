import { z } from "zod";
import type { ControlPlane } from "../testbed/control-plane.ts";

/** Something that one may or may not do, as a SubjectAccessReview asks for it. */
export interface Action {
  verb: string;
  /** As kubectl calls it, group and subresource included: `fleets.agones.dev/scale`; or a path of no resource. */
  resource: string;
  /** Or `all namespaces`, asked for at once; or `cluster` for what is in none. */
  namespace: string;
  attributes: Attributes;
}

type Attributes =
  { resourceAttributes: ResourceAttributes } | { nonResourceAttributes: { path: string; verb: string } };

interface ResourceAttributes {
  group: string;
  resource: string;
  subresource?: string;
  name?: string;
  namespace?: string;
  verb: string;
}

interface Resource {
  group: string;
  /** With its subresource: `pods/exec`. */
  name: string;
  namespaced: boolean;
  verbs: string[];
  /** One object only, which a right may be limited to. */
  object?: string;
}

/** Namespaces of ours, the system's, and one of somebody else. */
export const ASKED_NAMESPACES = ["agones-system", "game-servers", "monitoring", "kube-system", "default"];

/** A right to it comes of ClusterRoleBindings alone. */
export const ALL_NAMESPACES = "all namespaces";

/** Everything that the API server serves, its subresources, and the verbs that only RBAC knows. */
export async function everyAction(plane: Pick<ControlPlane, "kubectl">): Promise<Action[]> {
  const served = await servedResources(plane);
  const names = new Set(served.map(nameOf));
  const more = ALWAYS_ASKED.filter((resource) => !names.has(nameOf(resource)));
  const actions = [...served, ...more, ...RBAC_VERBS].flatMap(actionsOn);
  return [...actions, ...PATHS.map(actionOnPath)];
}

const groups = z.object({
  groups: z.array(z.object({ versions: z.array(z.object({ groupVersion: z.string() })) })),
});
const resources = z.object({
  groupVersion: z.string(),
  resources: z.array(z.object({ name: z.string(), namespaced: z.boolean(), verbs: z.array(z.string()) })),
});

/** By the API server's discovery; of several versions of a group each resource once. */
async function servedResources(plane: Pick<ControlPlane, "kubectl">): Promise<Resource[]> {
  const get = async (path: string): Promise<unknown> =>
    JSON.parse(await plane.kubectl(["get", "--raw", path]));
  const versions = groups.parse(await get("/apis")).groups.flatMap(({ versions }) => versions);
  const paths = ["/api/v1", ...versions.map(({ groupVersion }) => `/apis/${groupVersion}`)];
  const found = new Map<string, Resource>();
  for (const list of await Promise.all(paths.map(get))) {
    const { groupVersion, resources: all } = resources.parse(list);
    const group = groupVersion.includes("/") ? groupVersion.replace(/\/.*/, "") : "";
    for (const one of all) {
      const resource = { group, ...one };
      found.set(nameOf(resource), resource);
    }
  }
  return [...found.values()];
}

const AGONES_VERBS = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
const SCALE_VERBS = ["get", "update", "patch"];

const agones = (group: string, name: string, verbs = AGONES_VERBS): Resource => ({
  group,
  name,
  namespaced: true,
  verbs,
});

/** Of Agones, also where its chart is a stub that does not serve it; finalizers are a resource to RBAC alone. */
const ALWAYS_ASKED: Resource[] = [
  agones("agones.dev", "fleets"),
  agones("agones.dev", "fleets/scale", SCALE_VERBS),
  agones("agones.dev", "fleets/status", SCALE_VERBS),
  agones("agones.dev", "fleets/finalizers", ["update"]),
  agones("agones.dev", "gameserversets"),
  agones("agones.dev", "gameserversets/scale", SCALE_VERBS),
  agones("agones.dev", "gameserversets/status", SCALE_VERBS),
  agones("agones.dev", "gameserversets/finalizers", ["update"]),
  agones("agones.dev", "gameservers"),
  agones("agones.dev", "gameservers/status", SCALE_VERBS),
  agones("agones.dev", "gameservers/finalizers", ["update"]),
  agones("autoscaling.agones.dev", "fleetautoscalers"),
  agones("autoscaling.agones.dev", "fleetautoscalers/status", SCALE_VERBS),
  agones("multicluster.agones.dev", "gameserverallocationpolicies"),
  agones("allocation.agones.dev", "gameserverallocations", ["create"]),
];

const ANYBODY = { group: "", namespaced: false, verbs: ["impersonate"] };
const RBAC = { group: "rbac.authorization.k8s.io", verbs: ["escalate", "bind"] };

/** Verbs that no request has: they lead to other rights. And the one object that a role of Kubernetes' own names. */
const RBAC_VERBS: Resource[] = [
  { ...ANYBODY, name: "users" },
  { ...ANYBODY, name: "groups" },
  { ...ANYBODY, name: "serviceaccounts", namespaced: true },
  { ...RBAC, name: "roles", namespaced: true },
  { ...RBAC, name: "clusterroles", namespaced: false },
  { group: "certificates.k8s.io", name: "signers", namespaced: false, verbs: ["approve", "sign", "attest"] },
  {
    group: "",
    name: "configmaps",
    object: "extension-apiserver-authentication",
    namespaced: true,
    verbs: ["get", "list", "watch"],
  },
];

/** What the API server serves beside resources; its own health and version are for everybody. */
const PATHS = ["/metrics", "/logs", "/debug/pprof", "/configz", "/openid/v1/jwks"];

function nameOf({ group, name, object }: Resource): string {
  const [resource = "", ...subresource] = name.split("/");
  const qualified = group === "" ? resource : `${resource}.${group}`;
  return [object === undefined ? qualified : `${qualified} ${object}`, ...subresource].join("/");
}

function actionsOn(of: Resource): Action[] {
  const [resource = "", subresource] = of.name.split("/");
  const places = of.namespaced ? [...ASKED_NAMESPACES, ALL_NAMESPACES] : ["cluster"];
  return places.flatMap((namespace) =>
    of.verbs.map((verb) => ({
      verb,
      resource: nameOf(of),
      namespace,
      attributes: {
        resourceAttributes: {
          group: of.group,
          resource,
          verb,
          ...(subresource !== undefined && { subresource }),
          ...(of.object !== undefined && { name: of.object }),
          ...(ASKED_NAMESPACES.includes(namespace) && { namespace }),
        },
      },
    })),
  );
}

const actionOnPath = (path: string): Action => ({
  verb: "get",
  resource: path,
  namespace: "cluster",
  attributes: { nonResourceAttributes: { path, verb: "get" } },
});
