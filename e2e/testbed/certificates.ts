import "reflect-metadata"; // @peculiar/x509 needs it, and before itself
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate and its private key, both PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

/** Who a certificate is for: Kubernetes takes the user from the common name, groups from the organisations. */
export interface Subject {
  commonName: string;
  organisation?: string;
  /** Names and addresses under which a server is reached. */
  hosts?: { dns: string[]; ip: string[] };
}

const CURVE = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 24 * 3600 * 1000;

x509.cryptoProvider.set(webcrypto);

/** The authority of one plane; its key never leaves the plane's state folder. */
export class CertificateAuthority {
  readonly pem: Certificate;
  readonly #name: string;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(name: string, keys: webcrypto.CryptoKeyPair, pem: Certificate) {
    this.#name = name;
    this.#keys = keys;
    this.pem = pem;
  }

  static async create(commonName: string): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const name = `CN=${commonName}`;
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      signingAlgorithm: CURVE,
      ...validity(),
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new CertificateAuthority(name, keys, {
      certificate: certificate.toString("pem"),
      key: await privatePem(keys.privateKey),
    });
  }

  async issue(subject: Subject): Promise<Certificate> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      subject: [
        `CN=${subject.commonName}`,
        ...(subject.organisation === undefined ? [] : [`O=${subject.organisation}`]),
      ].join(", "),
      issuer: this.#name,
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: CURVE,
      ...validity(),
      extensions: [
        new x509.BasicConstraintsExtension(false),
        new x509.ExtendedKeyUsageExtension([
          x509.ExtendedKeyUsage.clientAuth,
          x509.ExtendedKeyUsage.serverAuth,
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...(subject.hosts === undefined ? [] : [alternativeNames(subject.hosts)]),
      ],
    });
    return { certificate: certificate.toString("pem"), key: await privatePem(keys.privateKey) };
  }
}

/** Keys by which the API server signs the tokens of ServiceAccounts. */
export async function signingKeys(): Promise<{ public: string; private: string }> {
  const keys = await newKeys();
  const spki = await webcrypto.subtle.exportKey("spki", keys.publicKey);
  return { public: x509.PemConverter.encode(spki, "PUBLIC KEY"), private: await privatePem(keys.privateKey) };
}

function alternativeNames(hosts: { dns: string[]; ip: string[] }): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension([
    ...hosts.dns.map((value) => ({ type: "dns" as const, value })),
    ...hosts.ip.map((value) => ({ type: "ip" as const, value })),
  ]);
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(CURVE, true, ["sign", "verify"]);
}

async function privatePem(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), "PRIVATE KEY");
}

/** A clock that differs a little must not matter, and no plane lives longer than a month. */
function validity(): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - DAY_MS), notAfter: new Date(Date.now() + 30 * DAY_MS) };
}
