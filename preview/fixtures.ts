import type { PropertyMap } from "./property-values.ts";

/**
 * What the program asks a provider for while it runs, answered offline. The program asks for little on purpose:
 * zones come from settings by id, accounts from settings, cluster outputs are unknown until an `up`.
 * An answer is what AWS would say in form, never in fact: account 111122223333 is AWS's own documentation example.
 */
const INVOKES: Record<string, (args: PropertyMap) => PropertyMap> = {
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    accountId: "111122223333",
    arn: "arn:aws:iam::111122223333:user/offline-preview",
    id: "111122223333",
    userId: "offline-preview",
  }),
  "aws:index/getPartition:getPartition": () => ({
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    id: "aws",
    reverseDnsPrefix: "com.amazonaws",
  }),
};

/** Answers an invoke, or undefined where there is no fixture for it. */
export function answerInvoke(token: string, args: PropertyMap): PropertyMap | undefined {
  return INVOKES[token]?.(args);
}

export const missingInvokeFixture = (token: string) =>
  `the program invokes ${token}, for which there is no offline answer; add one to preview/fixtures.ts, or take the value from settings`;
