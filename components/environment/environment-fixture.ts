// What the tests of this folder share.
import type { RecordedResource } from "../../preview/recorded-resource.ts";

/** `urn:pulumi:test::gameplane::...$aws:ecr/repository:Repository::a` is `Repository a`. */
export function keyOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${types.split(":").at(-1) ?? ""} ${name}`;
}

/** Resources by `Type name`, without providers and components. */
export function byKey(recorded: RecordedResource[]): Map<string, RecordedResource> {
  const own = recorded.filter(
    (resource) => resource.custom && !resource.type.startsWith("pulumi:providers:"),
  );
  return new Map(own.map((resource) => [keyOf(resource.urn), resource]));
}

/** Which resources an input comes from, as `Type name`. */
export function wired(resource: RecordedResource | undefined, property: string): string[] {
  return (resource?.options.propertyDependencies?.[property] ?? []).map(keyOf).toSorted();
}

/** Name of the provider that a resource was registered with. */
export function providerOf(resource: RecordedResource | undefined): string | undefined {
  return resource?.provider.split("::").at(-2);
}
