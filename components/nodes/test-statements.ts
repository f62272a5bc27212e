import type * as aws from "@pulumi/aws";

/** A statement's actions and resources as plain text. */
export function plain(statement: aws.iam.PolicyStatement): { actions: string[]; resources: string[] } {
  return { actions: texts(statement.Action), resources: texts(statement.Resource) };
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  throw new Error("not plain");
}

/** Whether actions only look: a lower bound that needs no list. */
export const onlyReads = (actions: string[]) =>
  actions.every((action) => /:(Describe|Get|List)/.test(action));
