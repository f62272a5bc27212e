import type { PropertyMap } from "../wire.ts";

export interface EksKubeconfigArgs {
  arn: string;
  name: string;
  endpoint: string;
  /** base64 */
  certificateAuthority: string;
}

/** As generateKubeconfig of pulumi-eks 4.3.0 (nodejs/eks/cluster/cluster.ts) without a profile or role. */
export function eksKubeconfig({ arn, name, endpoint, certificateAuthority }: EksKubeconfigArgs): PropertyMap {
  const region = arn.split(":")[3] ?? "";
  const args = ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"];
  const env = [
    { name: "KUBERNETES_EXEC_INFO", value: '{"apiVersion": "client.authentication.k8s.io/v1beta1"}' },
  ];
  return {
    apiVersion: "v1",
    clusters: [
      {
        cluster: { server: endpoint, "certificate-authority-data": certificateAuthority },
        name: "kubernetes",
      },
    ],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [
      {
        name: "aws",
        user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args, env } },
      },
    ],
  };
}
