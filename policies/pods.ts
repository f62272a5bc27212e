// Rules about pods hold for whatever makes pods: Kubernetes' own workloads and Agones' Fleets and GameServers.
import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { z } from "zod";
import type { AnyResourceRule, Report, Subject } from "./rule.ts";
import { matches } from "./findings.ts";
import { ruleForTypes } from "./rule.ts";
import { each } from "./each.ts";

export type PodSpec = Partial<Unwrap<types.input.core.v1.PodSpec>>;
export type Container = Partial<Unwrap<types.input.core.v1.Container>>;

export const FLEET = "kubernetes:agones.dev/v1:Fleet";
export const GAME_SERVER = "kubernetes:agones.dev/v1:GameServer";

/** Where each type has its pod's metadata and spec. */
const TEMPLATES: Record<string, string[]> = {
  "kubernetes:apps/v1:Deployment": ["spec", "template"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template"],
  "kubernetes:batch/v1:Job": ["spec", "template"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template"],
  "kubernetes:core/v1:Pod": [],
  [FLEET]: ["spec", "template", "spec", "template"],
  [GAME_SERVER]: ["spec", "template"],
};

export const WORKLOADS = Object.keys(TEMPLATES);

export interface Pod {
  type: string;
  /** `namespace/name` of what makes the pod; the parts that are not given are empty. */
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
  return ruleForTypes<Manifest, S>(about, {
    ...rule,
    check: (subject, report, settings) => {
      const pod = podOf(subject);
      if (pod !== undefined) rule.check(pod, report, settings);
    },
  });
}

/** The pod that a resource makes; undefined where it has no pod template. */
export function podOf({ type, props }: Subject<Manifest>): Pod | undefined {
  const path = TEMPLATES[type] ?? [];
  const template = path.reduce<Manifest | undefined>((value, key) => childOf(value, key), props);
  if (template?.spec === undefined) return undefined;
  return {
    type,
    // Read only by rules that need them: what is unknown there must not stop the others.
    get of() {
      return `${props.metadata?.namespace ?? ""}/${props.metadata?.name ?? ""}`;
    },
    get labels() {
      return template.metadata?.labels ?? {};
    },
    get annotations() {
      return template.metadata?.annotations ?? {};
    },
    spec: template.spec,
    at: [...path, "spec"].join("."),
    isGameServer: type === FLEET || type === GAME_SERVER,
  };
}

const childOf = (value: object | undefined, key: string): Manifest | undefined => {
  const child: unknown = value === undefined ? undefined : Reflect.get(value, key);
  return typeof child === "object" && child !== null ? child : undefined;
};

/** Each container with its path, those that run at the start among them. */
export function eachContainer({ spec, at }: Pod, check: (container: Container, at: string) => void): void {
  const lists = ["initContainers", "containers"] as const;
  each(lists, (list) => each(spec[list], (container, index) => check(container, `${at}.${list}[${index}]`)));
}

/** For rules that agents of nodes cannot keep; the same setting in each of them. */
export const AGENTS = {
  agents: z.array(z.string()).default([]).meta({
    description: "host-level agents that need it, as `NAMESPACE/NAME`; * stands for any characters",
  }),
};

export const isAgent = (pod: Pod, agents: string[]): boolean =>
  agents.some((agent) => matches(`::${agent}`, `urn::::::${pod.of}`));
