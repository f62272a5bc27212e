import assert from "node:assert/strict";
import type { ControlPlane, KubernetesObject } from "../testbed/control-plane.ts";

export async function create(plane: ControlPlane, ...items: object[]): Promise<void> {
  await plane.kubectl(["create", "-f", "-"], {
    input: JSON.stringify({ apiVersion: "v1", kind: "List", items }),
  });
}

export async function namesOf(plane: ControlPlane, kind: string, namespace?: string): Promise<string[]> {
  return (await plane.list(kind, namespace)).map(({ metadata }) => metadata.name);
}

export async function named(
  plane: ControlPlane,
  kind: string,
  namespace: string,
  name: string,
): Promise<KubernetesObject> {
  const found = (await plane.list(kind, namespace)).find(({ metadata }) => metadata.name === name);
  assert.ok(found, `there is no ${name} among ${kind} of ${namespace}`);
  return found;
}
