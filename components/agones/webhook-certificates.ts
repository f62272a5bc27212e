import * as pulumi from "@pulumi/pulumi";
import { createAuthorities, createSigned, type CertificateArgs, type KeyPair } from "./certificates.ts";
import { AGONES_NAMESPACE, WEBHOOK_SERVICE } from "./names.ts";

export type WebhookCertificatesArgs = CertificateArgs;

/**
 * The certificate with which Agones' webhooks and its allocation API answer the API server, and the authority that
 * signs it. Agones' chart would make both anew at each render.
 *
 * The API server is told to trust the authority, not the certificate, so a renewal changes one Secret and nothing that
 * Helm installed: pods that still serve the old certificate are trusted until it ends. They need no restart either:
 * the extensions watch the files of the Secret (Agones 1.60, pkg/util/https/server.go) and serve the new certificate as
 * soon as the kubelet has written it, within about a minute.
 *
 * Costs nothing.
 *
 * @example
 * const webhooks = new WebhookCertificates("webhooks", { validityDays: 180, renewBeforeDays: 75 }, { providers: { tls: provider } });
 */
export class WebhookCertificates extends pulumi.ComponentResource {
  /** What the API server trusts: the certificates of all authorities, one after the other. */
  readonly caCertificates: pulumi.Output<string>;
  /** The webhooks' certificate. */
  readonly server: KeyPair;

  constructor(name: string, args: WebhookCertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:agones:WebhookCertificates", name, {}, opts);
    const organization = AGONES_NAMESPACE;
    const { signer, caCertificates } = createAuthorities(this, args, {
      commonName: "agones webhooks",
      organization,
    });
    this.caCertificates = caCertificates;
    this.server = createSigned(this, args, signer, "webhooks", "server_auth", {
      subject: { commonName: WEBHOOK_SERVICE, organization },
      // The one name that the API server asks for, of webhooks and of the APIService alike.
      dnsNames: [`${WEBHOOK_SERVICE}.${AGONES_NAMESPACE}.svc`],
    });
    this.registerOutputs({ caCertificates });
  }
}
