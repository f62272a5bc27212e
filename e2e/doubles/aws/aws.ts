import type { Effects } from "../../../preview/since/aws-effects.ts";
import { AWS_EFFECTS } from "../../../preview/since/aws-effects.ts";
import { randomBytes } from "node:crypto";
import { changedPaths } from "../changed-paths.ts";
import type { Clock } from "../clock.ts";
import type {
  CallContext,
  Change,
  Checked,
  Created,
  Diff,
  Package,
  Provider,
  Resource,
} from "../provider.ts";
import { ProviderError } from "../provider-error.ts";
import type { PropertyMap, PropertyValue } from "../wire.ts";
import { isKnown, isMap, map, text, texts, UNKNOWN } from "../wire.ts";
import type { Account, CloudResource } from "./account.ts";
import { asProviderError } from "./api-error.ts";
import type { Kind, Scope } from "./kind.ts";
import { argumentNames, checkArguments } from "./sdk-arguments.ts";

/** The aws provider on an account that the double keeps. */
export const awsPackage = (account: Account, kinds: Record<string, Kind>, clock: Clock): Package => ({
  name: "aws",
  version: "7.48.0",
  accepts: { secrets: false, resources: false },
  configure: (config) => new AwsProvider(account, kinds, clock, config),
});

class AwsProvider implements Provider {
  readonly #account: Account;
  readonly #kinds: Record<string, Kind>;
  readonly #clock: Clock;
  readonly #region: string;
  readonly #defaultTags: PropertyMap;

  constructor(account: Account, kinds: Record<string, Kind>, clock: Clock, config: PropertyMap) {
    this.#account = account;
    this.#kinds = kinds;
    this.#clock = clock;
    this.#region = text(config.region);
    this.#defaultTags = map(map(config.defaultTags).tags);
    if (this.#region === "")
      throw new ProviderError("invalid AWS Region: no region in the provider's configuration");
    const allowed = texts(config.allowedAccountIds);
    if (allowed.length > 0 && !allowed.includes(account.id))
      throw new ProviderError(`AWS account ID not allowed: ${account.id}`);
  }

  check({ type, name }: Resource, news: PropertyMap, olds: PropertyMap | undefined): Promise<Checked> {
    const kind = this.#kind(type);
    const inputs = named(kind, name, documents(kind, news), olds);
    const failures = checkArguments(type, inputs).map(({ property, reason }) => ({
      property,
      reason: `${type} resource '${name}' has a problem: ${reason}`,
    }));
    return Promise.resolve({ inputs, failures });
  }

  diff(resource: Resource, { oldInputs, oldOutputs, news }: Change): Promise<Diff> {
    const kind = this.#kind(resource.type);
    const changed = changedPaths(oldInputs, news);
    const { updates, replaces: replacing } = effectsOf(resource.type);
    const unknown = changed.filter((path) => !fits(updates, path) && !fits(replacing, path));
    if (unknown.length > 0)
      throw new ProviderError(
        `${resource.type} ${resource.name}: the double does not know whether a change of ${unknown.join(", ")} replaces; ` +
          "say it in preview/since/aws-effects.ts, after the provider's documentation",
      );
    const replaces = changed.filter((path) => longest(replacing, path) > longest(updates, path));
    if (
      changedPaths(map(oldOutputs.tagsAll), this.#tagsAll(resource.type, news)).length > 0 &&
      !changed.includes("tags")
    )
      changed.push("tagsAll");
    return Promise.resolve({ changed, replaces, deleteBeforeReplace: keepsName(kind, oldInputs, news) });
  }

  async create(resource: Resource, inputs: PropertyMap, { preview }: CallContext): Promise<Created> {
    const kind = this.#kind(resource.type);
    const scope = this.#scope(resource, inputs);
    if (preview) return { id: "", inputs, outputs: this.#plannedOutputs(kind, scope, resource.type) };
    return asProviderError({ ...resource, operation: "create" }, async () => {
      const { type } = resource;
      const references = this.#account.references(type, this.#region, inputs);
      this.#account.refuseTaken(type, this.#region, inputs, kind);
      kind.verify?.(scope);
      const id = kind.id(scope);
      const outputs = { ...kind.outputs(scope, id), ...this.#ownOutputs(type, inputs) };
      const identifiers = [id, ...(kind.identifiers?.(outputs) ?? [])];
      const made = {
        id,
        type,
        region: this.#region,
        account: this.#account.id,
        urn: resource.urn,
        inputs,
        outputs,
        references,
        identifiers,
      };
      // First of all it exists, whatever happens to the call.
      this.#account.add(made);
      try {
        Object.assign(outputs, await kind.created?.(made, scope));
      } catch (error) {
        this.#account.remove(made);
        throw error;
      }
      return created(made);
    });
  }

  async update(resource: Resource, id: string, { oldOutputs, news }: Change, { preview }: CallContext) {
    const kind = this.#kind(resource.type);
    const scope = this.#scope(resource, news);
    if (preview) return visible(news, { ...oldOutputs, ...this.#ownOutputs(resource.type, news) });
    return asProviderError({ ...resource, operation: "update" }, async () => {
      const current = this.#found(resource, id);
      const references = this.#account.references(resource.type, this.#region, news);
      this.#account.refuseTaken(resource.type, this.#region, news, kind, current);
      kind.verifyUpdate?.(scope, current);
      await kind.changed?.(current, scope);
      Object.assign(current.outputs, this.#ownOutputs(resource.type, news), kind.updated?.(scope, current));
      Object.assign(current, { inputs: news, references });
      return created(current).outputs;
    });
  }

  /** As the account has it: what somebody else changed or deleted shows. */
  read({ type }: Resource, id: string): Promise<Created | undefined> {
    const found = this.#account.get(this.#region, type, id);
    return Promise.resolve(found && created(found));
  }

  async delete(resource: Resource, id: string): Promise<void> {
    const kind = this.#kind(resource.type);
    await asProviderError({ ...resource, operation: "delete" }, async () => {
      const current = this.#account.get(this.#region, resource.type, id);
      // Already gone: the provider takes that for done.
      if (current === undefined) return;
      kind.verifyDelete?.(current);
      this.#account.refuseInUse(current, kind);
      await kind.deleted?.(current, this.#scope(resource, current.inputs));
      this.#account.remove(current);
    });
  }

  invoke(token: string): Promise<PropertyMap> {
    throw new ProviderError(`the program asks AWS for ${token}, which this double does not answer`);
  }

  #kind(type: string): Kind {
    const kind = this.#kinds[type];
    if (kind === undefined)
      throw new ProviderError(`the double knows no ${type}, only ${Object.keys(this.#kinds).join(", ")}`);
    return kind;
  }

  #scope({ name }: Resource, inputs: PropertyMap): Scope {
    return { account: this.#account, region: this.#region, name, inputs, clock: this.#clock };
  }

  #found({ type }: Resource, id: string): CloudResource {
    const found = this.#account.get(this.#region, type, id);
    if (found === undefined)
      throw new ProviderError(`${type} ${id} does not exist in ${this.#region}; run pulumi refresh`);
    return found;
  }

  /** Inputs, and what only AWS will tell as unknown. */
  #plannedOutputs(kind: Kind, scope: Scope, type: string): PropertyMap {
    const computed = unknownLike(kind.outputs(scope, ""));
    return visible(scope.inputs, { ...computed, ...this.#ownOutputs(type, scope.inputs) });
  }

  #ownOutputs(type: string, inputs: PropertyMap): PropertyMap {
    const names = argumentNames(type);
    return {
      ...(names.includes("region") && { region: this.#region }),
      ...(names.includes("tags") && { tagsAll: this.#tagsAll(type, inputs) }),
    };
  }

  #tagsAll(type: string, inputs: PropertyMap): PropertyMap {
    return argumentNames(type).includes("tags") ? { ...this.#defaultTags, ...map(inputs.tags) } : {};
  }
}

const created = ({ id, inputs, outputs }: CloudResource): Created => ({
  id,
  inputs,
  outputs: { ...visible(inputs, outputs), id },
});

/** The same keys at every depth, and no value: AWS tells each of them only at creation. */
const unknownLike = (outputs: PropertyMap): PropertyMap =>
  Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, isMap(value) ? unknownLike(value) : UNKNOWN]),
  );

/** What the program gets: its inputs, and what AWS adds, within objects too. */
function visible(inputs: PropertyMap, computed: PropertyMap): PropertyMap {
  const given = Object.entries(inputs).filter(([key]) => !key.startsWith("__"));
  const merged = given.map(([key, value]): [string, PropertyValue] => {
    const added = computed[key];
    return [key, isMap(value) && isMap(added) ? visible(value, added) : value];
  });
  return { ...computed, ...Object.fromEntries(merged) };
}

/** JSON documents that came as objects become text, as the real provider does. */
function documents(kind: Kind, news: PropertyMap): PropertyMap {
  const texts = (kind.documents ?? []).flatMap((key): [string, PropertyValue][] => {
    const value = news[key];
    return isMap(value) ? [[key, isKnown(value) ? JSON.stringify(value) : UNKNOWN]] : [];
  });
  return { ...news, ...Object.fromEntries(texts) };
}

/** A name of Pulumi's own, which stays as long as the object does; `__defaults` says that it is one. */
function named(
  { autoname }: Kind,
  name: string,
  news: PropertyMap,
  olds: PropertyMap | undefined,
): PropertyMap {
  if (autoname === undefined || news[autoname] !== undefined) return news;
  const old = text(olds?.[autoname]);
  const own =
    old !== "" && isAutonamed(autoname, olds) ? old : `${name}-${randomBytes(4).toString("hex").slice(0, 7)}`;
  return { ...news, [autoname]: own, __defaults: [autoname] };
}

const isAutonamed = (autoname: string, inputs: PropertyMap | undefined): boolean =>
  texts(inputs?.__defaults).includes(autoname);

/** With the same name there is no place for the new one beside the old one (the bridge's nameRequiresDeleteBeforeReplace). */
const keepsName = ({ autoname }: Kind, olds: PropertyMap, news: PropertyMap): boolean =>
  autoname !== undefined && !isAutonamed(autoname, news) && olds[autoname] === news[autoname];

/** The preview predicts by the same table. */
const effectsOf = (type: string): Effects => AWS_EFFECTS[type] ?? { updates: [], replaces: [] };

const fits = (known: string[], path: string): boolean => longest(known, path) > 0;

/** Length of the longest of `known` that is the path or above it; 0 for none. */
const longest = (known: string[], path: string): number =>
  Math.max(
    0,
    ...known.filter((one) => path === one || path.startsWith(`${one}.`)).map(({ length }) => length),
  );
