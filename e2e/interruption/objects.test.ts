import { describe, expect, test } from "@jest/globals";
import type { KubernetesObject } from "../testbed/kubernetes-object.ts";
import { differences, objectsOf, without } from "./objects.ts";

const service = (name: string, more: Record<string, unknown> = {}): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: "a", uid: `uid-${name}`, resourceVersion: "1" },
  spec: { clusterIP: "10.96.0.7", ports: [{ port: 443, nodePort: 30_001 }] },
  status: { loadBalancer: {} },
  ...more,
});

const object = (
  kind: string,
  metadata: Partial<KubernetesObject["metadata"]> = {},
  more = {},
): KubernetesObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name: "x", ...metadata },
  ...more,
});

describe("objects of a run", () => {
  test("are the same whatever the server filled in", () => {
    const other = service("s", {
      metadata: { name: "s", namespace: "a", uid: "other", resourceVersion: "99", generation: 3 },
      spec: { ports: [{ nodePort: 30_999, port: 443 }], clusterIP: "10.96.0.9" },
    });
    expect(differences(objectsOf([service("s")]), objectsOf([other]))).toEqual([]);
  });

  test("differ in what was asked for", () => {
    const other = service("s", { spec: { ports: [{ port: 8443 }] } });
    expect(differences(objectsOf([service("s")]), objectsOf([other]))).toEqual([
      expect.stringMatching(/^Service a\/s: .*8443.* instead of .*443/),
    ]);
  });

  test("that are missing, too many or there twice are told", () => {
    const expected = objectsOf([service("a"), service("b")]);
    const actual = objectsOf([service("b"), service("b"), service("c")]);
    expect(differences(expected, actual)).toEqual([
      "Service a/a: 0 instead of 1",
      "Service a/b: 2 instead of 1",
      "Service a/c: 1 instead of 0",
    ]);
  });

  test("leave out what belongs to another, but not what has lost its owner", () => {
    const owned = (uid: string) => object("Pod", { name: uid, ownerReferences: [{ uid }] });
    const keys = [...objectsOf([service("s"), owned("uid-s"), owned("gone")]).keys()];
    expect(keys).toEqual(["Service a/s", "Pod gone"]);
  });

  test("of a Secret only the keys count", () => {
    const secret = (data: Record<string, string>) => objectsOf([object("Secret", {}, { data })]);
    expect(differences(secret({ key: "1" }), secret({ key: "2" }))).toEqual([]);
    expect(differences(secret({ key: "1" }), secret({ other: "1" }))).toHaveLength(1);
  });

  test("have one Secret for a Helm release, whatever its revision, but not a pending one", () => {
    const revision = (version: string, status: string) =>
      object("Secret", {
        name: `sh.helm.release.v1.a.v${version}`,
        labels: { owner: "helm", status, version },
      });
    const one = objectsOf([revision("1", "deployed")]);
    expect(differences(one, objectsOf([revision("1", "superseded"), revision("2", "deployed")]))).toEqual([]);
    expect(
      differences(one, objectsOf([revision("1", "deployed"), revision("2", "pending-upgrade")])),
    ).toHaveLength(1);
  });

  test("do without what was there before", () => {
    const before = objectsOf([service("a")]);
    expect([...without(objectsOf([service("a"), service("b")]), before).keys()]).toEqual(["Service a/b"]);
  });
});
