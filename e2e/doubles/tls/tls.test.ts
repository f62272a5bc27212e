import { createPrivateKey, X509Certificate } from "node:crypto";
import { beforeEach, expect, test } from "@jest/globals";
import { Clock } from "../clock.ts";
import type { Provider } from "../provider.ts";
import type { PropertyMap } from "../wire.ts";
import { text, UNKNOWN } from "../wire.ts";
import { tlsPackage } from "./tls.ts";

const UP = { preview: false, cancelled: new AbortController().signal };
const CERTIFICATE = "tls:index/locallySignedCert:LocallySignedCert";

let clock: Clock;
let tls: Provider;

beforeEach(() => {
  clock = new Clock();
  tls = tlsPackage(clock).configure({});
});

const resource = (type: string) => ({ urn: `urn:pulumi:s::p::${type}::it`, type, name: "it" });

async function make(type: string, inputs: PropertyMap): Promise<PropertyMap> {
  const { failures } = await tls.check(resource(type), inputs, undefined);
  expect(failures).toEqual([]);
  return (await tls.create(resource(type), inputs, UP)).outputs;
}

const key = (ecdsaCurve: string) =>
  make("tls:index/privateKey:PrivateKey", { algorithm: "ECDSA", ecdsaCurve });

const authority = (caKey: PropertyMap) =>
  make("tls:index/selfSignedCert:SelfSignedCert", {
    privateKeyPem: text(caKey.privateKeyPem),
    subject: { commonName: "ca 1", organization: "games" },
    isCaCertificate: true,
    allowedUses: ["cert_signing", "crl_signing"],
    validityPeriodHours: 1000,
    earlyRenewalHours: 0,
  });

const request = (leafKey: PropertyMap) =>
  make("tls:index/certRequest:CertRequest", {
    privateKeyPem: text(leafKey.privateKeyPem),
    subject: { commonName: "allocator" },
    dnsNames: ["allocator.example.com"],
    ipAddresses: ["10.0.0.1"],
  });

const signingInputs = (ca: PropertyMap, caKey: PropertyMap, csr: PropertyMap): PropertyMap => ({
  caCertPem: text(ca.certPem),
  caPrivateKeyPem: text(caKey.privateKeyPem),
  certRequestPem: text(csr.certRequestPem),
  allowedUses: ["digital_signature", "server_auth"],
  validityPeriodHours: 100,
  earlyRenewalHours: 40,
});

async function issued() {
  const caKey = await key("P384");
  const ca = await authority(caKey);
  const leafKey = await key("P256");
  const csr = await request(leafKey);
  const inputs = signingInputs(ca, caKey, csr);
  return { ca, leafKey, inputs, outputs: await make(CERTIFICATE, inputs) };
}

test("a certificate is what was asked for, and its authority's key signed it", async () => {
  const { ca, leafKey, outputs } = await issued();
  const [root, leaf] = [new X509Certificate(text(ca.certPem)), new X509Certificate(text(outputs.certPem))];
  expect(root.ca).toBe(true);
  expect(root.subject).toBe("O=games\nCN=ca 1");
  expect(leaf.ca).toBe(false);
  expect(leaf.checkIssued(root)).toBe(true);
  expect(leaf.verify(root.publicKey)).toBe(true);
  expect(leaf.checkPrivateKey(createPrivateKey(text(leafKey.privateKeyPem)))).toBe(true);
  expect(leaf.subjectAltName).toBe("DNS:allocator.example.com, IP Address:10.0.0.1");
  expect(leaf.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
  const hours = (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / 3_600_000;
  expect(hours).toBe(100);
});

test("another authority's key does not sign in its name", async () => {
  const { inputs } = await issued();
  const stranger = await key("P384");
  await expect(
    tls.create(resource(CERTIFICATE), { ...inputs, caPrivateKeyPem: text(stranger.privateKeyPem) }, UP),
  ).rejects.toThrow("provided PrivateKey doesn't match parent's PublicKey");
});

test("a certificate is replaced once its time for renewal has come, and not before", async () => {
  const { inputs, outputs } = await issued();
  const diff = () =>
    tls.diff(resource(CERTIFICATE), { oldInputs: inputs, oldOutputs: outputs, news: inputs });
  const ready = async () =>
    (await tls.read(resource(CERTIFICATE), "1", { id: "1", inputs, outputs }))?.outputs.readyForRenewal;
  clock.advanceHours(59);
  expect([await diff(), await ready()]).toEqual([{ changed: [], replaces: [] }, false]);
  clock.advanceHours(1);
  expect([await diff(), await ready()]).toEqual([
    { changed: ["readyForRenewal"], replaces: ["readyForRenewal"] },
    true,
  ]);
});

test("when to renew changes in place, anything else makes another certificate", async () => {
  const { inputs, outputs } = await issued();
  const diff = (news: PropertyMap) =>
    tls.diff(resource(CERTIFICATE), { oldInputs: inputs, oldOutputs: outputs, news });
  expect(await diff({ ...inputs, earlyRenewalHours: 10 })).toMatchObject({ replaces: [] });
  expect(await diff({ ...inputs, validityPeriodHours: 10 })).toMatchObject({
    replaces: expect.arrayContaining(["validityPeriodHours"]),
  });
});

test("at preview keys and certificates are unknown", async () => {
  const inputs = { algorithm: "ECDSA", ecdsaCurve: "P256" };
  const call = { ...UP, preview: true };
  const { outputs } = await tls.create(resource("tls:index/privateKey:PrivateKey"), inputs, call);
  expect(outputs).toMatchObject({ ...inputs, privateKeyPem: UNKNOWN, publicKeyPem: UNKNOWN });
});
