import * as pulumi from "@pulumi/pulumi";
import { createAuthorities, createSigned, type CertificateArgs, type KeyPair } from "./certificates.ts";
import { AGONES_NAMESPACE, ALLOCATOR_SERVICE } from "./names.ts";

export interface AllocatorAuthorityArgs extends CertificateArgs {
  /** Who the certificates belong to, as they say: the environment's zone, or the stack. */
  organization: string;
  /**
   * Names by which clients reach each allocator from outside its cluster, by a name of ours for it, such as its region.
   * Inside its cluster each is reached by its Service as well, so those names are in every certificate.
   */
  servers: Record<string, string[]>;
}

/** A matchmaker in the same cluster needs no way around by a load balancer. */
const NAMES_IN_CLUSTER = [
  `${ALLOCATOR_SERVICE}.${AGONES_NAMESPACE}.svc`,
  `${ALLOCATOR_SERVICE}.${AGONES_NAMESPACE}.svc.cluster.local`,
];

/**
 * Who may allocate game servers, by mTLS: an authority of our own, a server certificate for each allocator and one
 * client certificate for the matchmaker. An environment has one for all its regions, a lone region one of its own.
 * The authority's private key is no output: it stays in this stack's state, as a secret.
 *
 * Costs nothing.
 *
 * @example
 * const allocators = new AllocatorAuthority("allocators", {
 *   organization: "play.example.com",
 *   servers: { "us-east-1": ["allocator.us-east-1.play.example.com"] },
 *   validityDays: 180,
 *   renewBeforeDays: 75,
 * }, { providers: { tls: provider } });
 */
export class AllocatorAuthority extends pulumi.ComponentResource {
  /** What verifiers trust: the certificates of all authorities, one after the other. */
  readonly caCertificates: pulumi.Output<string>;
  /** The allocators' certificates, by the keys of `servers`. */
  readonly servers: Record<string, KeyPair>;
  /** The matchmaker's certificate. */
  readonly client: KeyPair;

  constructor(name: string, args: AllocatorAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:agones:AllocatorAuthority", name, {}, opts);
    const { organization } = args;
    const { signer, caCertificates } = createAuthorities(this, args, {
      commonName: "gameplane allocators",
      organization,
    });
    const servers = Object.entries(args.servers).map(([server, hosts]): [string, KeyPair] => [
      server,
      createSigned(this, args, signer, `server-${server}`, "server_auth", {
        subject: { commonName: `allocator ${server}`, organization },
        dnsNames: [...hosts, ...NAMES_IN_CLUSTER],
      }),
    ]);
    const client = createSigned(this, args, signer, "client-matchmaker", "client_auth", {
      subject: { commonName: "matchmaker", organization },
    });

    this.caCertificates = caCertificates;
    this.servers = Object.fromEntries(servers);
    this.client = client;
    this.registerOutputs({ caCertificates });
  }

  /** The certificate of one allocator. @throws where `servers` does not have it */
  server(name: string): KeyPair {
    const found = this.servers[name];
    if (found !== undefined) return found;
    throw new Error(
      `no certificate for the allocator ${name}, only for ${Object.keys(this.servers).join(", ")}; add it to servers`,
    );
  }
}
