import { z } from "zod";

const RESOURCE = z.looseObject({ urn: z.string(), id: z.string().optional() });
const EXPORTED = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(RESOURCE).default([]),
    pending_operations: z.array(z.looseObject({ type: z.string(), resource: RESOURCE })).nullish(),
  }),
});

/**
 * A stack's exported state, in which what an interrupted creation made is known: its pending operation becomes a resource
 * with the id that it has in the cloud. The next `up` refreshes it, as Pulumi.yaml says, and so learns the rest.
 *
 * `pulumi refresh --import-pending-creates` should do this, but in 3.259 it only forgets the operation.
 *
 * @throws where no creation of that URN is pending, or the id is the old object's
 */
export function adopt(exported: unknown, urn: string, id: string): unknown {
  const read = EXPORTED.safeParse(exported);
  if (!read.success) throw new Error("this is no state; pipe what `pulumi stack export` prints into it");
  const state = read.data;
  const { resources, pending_operations } = state.deployment;
  const operations = pending_operations ?? [];
  const pending = operations.find(({ type, resource }) => type === "creating" && resource.urn === urn);
  if (pending === undefined) {
    const urns = operations.map(({ type, resource }) => `${type} ${resource.urn}`);
    throw new Error(`no creation of ${urn} is pending; pending are: ${urns.join(", ") || "none"}`);
  }
  if (resources.some((resource) => resource.urn === urn && resource.id === id))
    throw new Error(
      `${id} is the object of ${urn} that was to be replaced; look for the new one, or forget its creation: pulumi refresh --clear-pending-creates`,
    );
  return {
    ...state,
    deployment: {
      ...state.deployment,
      resources: [
        // Of a replacement the old one is still there: it goes when its successor is known.
        ...resources.map((resource) => (resource.urn === urn ? { ...resource, delete: true } : resource)),
        { ...pending.resource, id },
      ],
      pending_operations: operations.filter((operation) => operation !== pending),
    },
  };
}
