import { z } from "zod";
import { each } from "../each.ts";
import type { Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { show } from "../show.ts";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const BINDING = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";
const POLICY = "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy";
const ENFORCE = "pod-security.kubernetes.io/enforce";
const NAME_LABEL = "kubernetes.io/metadata.name";

interface Namespace {
  metadata?: { name?: string; labels?: Record<string, string> };
}

interface Policy {
  metadata?: { name?: string };
  spec?: { failurePolicy?: string; validations?: object[] };
}

interface Binding {
  spec?: {
    policyName?: string;
    validationActions?: string[];
    matchResources?: {
      namespaceSelector?: {
        matchLabels?: Record<string, string>;
        matchExpressions?: { key?: string; operator?: string; values?: string[] }[];
      };
      objectSelector?: object;
      resourceRules?: object[];
      excludeResourceRules?: object[];
    };
  };
}

export const nsPsa = stackRule({
  id: "ns-psa",
  level: "mandatory",
  severity: "high",
  statement:
    "Every namespace enforces Pod Security, baseline at least, or has an admission policy in its place.",
  why: "any pod there could take over its node and the matches on it",
  fix: "set the label, or make the namespace by Isolation",
  references: ["CIS EKS 4.2.1", "PSS"],
  types: [NAMESPACE],
  settings: {
    privileged: z.array(z.string()).default(["game-servers"]).meta({
      description: "namespaces that may enforce privileged, because an admission policy is bound to them",
    }),
    // As components/isolation/admission-policy.ts names it.
    admissionPolicy: z
      .string()
      .default("game-servers-restricted")
      .meta({ description: "the ValidatingAdmissionPolicy that these namespaces are bound to" }),
  },
  check(resources, report, { privileged, admissionPolicy }) {
    each(resources, (resource) => {
      if (resource.type !== NAMESPACE) return;
      const { metadata }: Namespace = resource.props;
      const label = metadata?.labels?.[ENFORCE];
      // Kubernetes enforces nothing where no label is.
      const level = label ?? "privileged";
      if (level === "baseline" || level === "restricted") return;
      const at = `metadata.labels["${ENFORCE}"]`;
      const found = show(label ?? "unset");
      const name = metadata?.name;
      const labelOf = (key: string) => (key === NAME_LABEL ? name : metadata?.labels?.[key]);
      if (level !== "privileged" || name === undefined || !privileged.includes(name))
        report(resource, { at, found, wanted: "baseline or restricted" });
      else if (!resources.some((each) => isBinding(each, admissionPolicy, labelOf)))
        report(resource, {
          at,
          found: `${found}, and no binding denies what ${admissionPolicy} forbids`,
          wanted: "baseline or restricted, or have that binding",
        });
      else if (!resources.some((each) => isPolicy(each, admissionPolicy)))
        report(resource, {
          at,
          found: `${found}, and ${admissionPolicy} is not in the stack or lets pods past`,
          wanted: "baseline or restricted, or have that policy, with validations and failurePolicy Fail",
        });
    });
  },
});

/** Value of a label of a namespace. */
type LabelOf = (key: string) => string | undefined;

/** Whether it is a policy of a name that turns pods away, also while it cannot be asked. */
function isPolicy({ type, props }: Subject<object>, name: string): boolean {
  if (type !== POLICY) return false;
  const { metadata, spec }: Policy = props;
  if (metadata?.name !== name) return false;
  return (spec?.failurePolicy ?? "Fail") === "Fail" && (spec?.validations ?? []).length > 0;
}

/** Whether an admission policy turns pods of a namespace away. */
function isBinding({ type, props }: Subject<object>, policy: string, labelOf: LabelOf): boolean {
  if (type !== BINDING) return false;
  const { spec }: Binding = props;
  if (spec?.policyName !== policy || spec.validationActions?.includes("Deny") !== true) return false;
  const { namespaceSelector, objectSelector, resourceRules, excludeResourceRules } =
    spec.matchResources ?? {};
  // Each of them lets some pods past.
  if ([objectSelector, resourceRules, excludeResourceRules].some((narrowing) => narrowing !== undefined))
    return false;
  const { matchLabels = {}, matchExpressions = [] } = namespaceSelector ?? {};
  return (
    Object.entries(matchLabels).every(([key, value]) => labelOf(key) === value) &&
    matchExpressions.every(({ key = "", operator, values }) => {
      const value = labelOf(key);
      return operator === "In" && value !== undefined && values?.includes(value) === true;
    })
  );
}
