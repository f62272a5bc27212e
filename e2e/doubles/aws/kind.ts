import type { Clock } from "../clock.ts";
import type { PropertyMap } from "../wire.ts";
import type { Account, CloudResource } from "./account.ts";

/** What a kind knows while one of its objects is made, changed or checked. */
export interface Scope {
  account: Account;
  region: string;
  /** Name of the Pulumi resource. */
  name: string;
  inputs: PropertyMap;
  clock: Clock;
}

/** How a type of the aws package behaves, as far as the program uses it. */
export interface Kind {
  /** Its id; a new one for each call where AWS makes it up. */
  id(scope: Scope): string;
  /** Outputs beside the inputs; `id` is known by then. */
  outputs(scope: Scope, id: string): PropertyMap;
  /** Input that Pulumi fills with a name of its own where the program gives none. */
  autoname?: string;
  /** Inputs that are JSON documents and may come as objects. */
  documents?: string[];
  /** Inputs that name an object of another type, rather than by id or ARN. */
  names?: Record<string, string>;
  /** By what else than its id others name it: ARNs, and ids of what AWS makes along with it. */
  identifiers?(outputs: PropertyMap): string[];
  /** Text that no two objects of the type share, in a region or, where global, in the account. */
  unique?(inputs: PropertyMap): string | undefined;
  taken?: { code: string; message: string };
  /** Exists once in the account, not in each region. */
  global?: boolean;
  /** What AWS checks of the inputs beside references; throws AwsRefusal. */
  verify?(scope: Scope): void;
  /** What AWS checks before a change in place. */
  verifyUpdate?(scope: Scope, current: CloudResource): void;
  verifyDelete?(resource: CloudResource): void;
  /** Outputs that a change in place changes. */
  updated?(scope: Scope, current: CloudResource): PropertyMap;
  /** Error code of a deletion while something refers to it. @default DependencyViolation */
  inUse?: string;
  /** Error of a reference by name to one that is not there. */
  missing?: { code: string; message: (name: string) => string };
  /** What follows in the cluster from an object that is there, changed or about to go. */
  created?(resource: CloudResource, scope: Scope): Promise<PropertyMap>;
  changed?(resource: CloudResource, scope: Scope): Promise<void>;
  deleted?(resource: CloudResource, scope: Scope): Promise<void>;
}
