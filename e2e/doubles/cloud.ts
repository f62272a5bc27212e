import { temporaryFolder } from "../testbed/temporary-folder.ts";
import type { CloudResource } from "./aws/account.ts";
import { Account } from "./aws/account.ts";
import { awsPackage } from "./aws/aws.ts";
import { ECR_KINDS } from "./aws/kinds-ecr.ts";
import { eksKinds } from "./aws/kinds-eks.ts";
import { IAM_KINDS } from "./aws/kinds-iam.ts";
import { NETWORK_KINDS } from "./aws/kinds-network.ts";
import { SECURITY_GROUP_KINDS } from "./aws/kinds-security-groups.ts";
import { SERVICE_KINDS } from "./aws/kinds-services.ts";
import type { Plane } from "./aws/planes.ts";
import { Planes } from "./aws/planes.ts";
import { removeAwsCommand, writeAwsCommand } from "./aws-command.ts";
import { Clock } from "./clock.ts";
import { eksPackage } from "./eks/eks.ts";
import { Faults } from "./faults.ts";
import { servePackage } from "./serve-package.ts";
import { tlsPackage } from "./tls/tls.ts";

export type { CloudResource } from "./aws/account.ts";
export type { Plane } from "./aws/planes.ts";
export type { Fault, LogEntry } from "./faults.ts";

export interface CloudOptions {
  /** Control planes by region: an EKS cluster of the region is that plane, and its node groups are nodes of it. */
  planes?: Record<string, Plane>;
  /** Account whose credentials there seem to be. @default 111122223333, AWS's documentation example */
  account?: string;
}

/** The aws, eks and tls doubles in this process, over gRPC on loopback. */
export interface Cloud {
  /** PULUMI_DEBUG_PROVIDERS */
  debugProviders: string;
  /** A folder with `aws`, which kubeconfigs of EKS clusters call; it belongs on the engine's PATH. */
  commands: string;
  /** What exists in the account, by region, type and id. A test may change or delete it, as somebody at the console would. */
  resources: Map<string, CloudResource>;
  /** As somebody at the console would. @throws where none is meant */
  deleteByHand(which: (resource: CloudResource) => boolean): void;
  faults: Faults;
  clock: Clock;
  stop(): Promise<void>;
}

export async function startCloud({
  planes = {},
  account: id = "111122223333",
}: CloudOptions): Promise<Cloud> {
  const clock = new Clock();
  const faults = new Faults();
  const kinds = {
    ...NETWORK_KINDS,
    ...SECURITY_GROUP_KINDS,
    ...IAM_KINDS,
    ...ECR_KINDS,
    ...SERVICE_KINDS,
    ...eksKinds(new Planes(planes)),
  };
  const account = new Account(id, kinds);
  const commands = temporaryFolder("aws");
  await writeAwsCommand(commands, planes);
  const packages = [awsPackage(account, kinds, clock), eksPackage(), tlsPackage(clock)];
  const served = await Promise.all(
    packages.map(async (one) => ({ name: one.name, ...(await servePackage(one, faults.intercept)) })),
  );
  return {
    debugProviders: served.map(({ name, port }) => `${name}:${port}`).join(","),
    commands,
    resources: account.resources,
    deleteByHand: (which) => deleteByHand(account.resources, which),
    faults,
    clock,
    stop: async () => {
      await Promise.all(served.map(({ stop }) => stop()));
      await removeAwsCommand(commands);
    },
  };
}

function deleteByHand(
  resources: Map<string, CloudResource>,
  which: (resource: CloudResource) => boolean,
): void {
  const found = [...resources].filter(([, resource]) => which(resource));
  if (found.length === 0)
    throw new Error(
      `none of ${resources.size} objects in the account is the one to delete; look at its resources`,
    );
  for (const [key] of found) resources.delete(key);
}
