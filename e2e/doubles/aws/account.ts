import type { PropertyMap } from "../wire.ts";
import { text } from "../wire.ts";
import { AwsRefusal } from "./api-error.ts";
import { ec2Prefix, isOwnArn, NOT_FOUND, textsIn } from "./identifiers.ts";
import type { Kind } from "./kind.ts";

/** An object in the account that the double plays. */
export interface CloudResource {
  id: string;
  type: string;
  /** Of the provider that made it. */
  region: string;
  account: string;
  /** Who made it; not unique, where an interrupted `up` made it twice. */
  urn: string;
  /** As they were given; a test may change them, as somebody at the console would. */
  inputs: PropertyMap;
  /** What AWS adds to the inputs. */
  outputs: PropertyMap;
  /** Keys of what it refers to. */
  references: string[];
  /** By what others refer to it. */
  identifiers: string[];
  /** Names of a node group's nodes. */
  nodes?: string[];
}

/** Everything that exists in one AWS account; nothing is forgotten until somebody deletes it. */
export class Account {
  readonly id: string;
  readonly resources = new Map<string, CloudResource>();
  readonly #kinds: Record<string, Kind>;
  /** How many public addresses were given out. */
  #addresses = 0;

  constructor(id: string, kinds: Record<string, Kind>) {
    this.id = id;
    this.#kinds = kinds;
  }

  static key({ region, type, id }: Pick<CloudResource, "region" | "type" | "id">): string {
    return `${region}/${type}/${id}`;
  }

  get(region: string, type: string, id: string): CloudResource | undefined {
    return this.resources.get(Account.key({ region, type, id }));
  }

  ofType(type: string, region: string): CloudResource[] {
    return [...this.resources.values()].filter(
      (resource) => resource.type === type && resource.region === region,
    );
  }

  add(resource: CloudResource): void {
    this.resources.set(Account.key(resource), resource);
  }

  remove(resource: CloudResource): void {
    this.resources.delete(Account.key(resource));
  }

  nextAddress(): number {
    return this.#addresses++;
  }

  /**
   * Keys of everything that the inputs refer to.
   * @throws AwsRefusal where one of them is not there
   */
  references(type: string, region: string, inputs: PropertyMap): string[] {
    const found: string[] = [];
    for (const { property, text: value } of textsIn(inputs)) {
      const named = this.#kinds[type]?.names?.[property];
      const target =
        named === undefined ? this.#byIdentifier(value, region) : this.#byName(named, value, region);
      if (target !== undefined) found.push(Account.key(target));
      else if (named !== undefined) throw missingName(value, this.#kinds[named]);
      else this.#refuseUnknown(property, value);
    }
    return [...new Set(found)];
  }

  /** @throws AwsRefusal while something refers to the resource; stricter than AWS, which lets some references dangle */
  refuseInUse(resource: CloudResource, { inUse = "DependencyViolation" }: Kind): void {
    const key = Account.key(resource);
    const users = [...this.resources.values()].filter(
      (other) => other !== resource && other.references.includes(key),
    );
    if (users.length === 0) return;
    const who = users.map(({ type, id }) => `${type} ${id}`).join(", ");
    throw new AwsRefusal(inUse, `'${resource.id}' has dependencies and cannot be deleted: ${who}`);
  }

  /** @throws AwsRefusal where another object of the type has the same name */
  refuseTaken(type: string, region: string, inputs: PropertyMap, kind: Kind, except?: CloudResource): void {
    const name = kind.unique?.(inputs);
    if (name === undefined) return;
    for (const other of this.resources.values()) {
      if (other === except || other.type !== type || kind.unique?.(other.inputs) !== name) continue;
      if (kind.global !== true && other.region !== region) continue;
      const { code = "ResourceInUseException", message = "already exists" } = kind.taken ?? {};
      throw new AwsRefusal(code, `${name} ${message}`);
    }
  }

  /** By id, ARN or the id of something that AWS made along with it. */
  #byIdentifier(value: string, region: string): CloudResource | undefined {
    if (ec2Prefix(value) === undefined && !value.startsWith("arn:")) return undefined;
    for (const resource of this.resources.values()) {
      if (!resource.identifiers.includes(value)) continue;
      if (resource.region === region || this.#kinds[resource.type]?.global === true) return resource;
    }
    return undefined;
  }

  #byName(type: string, id: string, region: string): CloudResource | undefined {
    if (this.#kinds[type]?.global !== true) return this.get(region, type, id);
    return [...this.resources.values()].find((resource) => resource.type === type && resource.id === id);
  }

  #refuseUnknown(property: string, value: string): void {
    const prefix = ec2Prefix(value);
    if (prefix !== undefined) {
      const { code = "", what = "" } = NOT_FOUND[prefix] ?? {};
      throw new AwsRefusal(code, `The ${what} '${value}' does not exist`);
    }
    // Who may do something is not the double's to make.
    if (isOwnArn(value, this.id) && !FOREIGN.includes(property))
      throw new AwsRefusal("ResourceNotFoundException", `${property}: ${value} does not exist`);
  }
}

/** Inputs that name people and roles from elsewhere. */
const FOREIGN = ["principalArn"];

const missingName = (name: string, kind: Kind | undefined) =>
  new AwsRefusal(
    kind?.missing?.code ?? "ResourceNotFoundException",
    kind?.missing?.message(name) ?? `${name} does not exist`,
  );

/** An ARN of the account. */
export const arn = (service: string, region: string, account: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

export const nameIn = (inputs: PropertyMap): string => text(inputs.name);

/** Others name it by its ARN, beside its id. */
export const arnOf = ({ arn: value }: PropertyMap): string[] => [text(value)];
