// What the tests of this folder share: an Isolation with plain args.
import * as k8s from "@pulumi/kubernetes";
import type { RecordedResource } from "../../preview/recorded-resource.ts";
import { record } from "../../preview/record.ts";
import { Isolation, type IsolationArgs } from "./isolation.ts";

/** Addresses as in a region on EKS whose VPC is 10.0.0.0/16. */
export const PLAIN: IsolationArgs = {
  apiServer: { cidrs: ["172.20.0.1/32", "10.0.255.0/28", "10.0.255.16/28"], ports: [443] },
  webhookSources: ["10.0.255.0/28", "10.0.255.16/28"],
  allocatorSources: ["10.0.192.0/24", "10.0.193.0/24"],
  ping: false,
  gamePorts: { min: 7000, max: 8000 },
  quota: { gameServers: 2000, cpu: 4000, memoryGiB: 8000, gpus: 64, storageGiB: 20000 },
};

export function makeIsolation(changes: Partial<IsolationArgs> = {}): Isolation {
  const kubernetes = new k8s.Provider("kubernetes", { kubeconfig: "" });
  return new Isolation("isolation", { ...PLAIN, ...changes }, { providers: { kubernetes } });
}

export const recordIsolation = (changes: Partial<IsolationArgs> = {}): Promise<RecordedResource[]> =>
  record(() => void makeIsolation(changes));
