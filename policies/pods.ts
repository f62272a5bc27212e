// Rules about pods hold for whatever makes pods: Kubernetes' own workloads and Agones' Fleets and GameServers.
import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { z } from "zod";
import type { AnyResourceRule, Report, Subject } from "./rule.ts";
import { isLike } from "./like.ts";
import { namespaceOf } from "./pod-selection.ts";
import { ruleForTypes } from "./rule.ts";
import { each } from "./each.ts";

export type PodSpec = Partial<Unwrap<types.input.core.v1.PodSpec>>;
export type Container = Partial<Unwrap<types.input.core.v1.Container>>;

export const FLEET = "kubernetes:agones.dev/v1:Fleet";
export const GAME_SERVER = "kubernetes:agones.dev/v1:GameServer";
const GAME_SERVER_SET = "kubernetes:agones.dev/v1:GameServerSet";

/** Where each type has its pod's metadata and spec. */
const TEMPLATES: Record<string, string[]> = {
  "kubernetes:apps/v1:Deployment": ["spec", "template"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template"],
  "kubernetes:batch/v1:Job": ["spec", "template"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template"],
  "kubernetes:core/v1:Pod": [],
  "kubernetes:core/v1:PodTemplate": ["template"],
  "kubernetes:core/v1:ReplicationController": ["spec", "template"],
  [FLEET]: ["spec", "template", "spec", "template"],
  [GAME_SERVER_SET]: ["spec", "template", "spec", "template"],
  [GAME_SERVER]: ["spec", "template"],
};

/** Types that rules choose from; with a Fleet comes what it makes, with each its patch. */
export const WORKLOADS = Object.keys(TEMPLATES).filter((type) => type !== GAME_SERVER_SET);

const withKin = (types: string[]): string[] =>
  types
    .flatMap((type) => (type === FLEET ? [type, GAME_SERVER_SET] : [type]))
    .flatMap((type) => [type, `${type}Patch`]);

/** Every type of which rules about pods are. */
export const POD_MAKERS = withKin(WORKLOADS);

export interface Pod {
  type: string;
  /** `namespace/name` of what makes the pod; a name that is not given is empty. */
  of: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: PodSpec;
  /** The spec's path. */
  at: string;
  /** Agones makes it: it adds the SDK server, host ports and a service account of its own. */
  isGameServer: boolean;
}

interface Manifest {
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec?: PodSpec;
}

type PodRule<S extends z.ZodRawShape> = Omit<Parameters<typeof ruleForTypes<Manifest, S>>[1], "check"> & {
  /** @default all that make pods */
  types?: string[];
  check(pod: Pod, report: Report, settings: z.output<z.ZodObject<S>>): void;
};

/** A rule about the pods that a resource makes. */
export function podRule<S extends z.ZodRawShape = z.ZodRawShape>({
  types: about = WORKLOADS,
  ...rule
}: PodRule<S>): AnyResourceRule {
  return ruleForTypes<Manifest, S>(withKin(about), {
    ...rule,
    check: (subject, report, settings) => {
      const pod = podOf(subject);
      if (pod === undefined) return;
      const { type, props } = subject;
      // What a patch leaves out stays as it is.
      const reportSaid: Report = (finding) => says(props, finding.at) && report(finding);
      rule.check(pod, type.endsWith("Patch") ? reportSaid : report, settings);
    },
  });
}

/** The pod that a resource makes; undefined where it has no pod template. */
export function podOf({ type, props, provider }: Subject<Manifest>): Pod | undefined {
  const single = type.replace(/Patch$/, "");
  const path = TEMPLATES[single] ?? [];
  const template = path.reduce<Manifest | undefined>((value, key) => childOf(value, key), props);
  if (template?.spec === undefined) return undefined;
  return {
    type,
    // Read only by rules that need them: what is unknown there must not stop the others.
    get of() {
      return `${namespaceOf({ props, provider })}/${props.metadata?.name ?? ""}`;
    },
    get labels() {
      return template.metadata?.labels ?? {};
    },
    get annotations() {
      return template.metadata?.annotations ?? {};
    },
    spec: template.spec,
    at: [...path, "spec"].join("."),
    isGameServer: [FLEET, GAME_SERVER_SET, GAME_SERVER].includes(single),
  };
}

const childOf = (value: object | undefined, key: string): Manifest | undefined => {
  const child: unknown = value === undefined ? undefined : Reflect.get(value, key);
  return typeof child === "object" && child !== null ? child : undefined;
};

/** Whether anything is at a path, as `spec.containers[0].image`. */
const says = (props: object, at: string): boolean =>
  at
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
      props,
    ) !== undefined;

/** Each container with its path, those that run at the start among them. */
export function eachContainer({ spec, at }: Pod, check: (container: Container, at: string) => void): void {
  const lists = ["initContainers", "containers"] as const;
  each(lists, (list) => each(spec[list], (container, index) => check(container, `${at}.${list}[${index}]`)));
}

/** What a setting names an object by; without the slash it would match none. */
export const NAMED = z.string().regex(/^[^/]+\/[^/]+$/, "not NAMESPACE/NAME");

/** For rules that agents of nodes cannot keep; the same setting in each of them. */
export const AGENTS = {
  agents: z.array(NAMED).default([]).meta({
    description: "host-level agents that need it, as `NAMESPACE/NAME`; * stands for any characters",
  }),
};

export const isAgent = (pod: Pod, agents: string[]): boolean => agents.some((agent) => isLike(agent, pod.of));
