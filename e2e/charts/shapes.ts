import { z } from "zod";
import type { KubernetesObject } from "../testbed/kubernetes-object.ts";

const anything = z.unknown().optional();
const subject = z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() });

/** Of each kind what other objects, the scheduler or admission go by; of a kind that is not here nothing. */
const SHAPES = {
  Deployment: z.object({
    spec: z.object({
      replicas: anything,
      strategy: anything,
      selector: anything,
      template: z.object({
        metadata: z.object({ labels: anything }),
        spec: z.object({
          affinity: anything,
          nodeSelector: z.record(z.string(), anything).default({}),
          tolerations: z.array(anything).default([]),
          topologySpreadConstraints: anything,
          priorityClassName: anything,
          serviceAccountName: anything,
          terminationGracePeriodSeconds: anything,
          volumes: anything,
          containers: z.array(
            z.object({
              name: anything,
              image: anything,
              resources: anything,
              ports: anything,
              securityContext: anything,
              volumeMounts: anything,
            }),
          ),
        }),
      }),
    }),
  }),
  Service: z.object({
    spec: z.object({
      type: z.string().default("ClusterIP"),
      selector: anything,
      ports: z.array(z.looseObject({ protocol: z.string().default("TCP") })),
      loadBalancerSourceRanges: anything,
      externalTrafficPolicy: anything,
    }),
    metadata: z.object({ annotations: anything }),
  }),
  PodDisruptionBudget: z.object({ spec: anything }),
  PriorityClass: z.object({ value: anything, globalDefault: anything }),
  ServiceAccount: z.object({}),
  ClusterRole: z.object({ rules: anything }),
  RoleBinding: z.object({ roleRef: anything, subjects: z.array(subject.transform(user)) }),
  ClusterRoleBinding: z.object({ roleRef: anything, subjects: z.array(subject.transform(user)) }),
};

/** A ServiceAccount is a user too, and charts name it either way. */
function user({ kind, name, namespace = "" }: z.output<typeof subject>): string {
  return kind === "ServiceAccount" ? `system:serviceaccount:${namespace}:${name}` : name;
}

/** What two charts have to agree in so that nobody around them can tell them apart, by kind, namespace and name. */
export function shapes(objects: KubernetesObject[], namespace: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const object of objects) {
    const shape = Object.entries(SHAPES).find(([kind]) => kind === object.kind)?.[1];
    const { name, namespace: own = namespace } = object.metadata;
    if (shape !== undefined) found[`${object.kind} ${own}/${name}`] = shape.parse(object);
  }
  return found;
}
