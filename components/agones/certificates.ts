import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

/** How long certificates live, and who signs them. */
export interface CertificateArgs {
  /** Validity of an authority, days. @default 3650 */
  authorityValidityDays?: number;
  /** Validity of what an authority signs, days. */
  validityDays: number;
  /** How long before its end an `up` renews a signed certificate, days; below `validityDays`. */
  renewBeforeDays: number;
  /**
   * Ids of the authorities that are trusted; the first one signs. An authority is never renewed by an ordinary `up`,
   * because every verifier would have to change at the same moment. It is replaced by hand, one `up` of everything
   * that signs or verifies after each step: ["1"], ["1", "2"] (both trusted), ["2", "1"] (2 signs), ["2"].
   * The last step removes a protected resource: unprotect it first (docs/operations.md, Replace the authority).
   * Begin `validityDays` before `authorityValidityDays` are over: what an authority signs ends with it.
   * @default ["1"]
   */
  authorities?: string[];
  /** Refuses to delete or replace authorities and their keys. @default false */
  protect?: boolean;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    authority?: Transform<tls.SelfSignedCertArgs>;
    certificate?: Transform<tls.LocallySignedCertArgs>;
  };
}

/** A certificate and its key, both PEM. */
export interface KeyPair {
  certificate: pulumi.Output<string>;
  /** Always a secret. */
  privateKey: pulumi.Output<string>;
}

export interface Authority {
  key: tls.PrivateKey;
  certificate: tls.SelfSignedCert;
}

/** The authorities that are trusted, and the one of them that signs. */
export interface Authorities {
  signer: Authority;
  /** Certificates of all of them, one after the other: what verifiers trust. */
  caCertificates: pulumi.Output<string>;
}

/** Whom a certificate names. */
export interface Subject {
  commonName: string;
  organization: string;
}

const YEARS_10_DAYS = 3650;

/** The authorities of a component. @throws where the lifetimes contradict each other, before anything is made */
export function createAuthorities(
  parent: pulumi.Resource,
  args: CertificateArgs,
  subject: Subject,
): Authorities {
  checkValidity(args);
  const [signer, ...others] = (args.authorities ?? ["1"]).map((id) =>
    createAuthority(parent, args, id, subject),
  );
  if (signer === undefined) throw new Error("authorities is empty; name one at least, such as 1");
  return {
    signer,
    caCertificates: pulumi
      .all([signer, ...others].map(({ certificate }) => certificate.certPem))
      .apply((pems) => pems.map((pem) => pem.trimEnd() + "\n").join("")),
  };
}

function checkValidity({
  authorityValidityDays = YEARS_10_DAYS,
  validityDays,
  renewBeforeDays,
}: CertificateArgs): void {
  if (renewBeforeDays >= validityDays) {
    throw new Error(
      `renewBeforeDays ${renewBeforeDays} is not below validityDays ${validityDays}, so every up would renew; lower it`,
    );
  }
  if (validityDays > authorityValidityDays) {
    throw new Error(
      `validityDays ${validityDays} is above authorityValidityDays ${authorityValidityDays}; raise the authority's`,
    );
  }
}

function createAuthority(
  parent: pulumi.Resource,
  args: CertificateArgs,
  id: string,
  { commonName, organization }: Subject,
): Authority {
  const name = `authority-${id}`;
  const opts = { parent, ...(args.protect && { protect: true }) };
  const key = new tls.PrivateKey(name, { algorithm: "ECDSA", ecdsaCurve: "P384" }, opts);
  const certificate = new tls.SelfSignedCert(
    ...transformed<tls.SelfSignedCertArgs, pulumi.CustomResourceOptions>(
      args.transform?.authority,
      name,
      {
        privateKeyPem: pulumi.secret(key.privateKeyPem),
        subject: { commonName: `${commonName} ${id}`, organization },
        isCaCertificate: true,
        allowedUses: ["cert_signing", "crl_signing"],
        validityPeriodHours: (args.authorityValidityDays ?? YEARS_10_DAYS) * 24,
        // Never by an ordinary `up`: see `authorities`.
        earlyRenewalHours: 0,
      },
      opts,
    ),
  );
  return { key, certificate };
}

/** A certificate for a server or a client, which an `up` renews early, always for the same key. */
export function createSigned(
  parent: pulumi.Resource,
  args: CertificateArgs,
  signer: Authority,
  name: string,
  use: "server_auth" | "client_auth",
  holder: { subject: Subject; dnsNames?: string[] },
): KeyPair {
  // P-256: the curve that TLS stacks sign fastest with, at every handshake.
  const key = new tls.PrivateKey(name, { algorithm: "ECDSA", ecdsaCurve: "P256" }, { parent });
  const privateKey = pulumi.secret(key.privateKeyPem);
  const request = new tls.CertRequest(name, { privateKeyPem: privateKey, ...holder }, { parent });
  const certificate = new tls.LocallySignedCert(
    ...transformed<tls.LocallySignedCertArgs, pulumi.CustomResourceOptions>(
      args.transform?.certificate,
      name,
      {
        certRequestPem: request.certRequestPem,
        caCertPem: signer.certificate.certPem,
        caPrivateKeyPem: pulumi.secret(signer.key.privateKeyPem),
        allowedUses: ["digital_signature", use],
        validityPeriodHours: args.validityDays * 24,
        earlyRenewalHours: args.renewBeforeDays * 24,
      },
      { parent },
    ),
  );
  return { certificate: certificate.certPem, privateKey };
}
