// What the tests of this folder share: an EKS cluster with plain settings, and how to read what was recorded.
import * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import * as k8s from "@pulumi/kubernetes";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { record } from "../../preview/record.ts";
import { EksCluster, type EksClusterArgs } from "./eks-cluster.ts";

type Changes = Partial<Omit<EksClusterArgs, "awsProvider" | "eksProvider">>;

export const PLATFORM = "arn:aws:iam::111122223333:role/platform";
export const CI = "arn:aws:iam::111122223333:role/ci/deploy";
export const SUPPORT = "arn:aws:iam::111122223333:user/support";

export const PLAIN: Omit<EksClusterArgs, "awsProvider" | "eksProvider"> = {
  name: "prod-eu-west-1",
  region: "eu-west-1",
  vpcId: "vpc-1",
  controlPlaneSubnetIds: ["subnet-1", "subnet-2"],
  version: "1.35",
  support: "EXTENDED",
  endpoint: { public: false, publicCidrs: [] },
  logRetentionDays: 90,
  serviceCidr: "172.20.0.0/16",
  access: { admins: [], deployers: [], readOnly: [] },
  addons: {
    vpcCni: "v1.22.4-eksbuild.3",
    kubeProxy: "v1.35.3-eksbuild.29",
    podIdentityAgent: "v1.3.10-eksbuild.3",
  },
};

/** The plain cluster with some args changed, and providers of its own. */
export function makeCluster(changes: Changes = {}): EksCluster {
  const awsProvider = new aws.Provider("aws", { region: "eu-west-1" });
  const eksProvider = new eks.Provider("eks");
  return new EksCluster("cluster", { ...PLAIN, ...changes, awsProvider, eksProvider });
}

export async function recordCluster(changes: Changes = {}): Promise<Recorded> {
  return recorded(await record(() => void makeCluster(changes)));
}

/** What runs on a cluster and has an AWS role: it is made by a provider of each. */
export async function recordOnCluster(
  make: (providers: { aws: aws.Provider; kubernetes: k8s.Provider }) => unknown,
): Promise<Recorded> {
  return recorded(
    await record(() => {
      make({
        aws: new aws.Provider("aws", { region: "eu-west-1" }),
        kubernetes: new k8s.Provider("kubernetes", { kubeconfig: "" }),
      });
    }),
  );
}

export interface Recorded {
  /** Every resource by `Type name`, such as `Addon coredns`, sorted; providers and the component itself aside. */
  keys: string[];
  /** The resource of that key; fails the test where it is not there. */
  find: (key: string) => RecordedResource;
  inputs: (key: string) => RecordedResource["inputs"];
  /** Keys of what the resource waits for. */
  waitsFor: (key: string) => string[];
}

export function recorded(resources: RecordedResource[]): Recorded {
  const byKey = new Map(resources.map((resource) => [keyOf(resource.urn), resource]));
  const find = (key: string) => {
    const resource = byKey.get(key);
    if (resource === undefined) throw new Error(`no ${key} among ${[...byKey.keys()].join(", ")}`);
    return resource;
  };
  return {
    keys: resources
      .filter(({ type }) => !type.startsWith("pulumi:providers:") && !type.startsWith("gameplane:"))
      .map(({ urn }) => keyOf(urn))
      .toSorted(),
    find,
    inputs: (key) => find(key).inputs,
    waitsFor: (key) => find(key).dependencies.map(keyOf).toSorted(),
  };
}

/** `urn:pulumi:test::gameplane::...$aws:eks/addon:Addon::coredns` is `Addon coredns`. */
export function keyOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split(":").at(-1) ?? ""} ${name}`;
}
