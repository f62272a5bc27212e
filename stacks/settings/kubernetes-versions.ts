/** Kubernetes versions that the pinned Agones (1.60) supports and EKS offers. */
export const KUBERNETES_VERSIONS = ["1.34", "1.35", "1.36"] as const;
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** Versions of the EKS add-ons, as settings name them. */
export interface AddonVersions {
  vpcCni: string;
  coredns: string;
  kubeProxy: string;
  ebsCsi: string;
  metricsServer: string;
  podIdentityAgent: string;
}

/** EKS's own default add-on versions of each Kubernetes version, as its API named them in autumn 2026. */
export const ADDON_VERSIONS: Record<KubernetesVersion, AddonVersions> = {
  "1.34": {
    vpcCni: "v1.22.4-eksbuild.3",
    coredns: "v1.12.4-eksbuild.38",
    kubeProxy: "v1.34.6-eksbuild.29",
    ebsCsi: "v1.66.0-eksbuild.1",
    metricsServer: "v0.9.0-eksbuild.11",
    podIdentityAgent: "v1.3.10-eksbuild.3",
  },
  "1.35": {
    vpcCni: "v1.22.4-eksbuild.3",
    coredns: "v1.13.2-eksbuild.31",
    kubeProxy: "v1.35.3-eksbuild.29",
    ebsCsi: "v1.66.0-eksbuild.1",
    metricsServer: "v0.9.0-eksbuild.11",
    podIdentityAgent: "v1.3.10-eksbuild.3",
  },
  "1.36": {
    vpcCni: "v1.22.4-eksbuild.3",
    coredns: "v1.14.3-eksbuild.23",
    kubeProxy: "v1.36.0-eksbuild.25",
    ebsCsi: "v1.66.0-eksbuild.1",
    metricsServer: "v0.9.0-eksbuild.11",
    podIdentityAgent: "v1.3.10-eksbuild.3",
  },
};

/** Cluster Autoscaler's releases for each Kubernetes version, newest in autumn 2026. */
export const CLUSTER_AUTOSCALER_TAGS: Record<KubernetesVersion, string> = {
  "1.34": "v1.34.5",
  "1.35": "v1.35.2",
  "1.36": "v1.36.1",
};
