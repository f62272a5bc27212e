// Which pods a label selector picks, as Kubernetes reads it.
import type { Pod } from "./pods.ts";
import type { Provider, Subject } from "./rule.ts";

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key?: string; operator?: string; values?: string[] }[];
}

interface Named {
  metadata?: { name?: string; namespace?: string };
}

/** Where an object is; an empty namespace is none. */
export function namespaceOf({ props, provider }: Pick<Subject<Named>, "props" | "provider">): string {
  const own = props.metadata?.namespace;
  return own === undefined || own === "" ? namespaceOfProvider(provider) : own;
}

/** Pulumi's provider may have a namespace for what names none. */
export function namespaceOfProvider(provider: Provider | undefined): string {
  const { namespace }: { namespace?: string } = provider?.props ?? {};
  return namespace === undefined || namespace === "" ? "default" : namespace;
}

export const nameOf = ({ name, props }: Subject<Named>): string => props.metadata?.name ?? name;

/** Whether a selector picks a pod: the empty one picks every pod, one that is not there none. */
export function selects(selector: LabelSelector | undefined, pod: Pod): boolean {
  if (!selector) return false;
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labelOf(pod, key) === value) &&
    matchExpressions.every(({ key = "", operator = "", values = [] }) =>
      holds(labelOf(pod, key), operator, values),
    )
  );
}

function holds(label: string | undefined, operator: string, values: string[]): boolean {
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    default:
      return false;
  }
}

/** What Agones itself puts on a game server's pod; the server's name is different for each. */
const AGONES_LABELS = new Map([
  ["agones.dev/role", "gameserver"],
  ["agones.dev/gameserver", "the server's name"],
]);

const labelOf = ({ labels, isGameServer }: Pod, key: string): string | undefined =>
  (isGameServer ? AGONES_LABELS.get(key) : undefined) ?? labels[key];
