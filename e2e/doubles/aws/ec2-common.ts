import type { PropertyMap } from "../wire.ts";
import { arn } from "./account.ts";
import { ec2Id } from "./identifiers.ts";
import type { Scope } from "./kind.ts";

export const ec2Arn = ({ region, account }: Scope, what: string, id: string) =>
  arn("ec2", region, account.id, `${what}/${id}`);

/** A resource that is known by its id and has an ARN. */
export const simple = (prefix: string, what: string) => ({
  id: () => ec2Id(prefix),
  outputs: (scope: Scope, id: string): PropertyMap => ({
    arn: ec2Arn(scope, what, id),
    ownerId: scope.account.id,
  }),
});
