import "reflect-metadata"; // @peculiar/x509 needs it, and before itself
import { createHash, randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import type { Clock } from "../clock.ts";
import { rfc3339 } from "../clock.ts";
import { ProviderError } from "../provider-error.ts";
import type { PropertyMap, PropertyValue } from "../wire.ts";
import { map, number, text, texts } from "../wire.ts";
import { readPublicKey, readSigningKey } from "./keys.ts";

x509.cryptoProvider.set(webcrypto);

type Made = PropertyMap & { id: string };

const HOUR_MS = 3600 * 1000;

/** Uses of a key by the provider's names: RFC 5280, 4.2.1.3 and 4.2.1.12. */
const KEY_USAGES: Record<string, x509.KeyUsageFlags> = {
  digital_signature: x509.KeyUsageFlags.digitalSignature,
  content_commitment: x509.KeyUsageFlags.nonRepudiation,
  key_encipherment: x509.KeyUsageFlags.keyEncipherment,
  data_encipherment: x509.KeyUsageFlags.dataEncipherment,
  key_agreement: x509.KeyUsageFlags.keyAgreement,
  cert_signing: x509.KeyUsageFlags.keyCertSign,
  crl_signing: x509.KeyUsageFlags.cRLSign,
};
const EXTENDED_KEY_USAGES: Record<string, x509.ExtendedKeyUsage> = {
  server_auth: x509.ExtendedKeyUsage.serverAuth,
  client_auth: x509.ExtendedKeyUsage.clientAuth,
  code_signing: x509.ExtendedKeyUsage.codeSigning,
  email_protection: x509.ExtendedKeyUsage.emailProtection,
  timestamping: x509.ExtendedKeyUsage.timeStamping,
  ocsp_signing: x509.ExtendedKeyUsage.ocspSigning,
};

export async function certRequest(inputs: PropertyMap): Promise<Made> {
  const { kind, algorithm, pair } = readSigningKey(text(inputs.privateKeyPem));
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subjectName(inputs.subject),
    keys: pair,
    signingAlgorithm: algorithm,
    extensions: alternativeNames(inputs),
  });
  return { id: sha1(request.rawData), keyAlgorithm: kind, certRequestPem: pem(request) };
}

export async function selfSignedCert(inputs: PropertyMap, clock: Clock): Promise<Made> {
  const { kind, algorithm, pair } = readSigningKey(text(inputs.privateKeyPem));
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subjectName(inputs.subject),
    ...validity(inputs, clock),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [...(await ownExtensions(inputs, pair.publicKey)), ...alternativeNames(inputs)],
  });
  return { keyAlgorithm: kind, ...certificateOutputs(certificate, inputs) };
}

export async function locallySignedCert(inputs: PropertyMap, clock: Clock): Promise<Made> {
  const ca = new x509.X509Certificate(text(inputs.caCertPem));
  const request = new x509.Pkcs10CertificateRequest(text(inputs.certRequestPem));
  const { kind, algorithm, pair } = readSigningKey(text(inputs.caPrivateKeyPem));
  if (!(await request.verify()))
    throw new ProviderError("certRequestPem: its signature is not that of its key");
  const publicKey = readPublicKey(request.publicKey.rawData);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: request.subjectName,
    issuer: ca.subjectName,
    ...validity(inputs, clock),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: pair.privateKey,
    extensions: [
      ...(await ownExtensions(inputs, publicKey)),
      ...authorityKeyId(ca),
      ...request.extensions.filter((extension) => extension.type === SUBJECT_ALTERNATIVE_NAME),
    ],
  });
  // Go's x509.CreateCertificate, which the provider uses, refuses a key that is not the CA's.
  if (!(await certificate.verify({ publicKey: ca.publicKey, signatureOnly: true })))
    throw new ProviderError("x509: provided PrivateKey doesn't match parent's PublicKey");
  return { caKeyAlgorithm: kind, ...certificateOutputs(certificate, inputs) };
}

/** Whether the provider would replace the certificate: earlyRenewalHours before its end. */
export const readyForRenewal = (outputs: PropertyMap, earlyRenewalHours: number, clock: Clock): boolean =>
  clock.now().getTime() >= Date.parse(text(outputs.validityEndTime)) - earlyRenewalHours * HOUR_MS;

const SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";

function subjectName(value: PropertyValue | undefined): x509.Name {
  const subject = map(value);
  const parts: Record<string, PropertyValue | undefined> = {
    C: subject.country,
    ST: subject.province,
    L: subject.locality,
    O: subject.organization,
    OU: subject.organizationalUnit,
    "2.5.4.5": subject.serialNumber,
    CN: subject.commonName,
  };
  return new x509.Name(
    Object.entries(parts).flatMap(([type, part]) => (text(part) === "" ? [] : [{ [type]: [text(part)] }])),
  );
}

function alternativeNames(inputs: PropertyMap): x509.Extension[] {
  const names = [
    ...texts(inputs.dnsNames).map((value) => ({ type: "dns" as const, value })),
    ...texts(inputs.ipAddresses).map((value) => ({ type: "ip" as const, value })),
    ...texts(inputs.uris).map((value) => ({ type: "url" as const, value })),
  ];
  return names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(names)];
}

async function ownExtensions(inputs: PropertyMap, publicKey: webcrypto.CryptoKey): Promise<x509.Extension[]> {
  const isCa = inputs.isCaCertificate === true;
  return [
    ...uses(texts(inputs.allowedUses)),
    new x509.BasicConstraintsExtension(isCa, undefined, true),
    ...(isCa || inputs.setSubjectKeyId === true
      ? [await x509.SubjectKeyIdentifierExtension.create(publicKey)]
      : []),
  ];
}

function uses(names: string[]): x509.Extension[] {
  const unknown = names.filter((name) => !(name in KEY_USAGES) && !(name in EXTENDED_KEY_USAGES));
  if (unknown.length > 0)
    throw new ProviderError(`allowedUses: this double does not know ${unknown.join(", ")}`);
  const flags = names.flatMap((name) => KEY_USAGES[name] ?? []);
  const extended = names.flatMap((name) => EXTENDED_KEY_USAGES[name] ?? []);
  return [
    ...(flags.length === 0
      ? []
      : [
          new x509.KeyUsagesExtension(
            flags.reduce((all, one) => all | one),
            true,
          ),
        ]),
    ...(extended.length === 0 ? [] : [new x509.ExtendedKeyUsageExtension(extended, false)]),
  ];
}

function authorityKeyId(ca: x509.X509Certificate): x509.Extension[] {
  const id = ca.getExtension(x509.SubjectKeyIdentifierExtension);
  return id === null ? [] : [new x509.AuthorityKeyIdentifierExtension(id.keyId)];
}

function validity(inputs: PropertyMap, clock: Clock): { notBefore: Date; notAfter: Date } {
  const notBefore = clock.now();
  const hours = number(inputs.validityPeriodHours);
  return { notBefore, notAfter: new Date(notBefore.getTime() + hours * HOUR_MS) };
}

function certificateOutputs(certificate: x509.X509Certificate, inputs: PropertyMap): Made {
  return {
    id: BigInt(`0x${certificate.serialNumber}`).toString(),
    certPem: pem(certificate),
    validityStartTime: rfc3339(certificate.notBefore),
    validityEndTime: rfc3339(certificate.notAfter),
    readyForRenewal: false,
    earlyRenewalHours: number(inputs.earlyRenewalHours),
    isCaCertificate: inputs.isCaCertificate === true,
    setSubjectKeyId: inputs.setSubjectKeyId === true,
  };
}

/** 128 bits, positive. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString("hex");
}

const sha1 = (data: ArrayBuffer): string => createHash("sha1").update(Buffer.from(data)).digest("hex");

const pem = (data: x509.X509Certificate | x509.Pkcs10CertificateRequest): string =>
  `${data.toString("pem").trim()}\n`;
