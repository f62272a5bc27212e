import { expect, test } from "@jest/globals";
import * as k8s from "@pulumi/kubernetes";
import { record } from "../../preview/record.ts";
import { recorded } from "../cluster/cluster-fixture.ts";
import { providerOf } from "../environment/environment-fixture.ts";
import { assertDeployed, PrometheusCrds, type PrometheusCrdsArgs } from "./prometheus-crds.ts";

const RELEASE = "Release prometheus-operator-crds";

async function recordCrds(changes: Partial<PrometheusCrdsArgs> = {}) {
  return recorded(
    await record(() => {
      const kubernetes = new k8s.Provider("kubernetes", { kubeconfig: "" });
      const chart = {
        repository: "https://prometheus-community.github.io/helm-charts",
        chart: "prometheus-operator-crds",
        version: "31.0.1",
      };
      new PrometheusCrds(
        "crds",
        { chart, namespace: "monitoring", ...changes },
        { providers: { kubernetes } },
      );
    }),
  );
}

test("installs the pinned chart, and undoes nothing that failed", async () => {
  const { keys, inputs, find } = await recordCrds();
  expect(keys).toEqual([RELEASE]);
  expect(providerOf(find(RELEASE))).toBe("kubernetes");
  expect(inputs(RELEASE)).toEqual({
    name: "prometheus-operator-crds",
    namespace: "monitoring",
    chart: "prometheus-operator-crds",
    version: "31.0.1",
    repositoryOpts: { repo: "https://prometheus-community.github.io/helm-charts" },
    maxHistory: 5,
    compat: "true",
  });
});

test.each([true, false])("protect: %s", async (protect) => {
  const { find } = await recordCrds({ protect });
  expect(find(RELEASE).options.protect ?? false).toBe(protect);
});

test("a transform reaches the release", async () => {
  const { inputs } = await recordCrds({ transform: { release: { timeout: 900 } } });
  expect(inputs(RELEASE)).toMatchObject({ timeout: 900, version: "31.0.1" });
});

test.each(["failed", "pending-install"])("a release that Helm says is %s fails the update", (status) => {
  const message =
    `Helm says that its release prometheus-operator-crds in the namespace monitoring is "${status}", not "deployed": ` +
    "an update was cut off, and definitions may be missing. Remove Helm's note of it, and have it installed anew " +
    "(nothing is deleted): kubectl delete secrets -n monitoring " +
    `-l 'owner=helm,name=prometheus-operator-crds,status=${status}', then pulumi up --refresh`;
  expect(() => assertDeployed({ status, namespace: "monitoring" })).toThrow(message);
});

test("a release that is deployed does not", () => {
  expect(() => assertDeployed({ status: "deployed", namespace: "monitoring" })).not.toThrow();
});
