import { z } from "zod";
import type { Cloud } from "../doubles/cloud.ts";
import type { Deployment } from "../engine/pulumi.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import { until } from "../until.ts";
import type { Pending, Whereabouts } from "./recover.ts";

/** Looks for what was being created where it would be: in a cluster by name, in AWS by who made it. */
export function whereaboutsIn(cloud: Cloud, plane: ControlPlane | undefined): Whereabouts {
  return {
    find: async (pending, known) => {
      if (pending.type.startsWith("aws:")) return inAccount(cloud, pending, known);
      if (pending.type.startsWith("kubernetes:") && plane !== undefined) return inCluster(plane, pending);
      // A key or a certificate is nowhere but in the state.
      return undefined;
    },
    definitionsGone: async () => {
      if (plane !== undefined) await until("no definition is on its way out", () => noneGoing(plane));
    },
    removeReleases: async (statuses) => (plane === undefined ? [] : removeReleases(plane, statuses)),
  };
}

/** People look for the name or its tags; the double knows who made it, which is as much. */
function inAccount({ resources }: Cloud, { urn }: Pending, known: Deployment): string | undefined {
  const ids = known.resources.flatMap((resource) => (resource.urn === urn ? [resource.id] : []));
  return [...resources.values()].find((each) => each.urn === urn && !ids.includes(each.id))?.id;
}

const RELEASE = z.looseObject({ name: z.string(), namespace: z.string() });
const OBJECT = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

async function inCluster(plane: ControlPlane, { type, inputs }: Pending): Promise<string | undefined> {
  if (type === "kubernetes:helm.sh/v3:Release") {
    const { name, namespace } = RELEASE.parse(inputs);
    const secrets = await names(plane, "secrets", `owner=helm,name=${name}`, namespace);
    return secrets.length > 0 ? `${namespace}/${name}` : undefined;
  }
  const { apiVersion, kind, metadata } = OBJECT.parse(inputs);
  const [version = "", group] = apiVersion.split("/").toReversed();
  const resource = group === undefined ? kind : `${kind}.${version}.${group}`;
  const { name, namespace } = metadata;
  const found = await plane.kubectl([
    ...["get", resource, name, "--ignore-not-found", "-o", "name"],
    ...(namespace === undefined ? [] : ["-n", namespace]),
  ]);
  if (found.trim() === "") return undefined;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

async function noneGoing(plane: ControlPlane): Promise<boolean> {
  const definitions = await plane.list("customresourcedefinitions");
  return definitions.every(({ metadata }) => metadata.deletionTimestamp === undefined);
}

async function removeReleases(plane: ControlPlane, statuses: string[]): Promise<string[]> {
  const selector = `owner=helm,status in (${statuses.join(",")})`;
  const found = await names(plane, "secrets", selector);
  if (found.length > 0) await plane.kubectl(["delete", "secrets", "-A", "-l", selector]);
  return found;
}

async function names(
  plane: ControlPlane,
  kind: string,
  selector: string,
  namespace?: string,
): Promise<string[]> {
  const where = namespace === undefined ? ["-A"] : ["-n", namespace];
  const output = await plane.kubectl(["get", kind, ...where, "-l", selector, "-o", "name"]);
  return output.split("\n").filter((line) => line !== "");
}
