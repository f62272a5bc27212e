import type { Facts } from "./compare-registrations.ts";
import { withoutTheirUrns } from "./not-the-programs.ts";
import type { RecordedCall } from "./registrations.ts";

/** What one run of the program registered. */
export interface Registered {
  /** By URN, in the form of `npm run preview -- --format json`; the stack with its outputs. */
  resources: Map<string, Facts>;
  /** Requests as they were sent, by method and URN. */
  requests: Map<string, Facts>;
}

/**
 * Not the program's: where a remote component's answer refers to a resource, the SDK asks the engine for it. Offline
 * there is no such answer.
 */
const ASKED_BY_THE_SDK = "pulumi:pulumi:getResource ";

export function registeredOf(calls: RecordedCall[]): Registered {
  const registered: Registered = { resources: new Map(), requests: new Map() };
  for (const { method, key, request, resource } of calls) {
    if (method === "Invoke" && key.startsWith(ASKED_BY_THE_SDK)) continue;
    add(registered.requests, `${method} ${key}`, own(request));
    if (method !== "RegisterResourceOutputs") {
      if (resource !== undefined) add(registered.resources, key, own(resource));
    } else if (isStack(key)) {
      registered.resources.set(key, { ...registered.resources.get(key), ...resource });
    }
  }
  return registered;
}

const own = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, withoutTheirUrns(value)]));

/** What comes twice is kept twice: the other side has to have it twice too. */
function add(to: Map<string, Facts>, key: string, facts: Facts): void {
  let unique = key;
  for (let time = 2; to.has(unique); time++) unique = `${key} (time ${time})`;
  to.set(unique, facts);
}

export const isStack = (urn: string) => urn.split("::")[2] === "pulumi:pulumi:Stack";
