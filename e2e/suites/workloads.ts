/** Small manifests for {@link file://./testbed-workloads.e2e.ts}. */

export function namespace(name: string, labels: Record<string, string> = {}): object {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

/** A server with a native sidecar, as Agones makes them. */
export function pod(namespace: string, name: string, spec: object = {}): object {
  return { apiVersion: "v1", kind: "Pod", metadata: { namespace, name }, spec: { ...POD, ...spec } };
}

const POD = {
  initContainers: [{ name: "sidecar", image: "registry.example/sdk:1", restartPolicy: "Always" }],
  containers: [{ name: "server", image: "registry.example/server:1" }],
};

export function job(namespace: string, name: string): object {
  const spec = { restartPolicy: "Never", containers: [{ name: "once", image: "registry.example/once:1" }] };
  return { apiVersion: "batch/v1", kind: "Job", metadata: { namespace, name }, spec: { template: { spec } } };
}

export function storageClass(name: string, provisioner: string, reclaimPolicy: "Delete" | "Retain"): object {
  const metadata = { name };
  const volumeBindingMode = "WaitForFirstConsumer";
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata,
    provisioner,
    reclaimPolicy,
    volumeBindingMode,
  };
}

export function claim(namespace: string, name: string, storageClassName = name): object {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { namespace, name },
    spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
}

/** A pod that uses the claim of its name. */
export function withClaim(namespace: string, name: string): object {
  return pod(namespace, name, { volumes: [{ name: "data", persistentVolumeClaim: { claimName: name } }] });
}

/** A policy that refuses pods in namespace plain-images whose image has this tag. */
export function policyAgainst(tag: string): object[] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const metadata = { name: `no-${tag}` };
  const resourceRules = [
    { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
  ];
  const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "plain-images" } };
  const expression = `object.spec.containers.all(c, !c.image.endsWith(':${tag}'))`;
  return [
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata,
      spec: { matchConstraints: { resourceRules, namespaceSelector }, validations: [{ expression }] },
    },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: { policyName: metadata.name, validationActions: ["Deny"] },
    },
  ];
}

export function fleet(namespace: string, name: string, replicas: number): object {
  return { apiVersion: "agones.dev/v1", kind: "Fleet", metadata: { namespace, name }, spec: { replicas } };
}

export const FLEET_DEFINITION = {
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  metadata: { name: "fleets.agones.dev" },
  spec: {
    group: "agones.dev",
    scope: "Namespaced",
    names: { kind: "Fleet", plural: "fleets", singular: "fleet" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
        subresources: {
          status: {},
          scale: { specReplicasPath: ".spec.replicas", statusReplicasPath: ".status.replicas" },
        },
      },
    ],
  },
};
