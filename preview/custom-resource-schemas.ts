import { z } from "zod";
import type { Json } from "./property-values.ts";
import { SHOWN_SECRET, SHOWN_UNKNOWN } from "./property-values.ts";
import type { RecordedResource } from "./recorded-resource.ts";

/** A model of @kubernetes-models, whose validate() throws what is wrong with it. */
type Model = new () => { validate(): void };

/**
 * Kinds whose schemas are at hand, as their types in Pulumi. Each is loaded only where a stack has such a resource:
 * it costs ten milliseconds or more.
 */
const KINDS: Record<string, () => Promise<Model>> = {
  "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass": async () =>
    (await import("@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass")).EC2NodeClass,
  "kubernetes:karpenter.sh/v1:NodePool": async () =>
    (await import("@kubernetes-models/karpenter/karpenter.sh/v1/NodePool")).NodePool,
  "kubernetes:monitoring.coreos.com/v1:PodMonitor": async () =>
    (await import("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor")).PodMonitor,
  "kubernetes:monitoring.coreos.com/v1:PrometheusRule": async () =>
    (await import("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule"))
      .PrometheusRule,
  "kubernetes:monitoring.coreos.com/v1:ServiceMonitor": async () =>
    (await import("@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor"))
      .ServiceMonitor,
};

/** `kubernetes:karpenter.sh` of `kubernetes:karpenter.sh/v1:NodePool`. */
const groupOf = (type: string) => type.split("/", 1)[0] ?? "";

const GROUPS = new Set(Object.keys(KINDS).map(groupOf));

/**
 * What the API server would refuse of a stack's custom resources. Their types in TypeScript know no patterns and
 * limits, and outputs and transforms pass them by. Resources of other groups are taken as they are.
 */
export async function schemaErrors(resources: RecordedResource[]): Promise<string[]> {
  const errors: string[] = [];
  for (const resource of resources) {
    if (!GROUPS.has(groupOf(resource.type)) || resource.options.read === true) continue;
    const problems = await problemsOf(resource);
    const where = resource.source === "" ? "" : ` (${resource.source})`;
    errors.push(...problems.map((problem) => `${resource.type} ${resource.name}${where}: ${problem}`));
  }
  return errors;
}

async function problemsOf({ type, inputs }: RecordedResource): Promise<string[]> {
  const load = KINDS[type];
  if (load === undefined) {
    return [
      "the preview knows other kinds of this group, but has no schema of this one; correct apiVersion or kind, or add it to preview/custom-resource-schemas.ts",
    ];
  }
  const model = Object.assign(new (await load())(), inputs);
  try {
    model.validate();
    return [];
  } catch (error) {
    const refusal = z.object({ errors: z.array(violation) }).safeParse(error);
    if (!refusal.success) throw error;
    return explained(inputs, refusal.data.errors);
  }
}

const violation = z.object({
  /** JSON pointer of the value that is wrong, or that misses a property. */
  instancePath: z.string(),
  keyword: z.string(),
  message: z.string(),
  params: z.object({
    missingProperty: z.string().optional(),
    allowedValues: z.array(z.json()).optional(),
  }),
});
type Violation = z.infer<typeof violation>;

/** One problem a value: all that is wrong with it. */
function explained(inputs: Json, all: Violation[]): string[] {
  const byValue = Map.groupBy(all, (one) => [one.instancePath, one.params.missingProperty].join("/"));
  return [...byValue.values()].flatMap((ofValue) => {
    const path = (ofValue[0]?.instancePath ?? "").split("/").slice(1).map(unescaped);
    const missing = ofValue[0]?.params.missingProperty;
    if (missing !== undefined) return [`${shownPath([...path, missing])} is missing; add it`];
    const value = valueAt(inputs, path);
    if (isOpen(value)) return [];
    // The schemas choose between forms of single values alone: a number or text that is a quantity.
    const isChoice = ofValue.some(({ keyword }) => keyword === "oneOf");
    const rules = new Set(ofValue.filter(({ keyword }) => keyword !== "oneOf").map(rule));
    return [`${shownPath(path)} is ${shownValue(value)}; it ${[...rules].join(isChoice ? " or " : " and ")}`];
  });
}

function rule({ keyword, message, params }: Violation): string {
  if (keyword !== "enum") return message;
  return `must be one of ${(params.allowedValues ?? []).map((value) => JSON.stringify(value)).join(", ")}`;
}

/** Text that is secret or not known yet, in part or as a whole, and whatever an unknown may turn out to be. */
const isOpen = (value: Json | undefined) =>
  typeof value === "string" && [SHOWN_SECRET, SHOWN_UNKNOWN].some((mark) => value.includes(mark));

const unescaped = (part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~");

function valueAt(value: Json | undefined, path: string[]): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null) return value;
  return valueAt(Array.isArray(value) ? value[Number(key)] : value[key], rest);
}

/** `spec.budgets[0].nodes`, and keys that are no plain words in quotes. */
function shownPath(path: string[]): string {
  const parts = path.map((part) => {
    if (/^\d+$/.test(part)) return `[${part}]`;
    return /^\w+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
  });
  return parts.join("").replace(/^\./, "");
}

function shownValue(value: Json | undefined): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" && value !== null ? "an object" : JSON.stringify(value);
}
