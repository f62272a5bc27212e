import { expect, test } from "@jest/globals";
import { generation } from "./test-pools.ts";
import { userData } from "./user-data.ts";

const decoded = (changes: Parameters<typeof generation>[0]) =>
  Buffer.from(userData(generation(changes)), "base64").toString("utf8");

test("AL2023 gets its pods as NodeConfig, and once more where EKS does not override it", () => {
  expect(decoded({ maxPods: 58 })).toBe(`MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="gameplane"

--gameplane
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: 58

--gameplane
Content-Type: text/x-shellscript; charset="us-ascii"

#!/bin/sh
mkdir -p /etc/eks/nodeadm.d
cat > /etc/eks/nodeadm.d/50-gameplane.yaml <<'EOT'
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: 58
EOT

--gameplane--
`);
});

test("Bottlerocket gets its pods as TOML", () => {
  expect(decoded({ ami: "bottlerocket", maxPods: 250 })).toBe("[settings.kubernetes]\nmax-pods = 250\n");
});
