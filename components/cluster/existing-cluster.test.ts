import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { record, TEST_STACK } from "../../preview/record.ts";
import { run } from "../../preview/run.ts";
import { ExistingCluster, type ExistingClusterArgs } from "./existing-cluster.ts";

const before = process.env.KUBECONFIG;
beforeEach(() => {
  process.env.KUBECONFIG = "/home/somebody/.kube/config";
});
afterEach(() => {
  if (before === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before;
});

const recordExisting = (args: ExistingClusterArgs) =>
  record(() => ({ cluster: new ExistingCluster("cluster", args).urn }));

test("makes the Kubernetes provider and nothing else, under the name that an EKS cluster gives it", async () => {
  const resources = await recordExisting({ context: "kind-gameplane" });
  expect(resources.map(({ type, name }) => [type, name])).toEqual([
    ["gameplane:cluster:ExistingCluster", "cluster"],
    ["pulumi:providers:kubernetes", "kubernetes"],
  ]);
});

test("uses the named context of the user's kubeconfig, whose place is nobody else's business", async () => {
  const [, provider] = await recordExisting({ context: "kind-gameplane" });
  expect(provider?.inputs).toEqual({
    kubeconfig: "",
    context: "kind-gameplane",
    enableSecretMutable: "true",
  });
});

test("without a context it is the current one", async () => {
  const [, provider] = await recordExisting({});
  expect(provider?.inputs).toEqual({ kubeconfig: "", enableSecretMutable: "true" });
});

test("whatever context is current may be another cluster tomorrow, which a warning says", async () => {
  const warnings = async (args: ExistingClusterArgs) =>
    (await run(() => ({ cluster: new ExistingCluster("cluster", args).urn }), TEST_STACK)).warnings;
  expect(await warnings({})).toEqual([
    expect.stringContaining("name the context in gameplane:existingCluster"),
  ]);
  expect(await warnings({ context: "kind-gameplane" })).toEqual([]);
});

test("there is no kubeconfig to hand on", async () => {
  let cluster: ExistingCluster | undefined;
  await record(() => {
    cluster = new ExistingCluster("cluster", {});
  });
  expect(cluster).toBeDefined();
  expect(cluster).not.toHaveProperty("kubeconfig");
});
