import type { KubernetesObject } from "../testbed/kubernetes-object.ts";

/** What an object is, by a key that is the same in every run; two of the same key are duplicates. */
export type Objects = ReadonlyMap<string, string[]>;

/** Objects that come and go by themselves, or stand for others. */
const PASSING = new Set([
  "Event",
  "Lease",
  "Endpoints",
  "EndpointSlice",
  "ControllerRevision",
  "IPAddress",
  "ComponentStatus",
]);

/**
 * Objects by key, each with its content in a form that does not differ from run to run. What a controller made for
 * another object is left out: it goes with it.
 */
export function objectsOf(all: readonly KubernetesObject[]): Objects {
  const uids = new Set(all.map(({ metadata }) => metadata.uid));
  const found = new Map<string, string[]>();
  for (const object of all) {
    if (PASSING.has(object.kind) || isOwned(object, uids) || isOldRevision(object)) continue;
    const key = keyOf(object);
    found.set(key, [...(found.get(key) ?? []), contentOf(object)]);
  }
  return found;
}

const isOwned = ({ metadata }: KubernetesObject, uids: Set<string | undefined>): boolean =>
  Array.isArray(metadata.ownerReferences) &&
  metadata.ownerReferences.some((owner: unknown) => uids.has(String(property(owner, "uid"))));

/** Helm keeps a Secret of each revision; how many there were is not to be compared. */
const isOldRevision = ({ kind, metadata }: KubernetesObject): boolean =>
  kind === "Secret" && metadata.labels?.owner === "helm" && metadata.labels.status === "superseded";

export function keyOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  const group = apiVersion.includes("/") ? `${apiVersion.replace(/\/.*$/, "")}/` : "";
  const name = metadata.labels?.owner === "helm" ? metadata.name.replace(/\.v\d+$/, "") : metadata.name;
  return `${group}${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${name}`;
}

/** Content that a server, a controller or chance fills in, by its property. */
const FILLED_IN = new Set([
  ...["clusterIP", "clusterIPs", "nodePort", "healthCheckNodePort", "volumeName", "caBundle"],
  ...["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"],
]);

/** Numbers of a Helm revision, and when it was made. */
const OF_THE_REVISION = new Set(["version", "modifiedAt"]);

function contentOf(object: KubernetesObject): string {
  const { metadata } = object;
  const isRelease = metadata.labels?.owner === "helm";
  const labels = Object.entries(metadata.labels ?? {}).filter(
    ([key]) => !isRelease || !OF_THE_REVISION.has(key),
  );
  const rest = Object.entries(object).filter(([key]) => key !== "metadata" && key !== "status");
  const content = {
    labels: Object.fromEntries(labels),
    annotations: metadata.annotations ?? {},
    ...Object.fromEntries(rest),
  };
  return JSON.stringify(content, (key, value: unknown) => {
    if (FILLED_IN.has(key)) return undefined;
    // Keys and certificates are others in each run.
    if (object.kind === "Secret" && key === "data" && isRecord(value)) return Object.keys(value).toSorted();
    return isRecord(value) ? sorted(value) : value;
  });
}

const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** How objects differ from what they should be, a line each; empty where they do not. */
export function differences(expected: Objects, actual: Objects): string[] {
  const keys = [...new Set([...expected.keys(), ...actual.keys()])].toSorted();
  return keys.flatMap((key) => {
    const [wanted = [], found = []] = [expected.get(key), actual.get(key)];
    if (wanted.length !== found.length) return [`${key}: ${found.length} instead of ${wanted.length}`];
    const other = found.find((content) => !wanted.includes(content));
    return other === undefined ? [] : [`${key}: ${other} instead of ${wanted.join(" or ")}`];
  });
}

/** Without what was there before. */
export const without = (objects: Objects, before: Objects): Objects =>
  new Map([...objects].filter(([key]) => !before.has(key)));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const property = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
