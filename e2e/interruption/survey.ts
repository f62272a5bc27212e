import type { Cloud } from "../doubles/cloud.ts";
import type { Engine } from "../engine/pulumi.ts";
import type { ControlPlane, KubernetesObject } from "../testbed/control-plane.ts";
import { shortUrn } from "./moments.ts";
import type { Objects } from "./objects.ts";
import { differences, keyOf, objectsOf, without } from "./objects.ts";

/** Everything that a stack can leave anywhere. */
export interface Bed {
  engine: Engine;
  stack: string;
  cloud: Cloud;
  plane?: ControlPlane;
}

/** What is there, and what the state says is there. */
export interface Survey {
  objects: Objects;
  /** Resources of the state, by URN. */
  state: Objects;
  /** Resources in the account, by URN. */
  account: Objects;
  /** In the account, but not in the state, or the other way round; operations that nobody ended. */
  problems: string[];
}

/** Looks at all of it; `before` is what belongs to others. */
export async function survey(bed: Bed, before: Objects = new Map()): Promise<Survey> {
  const { engine, stack, cloud, plane } = bed;
  const objects = plane === undefined ? new Map<string, string[]>() : await objectsIn(plane);
  const { resources, pending_operations } = await engine.exportStack(stack);
  const own = [...cloud.resources.values()].filter(({ urn }) => urn.split("::")[0] === `urn:pulumi:${stack}`);
  // By URN too: an id may be the same in each region.
  const known = resources.flatMap(({ type, urn, id }) =>
    type.startsWith("aws:") ? [`${urn} ${id ?? ""}`] : [],
  );
  const made = own.map(({ urn, id }) => `${urn} ${id}`);
  return {
    objects: without(objects, before),
    state: grouped(resources.map(({ urn }) => urn)),
    account: grouped(own.map(({ urn }) => urn)),
    problems: [
      ...pending_operations.map(({ type, resource }) => `pending: ${type} ${shortUrn(resource.urn)}`),
      ...made.filter((each) => !known.includes(each)).map((each) => `only in the account: ${each}`),
      ...known.filter((each) => !made.includes(each)).map((each) => `only in the state: ${each}`),
      ...resources.filter((each) => each.delete === true).map(({ urn }) => `to be deleted: ${shortUrn(urn)}`),
    ],
  };
}

/** How two surveys differ, and what is wrong with the second one by itself; empty where nothing is. */
export const compare = (expected: Survey, actual: Survey): string[] => [
  ...actual.problems,
  ...differences(expected.objects, actual.objects),
  ...differences(expected.state, actual.state),
  ...differences(expected.account, actual.account),
];

export const sizeOf = (objects: Objects): number =>
  [...objects.values()].reduce((sum, each) => sum + each.length, 0);

const grouped = (keys: string[]): Objects => {
  const found = new Map<string, string[]>();
  for (const key of keys) found.set(key, [...(found.get(key) ?? []), ""]);
  return found;
};

export const objectsIn = async (plane: ControlPlane): Promise<Objects> => objectsOf(await listAll(plane));

/** Every object of every kind, by what the API server says there is. */
async function listAll(plane: ControlPlane): Promise<KubernetesObject[]> {
  const kinds = await plane.kubectl(["api-resources", "--verbs=list,delete", "-o", "name"]);
  const wanted = kinds.split("\n").filter((kind) => kind !== "" && !NOT_LISTED.test(kind));
  return plane.list(wanted.join(","));
}

/** Passing, and many. */
const NOT_LISTED = /^(events|leases|endpoints|endpointslices|controllerrevisions)(\.|$)/;

/** What is being deleted and cannot go: somebody's finalizer holds it. */
export async function leftover(plane: ControlPlane): Promise<string[]> {
  const all = await listAll(plane);
  return all
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map((object) => keyOf(object));
}
