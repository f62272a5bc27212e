import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** What the platform needs of a cluster, whoever made it. */
export interface Cluster {
  /** For every Kubernetes resource on the cluster; always named `kubernetes`. */
  readonly provider: k8s.Provider;
  /** How to reach the cluster, without secrets; undefined where the user's own kubeconfig says it. */
  readonly kubeconfig?: pulumi.Output<string>;
}
