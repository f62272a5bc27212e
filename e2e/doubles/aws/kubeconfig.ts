import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const KUBECONFIG = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.string() }) }))
    .min(1),
  users: z
    .array(
      z.object({
        user: z.object({
          "client-certificate-data": z.string().optional(),
          "client-key-data": z.string().optional(),
          token: z.string().optional(),
        }),
      }),
    )
    .min(1),
});

/** How to reach a control plane, of its administrator's kubeconfig. */
export interface ServerAccess {
  endpoint: string;
  /** base64 */
  certificateAuthority: string;
  /** Of an ExecCredential, as `aws eks get-token` gives one. */
  credential: Record<string, string>;
}

export function readServerAccess(path: string): ServerAccess {
  const { clusters, users } = KUBECONFIG.parse(parse(readFileSync(path, "utf8")));
  const [cluster] = clusters;
  const [user] = users;
  if (cluster === undefined || user === undefined) throw new Error(`${path} has no cluster and user`);
  const { "client-certificate-data": certificate, "client-key-data": key, token } = user.user;
  return {
    endpoint: cluster.cluster.server,
    certificateAuthority: cluster.cluster["certificate-authority-data"],
    credential: {
      ...(token !== undefined && { token }),
      ...(certificate !== undefined && { clientCertificateData: decoded(certificate) }),
      ...(key !== undefined && { clientKeyData: decoded(key) }),
    },
  };
}

const decoded = (base64: string) => Buffer.from(base64, "base64").toString();
