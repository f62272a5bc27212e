import type { Certificate } from "./certificates.ts";

export interface KubeconfigArgs {
  /** Name of cluster, user and context alike. */
  name: string;
  server: string;
  authority: string;
  client: Certificate;
}

/** A kubeconfig with one context; JSON, which every reader of YAML takes. */
export function kubeconfigOf({ name, server, authority, client }: KubeconfigArgs): string {
  return JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      "current-context": name,
      contexts: [{ name, context: { cluster: name, user: name } }],
      clusters: [{ name, cluster: { server, "certificate-authority-data": base64(authority) } }],
      users: [
        {
          name,
          user: {
            "client-certificate-data": base64(client.certificate),
            "client-key-data": base64(client.key),
          },
        },
      ],
    },
    null,
    2,
  );
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
