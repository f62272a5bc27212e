export interface KubeconfigArgs {
  /** Name of the EKS cluster. */
  name: string;
  /** URL of the API server. */
  endpoint: string;
  /** Certificate of the API server's authority, base64, as EKS gives it. */
  certificateAuthority: string;
  /** AWS region of the cluster. */
  region: string;
}

/**
 * A kubeconfig for an EKS cluster, as JSON. It holds no credential: the `aws` program makes a token for whoever uses it.
 * The same cluster always gives the same text: a change would look to Pulumi like another cluster.
 */
export function kubeconfig({ name, endpoint, certificateAuthority, region }: KubeconfigArgs): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["eks", "get-token", "--cluster-name", name, "--region", region, "--output", "json"],
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
