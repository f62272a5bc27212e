import { arn } from "./account.ts";
import { AwsRefusal } from "./api-error.ts";
import type { Scope } from "./kind.ts";

export const CLUSTER = "aws:eks/cluster:Cluster";
export const SUBNET = "aws:ec2/subnet:Subnet";

export const eksArn = ({ region, account }: Scope, path: string) => arn("eks", region, account.id, path);

export const refuse = (message: string) => new AwsRefusal("InvalidParameterException", message);

/** 36 of 1.36. */
export const minor = (version: string) => Number(version.split(".")[1]);
