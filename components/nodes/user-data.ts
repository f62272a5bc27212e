import type { GenerationSpec } from "./pool-spec.ts";

/** User data of a generation's nodes, base64; EKS adds what joins a node to the cluster. */
export function userData({ ami, maxPods }: GenerationSpec): string {
  const text = ami === "al2023" ? al2023(maxPods) : bottlerocket(maxPods);
  return Buffer.from(text, "utf8").toString("base64");
}

const BOUNDARY = "gameplane";

/**
 * Twice the same NodeConfig: EKS adds one of its own with a maximum of 110 pods (250 above 30 vCPUs) that wins over
 * user data; nodeadm reads files below /etc/eks/nodeadm.d last (images since October 2025), so ours wins again.
 */
function al2023(maxPods: number): string {
  const config = [
    "apiVersion: node.eks.aws/v1alpha1",
    "kind: NodeConfig",
    "spec:",
    "  kubelet:",
    "    config:",
    `      maxPods: ${maxPods}`,
  ];
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "",
    `--${BOUNDARY}`,
    "Content-Type: application/node.eks.aws",
    "",
    ...config,
    "",
    `--${BOUNDARY}`,
    'Content-Type: text/x-shellscript; charset="us-ascii"',
    "",
    "#!/bin/sh",
    "mkdir -p /etc/eks/nodeadm.d",
    "cat > /etc/eks/nodeadm.d/50-gameplane.yaml <<'EOT'",
    ...config,
    "EOT",
    "",
    `--${BOUNDARY}--`,
    "",
  ].join("\n");
}

function bottlerocket(maxPods: number): string {
  return ["[settings.kubernetes]", `max-pods = ${maxPods}`, ""].join("\n");
}
