import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

export interface AllocatorAuthorityArgs {
  /** DNS zone of the environment; a region's allocator is `allocator.<region>.<zone>`. */
  zone: string;
  /** Regions that get a server certificate. */
  regions: string[];
  /** Validity of an authority, days. */
  authorityValidityDays: number;
  /** Validity of what an authority signs, days. */
  validityDays: number;
  /** How long before its end an `up` renews a signed certificate, days; below `validityDays`. */
  renewBeforeDays: number;
  /**
   * Ids of the authorities that are trusted; the first one signs. An authority is never renewed by an ordinary `up`,
   * because every verifier would have to change at the same moment. It is replaced by hand, one `up` of the
   * environment and all its regions after each step: ["1"], ["1", "2"] (both trusted), ["2", "1"] (2 signs), ["2"].
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

/**
 * Who may allocate game servers, by mTLS: an authority of our own, a server certificate for the allocator of each
 * region and one client certificate for the matchmaker. The authority's private key is no output: it stays in this
 * stack's state, as a secret.
 *
 * Costs nothing.
 *
 * @example
 * const allocators = new AllocatorAuthority("allocators", {
 *   zone: "play.example.com",
 *   regions: ["us-east-1", "eu-west-1"],
 *   authorityValidityDays: 3650,
 *   validityDays: 180,
 *   renewBeforeDays: 75,
 * }, { providers: { tls: provider } });
 */
export class AllocatorAuthority extends pulumi.ComponentResource {
  /** Certificate of the authority that signs. */
  readonly caCertificate: pulumi.Output<string>;
  /** What verifiers trust: the certificates of all authorities, one after the other. */
  readonly caCertificates: pulumi.Output<string>;
  /** The allocator's certificate, by region. */
  readonly server: Record<string, KeyPair>;
  /** The matchmaker's certificate. */
  readonly client: KeyPair;

  constructor(name: string, args: AllocatorAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:environment:AllocatorAuthority", name, {}, opts);
    checkValidity(args);
    const [signer, ...others] = authorityIds(args).map((id) => createAuthority(this, args, id));
    if (signer === undefined) throw new Error("authorities is empty; name one at least, such as 1");
    const server = args.regions.map((region): [string, KeyPair] => [
      region,
      createServerCertificate(this, args, signer, region),
    ]);
    const client = createClientCertificate(this, args, signer);

    this.caCertificate = signer.certificate.certPem;
    this.caCertificates = pulumi
      .all([signer, ...others].map(({ certificate }) => certificate.certPem))
      .apply((pems) => pems.map((pem) => pem.trimEnd() + "\n").join(""));
    this.server = Object.fromEntries(server);
    this.client = client;
    this.registerOutputs({ caCertificate: this.caCertificate, caCertificates: this.caCertificates });
  }
}

/** Name by which clients reach a region's allocator, and the only name in its certificate. */
export function allocatorHost(region: string, zone: string): string {
  return `allocator.${region}.${zone}`;
}

interface Authority {
  key: tls.PrivateKey;
  certificate: tls.SelfSignedCert;
}

function checkValidity({
  authorityValidityDays,
  validityDays,
  renewBeforeDays,
}: AllocatorAuthorityArgs): void {
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

function authorityIds(args: AllocatorAuthorityArgs): string[] {
  return args.authorities ?? ["1"];
}

function createAuthority(parent: pulumi.Resource, args: AllocatorAuthorityArgs, id: string): Authority {
  const name = `authority-${id}`;
  const opts = { parent, ...(args.protect && { protect: true }) };
  const key = new tls.PrivateKey(name, { algorithm: "ECDSA", ecdsaCurve: "P384" }, opts);
  const certificate = new tls.SelfSignedCert(
    ...transformed<tls.SelfSignedCertArgs, pulumi.CustomResourceOptions>(
      args.transform?.authority,
      name,
      {
        privateKeyPem: pulumi.secret(key.privateKeyPem),
        subject: { commonName: `gameplane allocators ${id}`, organization: args.zone },
        isCaCertificate: true,
        allowedUses: ["cert_signing", "crl_signing"],
        validityPeriodHours: args.authorityValidityDays * 24,
        // Never by an ordinary `up`: see `authorities`.
        earlyRenewalHours: 0,
      },
      opts,
    ),
  );
  return { key, certificate };
}

function createServerCertificate(
  parent: pulumi.Resource,
  args: AllocatorAuthorityArgs,
  signer: Authority,
  region: string,
): KeyPair {
  return createSigned(parent, args, signer, `server-${region}`, "server_auth", {
    subject: { commonName: `allocator ${region}`, organization: args.zone },
    dnsNames: [allocatorHost(region, args.zone)],
  });
}

function createClientCertificate(
  parent: pulumi.Resource,
  args: AllocatorAuthorityArgs,
  signer: Authority,
): KeyPair {
  return createSigned(parent, args, signer, "client-matchmaker", "client_auth", {
    subject: { commonName: "matchmaker", organization: args.zone },
  });
}

function createSigned(
  parent: pulumi.Resource,
  args: AllocatorAuthorityArgs,
  signer: Authority,
  name: string,
  use: "server_auth" | "client_auth",
  holder: Pick<tls.CertRequestArgs, "subject" | "dnsNames">,
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
