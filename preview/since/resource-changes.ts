// What an `up` would do to the resources of a stack that is up, from two previews of it: before and after a change.
import { at } from "../json-value.ts";
import type { Json } from "../property-values.ts";
import { SHOWN_UNKNOWN } from "../property-values.ts";
import type { RecordedResource } from "../recorded-resource.ts";
import { defaultTagChange } from "./default-tags.ts";
import type { PropertyChange } from "./property-changes.ts";
import { propertyChanges, shownPath } from "./property-changes.ts";
import { urnOfProvider } from "./urn-of-provider.ts";

export type Operation = "create" | "update" | "replace" | "delete";

/** What a change of a property does to its resource; `may-replace` where no table knows. */
export type Effect = "update" | "replace" | "may-replace";

/** @param keys of the property, from the outside in */
export type EffectOf = (resource: RecordedResource, keys: readonly (string | number)[]) => Effect;

export interface Difference {
  path: string;
  /** Left out where it was not there. */
  from?: Json;
  /** Left out where it is not there any more. */
  to?: Json;
  /** Also where no table knows the property: it may. */
  forcesReplacement: boolean;
  effect: Effect;
}

export interface ResourceChange {
  urn: string;
  type: string;
  name: string;
  op: Operation;
  /** The URN that it had, where an alias names it. */
  formerUrn?: string;
  /** The engine refuses it: what goes or is replaced is protected. */
  refused: boolean;
  diff: Difference[];
}

/** In the order of the program after the change, then what goes, children first. */
export function resourceChanges(
  before: readonly RecordedResource[],
  after: readonly RecordedResource[],
  effectOf: EffectOf,
): ResourceChange[] {
  const former = formerOf(before, after);
  const places = { before: byUrn(before), after: byUrn(after), former };
  const replaced = new Set<string>();
  let changes: ResourceChange[];
  // What depends on something that is replaced gets other ids, which may replace it as well.
  do {
    changes = after.filter(isManaged).flatMap((resource) => {
      const old = former.get(resource.urn);
      return old === undefined
        ? [created(resource)]
        : changed(old, resource, { ...places, replaced }, effectOf);
    });
  } while (grows(replaced, changes));
  const kept = new Set([...former.values()].map(({ urn }) => urn));
  const gone = before.filter((resource) => isManaged(resource) && !kept.has(resource.urn)).toReversed();
  return [...changes, ...gone.map(deleted)];
}

const isManaged = ({ options }: RecordedResource): boolean => options.read !== true;

function grows(replaced: Set<string>, changes: ResourceChange[]): boolean {
  const before = replaced.size;
  for (const { urn, op } of changes) if (op === "replace") replaced.add(urn);
  return replaced.size > before;
}

const byUrn = (resources: readonly RecordedResource[]): Map<string, RecordedResource> =>
  new Map(resources.map((resource) => [resource.urn, resource]));

/** What each resource was before: of the same URN, or of one that its aliases name. */
function formerOf(
  before: readonly RecordedResource[],
  after: readonly RecordedResource[],
): Map<string, RecordedResource> {
  const known = byUrn(before);
  return new Map(
    after.flatMap((resource) => {
      const urn = [resource.urn, ...aliasUrns(resource)].find((each) => known.has(each));
      const old = urn === undefined ? undefined : known.get(urn);
      return old === undefined ? [] : [[resource.urn, old] as const];
    }),
  );
}

/** Aliases as the SDK sends them: a URN, or what differs of it. */
function aliasUrns({ urn, parent, options }: RecordedResource): string[] {
  const [stack = "", project = "", chain = "", name = ""] = parts(urn);
  return (options.aliases ?? []).flatMap((alias) => {
    if (typeof alias === "string") return [alias];
    if (typeof alias !== "object" || alias === null || Array.isArray(alias)) return [];
    const text = (key: string, otherwise: string) =>
      typeof alias[key] === "string" && alias[key] !== "" ? alias[key] : otherwise;
    const type = text("type", chain.split("$").at(-1) ?? "");
    const parentUrn = alias.noparent === true ? "" : text("parenturn", parent);
    const [, , parentChain = ""] = parts(parentUrn);
    const isTop = parentChain === "" || parentChain === "pulumi:pulumi:Stack";
    const own = isTop ? type : `${parentChain}$${type}`;
    return [`urn:pulumi:${text("stack", stack)}::${text("project", project)}::${own}::${text("name", name)}`];
  });
}

/** Stack, project, chain of types, name. */
function parts(urn: string): string[] {
  const [stack = "", project = "", chain = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return [stack, project, chain, name.join("::")];
}

const created = ({ urn, type, name }: RecordedResource): ResourceChange => ({
  ...{ urn, type, name },
  op: "create",
  refused: false,
  diff: [],
});

const deleted = ({ urn, type, name, options }: RecordedResource): ResourceChange => ({
  ...{ urn, type, name },
  op: "delete",
  refused: options.protect === true,
  diff: [],
});

interface Surroundings {
  before: ReadonlyMap<string, RecordedResource>;
  after: ReadonlyMap<string, RecordedResource>;
  /** What each was before, by its URN after the change. */
  former: ReadonlyMap<string, RecordedResource>;
  /** URNs of what gets another id. */
  replaced: ReadonlySet<string>;
}

function changed(
  old: RecordedResource,
  resource: RecordedResource,
  { before, after, former, replaced }: Surroundings,
  effectOf: EffectOf,
): ResourceChange[] {
  const { urn, type, name, options } = resource;
  const diff = [
    ...propertyChanges(old.inputs, resource.inputs).filter(
      ({ keys }) => !isNamedBy(keys, options.ignoreChanges),
    ),
    ...defaultTagChange(old, resource, before, after),
    ...renewed(old, resource, former, replaced),
  ].map((change) => difference(resource, change, effectOf));
  diff.push(...providerDifference(old, resource, { before, after, former, replaced }));
  const renamed = old.urn === urn ? {} : { formerUrn: old.urn };
  if (diff.length === 0 && old.urn === urn) return [];
  const op = diff.some(({ forcesReplacement }) => forcesReplacement) ? "replace" : "update";
  const refused = op === "replace" && old.options.protect === true;
  return [{ ...{ urn, type, name, op, refused, diff }, ...renamed }];
}

/**
 * With its provider a resource is replaced, as the engine does. Moved to another one it may be: where that leads is asked
 * of the provider, unless both have the same settings.
 */
function providerDifference(
  { provider: from }: RecordedResource,
  { provider: to }: RecordedResource,
  { before, after, former, replaced }: Surroundings,
): Difference[] {
  const [then, now] = [urnOfProvider(from), urnOfProvider(to)];
  if (replaced.has(now)) return [{ path: "provider", from, to, forcesReplacement: true, effect: "replace" }];
  if (then === (former.get(now)?.urn ?? now) || isSameProvider(before.get(then), after.get(now))) return [];
  return [{ path: "provider", from, to, forcesReplacement: true, effect: "may-replace" }];
}

function isSameProvider(one: RecordedResource | undefined, other: RecordedResource | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const inputs = JSON.stringify(one.inputs);
  return inputs === JSON.stringify(other.inputs) && !inputs.includes(SHOWN_UNKNOWN);
}

/** Properties that come from what is replaced, or from elsewhere: unknown before and after, and another all the same. */
const renewed = (
  old: RecordedResource,
  { inputs, options }: RecordedResource,
  former: ReadonlyMap<string, RecordedResource>,
  replaced: ReadonlySet<string>,
): PropertyChange[] =>
  Object.entries(options.propertyDependencies ?? {})
    .filter(([key, urns]) => {
      const then = urns.map((urn) => former.get(urn)?.urn ?? urn).toSorted();
      const before = (old.options.propertyDependencies?.[key] ?? []).toSorted();
      return urns.some((urn) => replaced.has(urn)) || then.join("\n") !== before.join("\n");
    })
    .flatMap(([key]) => unknownsIn(inputs[key], [key]).filter((change) => isUnknownIn(old.inputs, change)));

/** Where it was known before, the values themselves differ. */
const isUnknownIn = (inputs: Record<string, Json>, { keys }: PropertyChange): boolean =>
  keys.reduce<Json | undefined>(
    (value, key) => (Array.isArray(value) ? value[Number(key)] : at(value, String(key))),
    inputs,
  ) === SHOWN_UNKNOWN;

function unknownsIn(value: Json | undefined, keys: readonly (string | number)[]): PropertyChange[] {
  if (value === SHOWN_UNKNOWN) return [{ keys, from: SHOWN_UNKNOWN, to: SHOWN_UNKNOWN }];
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownsIn(item, [...keys, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unknownsIn(inner, [...keys, key]));
}

function difference(
  resource: RecordedResource,
  { keys, ...values }: PropertyChange,
  effectOf: EffectOf,
): Difference {
  const told = isNamedBy(keys, resource.options.replaceOnChanges);
  const effect = told ? "replace" : effectOf(resource, keys);
  return { path: shownPath(keys), ...values, forcesReplacement: effect !== "update", effect };
}

/** Whether a path of an option is the property, or holds it; `*` is any key. */
function isNamedBy(keys: readonly (string | number)[], paths: readonly string[] = []): boolean {
  return paths.some((path) => {
    const named = [...path.matchAll(/[^.[\]"]+/g)].map(([key]) => key);
    return (
      named.length <= keys.length && named.every((key, index) => key === "*" || key === String(keys[index]))
    );
  });
}
