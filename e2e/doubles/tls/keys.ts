import type { KeyObject, webcrypto } from "node:crypto";
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { ProviderError } from "../provider-error.ts";
import type { PropertyMap } from "../wire.ts";
import { number, text } from "../wire.ts";

type Algorithm = webcrypto.EcKeyGenParams & webcrypto.EcdsaParams;
type RsaAlgorithm = webcrypto.RsaHashedImportParams;

/** Curves by the provider's names, in OpenSSL's and Web Crypto's; the digest is as wide as the curve. */
const CURVES: Record<string, { openssl: string; signing: Algorithm }> = {
  P256: { openssl: "prime256v1", signing: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } },
  P384: { openssl: "secp384r1", signing: { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" } },
  P521: { openssl: "secp521r1", signing: { name: "ECDSA", namedCurve: "P-521", hash: "SHA-512" } },
};

const RSA: RsaAlgorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** A key that can sign, as Web Crypto takes it. */
export interface SigningKey {
  /** As the provider names it: RSA or ECDSA. */
  kind: "RSA" | "ECDSA";
  algorithm: Algorithm | RsaAlgorithm;
  pair: webcrypto.CryptoKeyPair;
}

/** Outputs of a tls.PrivateKey; its `id` is among them. */
export function newPrivateKey(inputs: PropertyMap): PropertyMap & { id: string } {
  const { privateKey, publicKey } = generate(inputs);
  const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const traditional = privateKey.asymmetricKeyType === "rsa" ? "pkcs1" : "sec1";
  return {
    id: createHash("sha1").update(publicKeyPem).digest("hex"),
    ecdsaCurve: text(inputs.ecdsaCurve) || "P224",
    rsaBits: number(inputs.rsaBits, 2048),
    publicKeyPem,
    privateKeyPem: privateKey.export({ type: traditional, format: "pem" }).toString(),
    privateKeyPemPkcs8: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function generate(inputs: PropertyMap): { privateKey: KeyObject; publicKey: KeyObject } {
  if (inputs.algorithm === "RSA")
    return generateKeyPairSync("rsa", { modulusLength: number(inputs.rsaBits, 2048) });
  const curve = CURVES[text(inputs.ecdsaCurve)];
  if (inputs.algorithm === "ECDSA" && curve !== undefined)
    return generateKeyPairSync("ec", { namedCurve: curve.openssl });
  throw new ProviderError(
    `this double makes keys of RSA and of ECDSA on ${Object.keys(CURVES).join(", ")}, ` +
      `not ${text(inputs.algorithm)} ${text(inputs.ecdsaCurve)}`,
  );
}

export function readSigningKey(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  const { kind, algorithm } = algorithmOf(key);
  return {
    kind,
    algorithm,
    pair: {
      privateKey: key.toCryptoKey(algorithm, true, ["sign"]),
      publicKey: createPublicKey(key).toCryptoKey(algorithm, true, ["verify"]),
    },
  };
}

/** A public key as it is in a request, SubjectPublicKeyInfo. */
export function readPublicKey(der: ArrayBuffer): webcrypto.CryptoKey {
  const key = createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
  return key.toCryptoKey(algorithmOf(key).algorithm, true, ["verify"]);
}

function algorithmOf(key: KeyObject): Pick<SigningKey, "kind" | "algorithm"> {
  const kind = key.asymmetricKeyType === "rsa" ? "RSA" : "ECDSA";
  const curve = key.asymmetricKeyDetails?.namedCurve;
  const algorithm =
    kind === "RSA" ? RSA : Object.values(CURVES).find(({ openssl }) => openssl === curve)?.signing;
  if (algorithm === undefined) throw new ProviderError(`this double does not sign by ${curve ?? kind}`);
  return { kind, algorithm };
}
