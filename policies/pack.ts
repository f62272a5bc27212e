// The rules as policies of @pulumi/policy, for the engine's analyzer. Without side effects: index.ts serves them.
import type {
  Policies,
  Policy,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema.js";
import { z } from "zod";
import { isSeenElsewhere } from "./eks-cluster.ts";
import { reporting, today } from "./findings.ts";
import type { AnyResourceRule, AnyStackRule, Rule } from "./rule.ts";
import { EXEMPTIONS, isAbout } from "./rule.ts";

export const policiesOf = (rules: readonly Rule[]): Policies =>
  rules.map((rule) => (rule.kind === "resource" ? resourcePolicy(rule) : stackPolicy(rule)));

/**
 * Inputs of each resource, by URN, as resource policies get them. Stack policies get outputs, of which a preview has none
 * where a provider is not configured yet (Kubernetes, before its cluster is there): they would judge empty objects.
 */
const inputs = new Map<string, object>();

const NO_INPUTS =
  "policies of the whole stack need what policies of single resources are given; enable one of these, as advisory at least";

function resourcePolicy(rule: AnyResourceRule): ResourceValidationPolicy {
  return {
    ...metadata(rule),
    validateResource: (args, say) => {
      inputs.set(args.urn, args.props);
      if (isSeenElsewhere(args.type, args.props)) return;
      if (!isAbout(rule, args.type)) args.notApplicable(`${rule.id} is about ${rule.types.join(", ")}`);
      const settings = rule.settings.parse(args.getConfig());
      const report = reporting(rule, EXEMPTIONS.parse(settings.exemptions), args.urn, today(), say);
      if (report === undefined) return;
      rule.check({ ...args, options: args.opts }, report, settings);
    },
  };
}

function stackPolicy(rule: AnyStackRule): StackValidationPolicy {
  return {
    ...metadata(rule),
    validateStack: (args, say) => {
      if (!args.resources.some(({ type }) => isAbout(rule, type)))
        args.notApplicable(`${rule.id} is about ${rule.types.join(", ")}`);
      const settings = rule.settings.parse(args.getConfig());
      const exemptions = EXEMPTIONS.parse(settings.exemptions);
      if (inputs.size === 0) throw new Error(NO_INPUTS);
      const seen = args.resources.filter(
        ({ urn, type, props }) => !isSeenElsewhere(type, inputs.get(urn) ?? props),
      );
      const subjects = seen.map((resource) => ({
        ...resource,
        props: inputs.get(resource.urn) ?? resource.props,
        options: resource.opts,
      }));
      rule.check(
        subjects,
        ({ urn }, finding) => reporting(rule, exemptions, urn, today(), (text) => say(text, urn))?.(finding),
        settings,
      );
    },
  };
}

function metadata(rule: Rule) {
  return {
    name: rule.id,
    description: rule.statement,
    enforcementLevel: rule.level,
    severity: rule.severity,
    remediationSteps: `${rule.fix}.`,
    tags: rule.references,
    ...frameworkOf(rule),
    configSchema: configSchema(rule),
  };
}

/** The engine's metadata has room for one framework; tags have every reference. */
const FRAMEWORKS = [
  { prefix: "CIS EKS ", name: "CIS Amazon EKS Benchmark", version: "1.5.0" },
  { prefix: "PSS ", name: "Kubernetes Pod Security Standards", version: "1.36" },
];

function frameworkOf({ references, statement }: Rule): Pick<Policy, "framework"> {
  for (const { prefix, name, version } of FRAMEWORKS) {
    const found = references.find((reference) => reference.startsWith(prefix));
    if (found !== undefined)
      return {
        framework: { name, version, reference: found.slice(prefix.length), specification: statement },
      };
  }
  return {};
}

/** Pulumi's command line checks settings by it. */
function configSchema({ settings }: Rule): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(settings, { io: "input", target: "draft-7" });
  return { properties: PROPERTIES.parse(properties) };
}

const PROPERTIES = z.record(z.string(), z.custom<PolicyConfigJSONSchema>(isObject));

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
