import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as tls from "@pulumi/tls";
import { record } from "../../preview/record.ts";
import { AllocatorAuthority, type AllocatorAuthorityArgs } from "./allocator-authority.ts";
import { byKey, providerOf, wired } from "../environment/environment-fixture.ts";

const PLAIN: AllocatorAuthorityArgs = {
  organization: "play.example.com",
  servers: {
    "us-east-1": ["allocator.us-east-1.play.example.com"],
    "eu-west-1": ["allocator.eu-west-1.play.example.com"],
  },
  authorityValidityDays: 3650,
  validityDays: 180,
  renewBeforeDays: 75,
};

/** The authority, and one parameter for each of its outputs. */
async function authorityOf(changes: Partial<AllocatorAuthorityArgs> = {}) {
  return byKey(
    await record(() => {
      const provider = new tls.Provider("tls");
      const aside = new aws.Provider("aside", { region: "us-east-1" });
      const authority = new AllocatorAuthority(
        "allocators",
        { ...PLAIN, ...changes },
        { providers: { tls: provider } },
      );
      const { caCertificates, servers, client } = authority;
      const outputs = {
        caCertificates,
        "server certificate": authority.server("eu-west-1").certificate,
        "server key": authority.server("eu-west-1").privateKey,
        "client certificate": client.certificate,
        "client key": client.privateKey,
      };
      for (const [name, value] of Object.entries(outputs)) {
        new aws.ec2.Tag(name, { resourceId: "probe", key: "probe", value }, { provider: aside });
      }
      expect(Object.keys(servers)).toEqual(Object.keys(PLAIN.servers));
      expect(() => authority.server("eu-west-3")).toThrow(
        new Error(
          "no certificate for the allocator eu-west-3, only for us-east-1, eu-west-1; add it to servers",
        ),
      );
    }),
  );
}

describe("AllocatorAuthority", () => {
  test("makes exactly these resources by the provider it was given", async () => {
    const resources = [...(await authorityOf())].filter(([key]) => !key.startsWith("Tag"));
    expect(resources.map(([key]) => key).toSorted()).toEqual([
      "CertRequest client-matchmaker",
      "CertRequest server-eu-west-1",
      "CertRequest server-us-east-1",
      "LocallySignedCert client-matchmaker",
      "LocallySignedCert server-eu-west-1",
      "LocallySignedCert server-us-east-1",
      "PrivateKey authority-1",
      "PrivateKey client-matchmaker",
      "PrivateKey server-eu-west-1",
      "PrivateKey server-us-east-1",
      "SelfSignedCert authority-1",
    ]);
    for (const [key, resource] of resources) expect([key, providerOf(resource)]).toEqual([key, "tls"]);
  });

  test("the authority may only sign, lives long, and no up renews it", async () => {
    const resources = await authorityOf();
    expect(resources.get("PrivateKey authority-1")?.inputs).toEqual({
      algorithm: "ECDSA",
      ecdsaCurve: "P384",
    });
    const certificate = resources.get("SelfSignedCert authority-1");
    expect(certificate?.inputs).toEqual({
      privateKeyPem: "[secret]",
      subject: { commonName: "gameplane allocators 1", organization: "play.example.com" },
      isCaCertificate: true,
      allowedUses: ["cert_signing", "crl_signing"],
      validityPeriodHours: 87600,
      earlyRenewalHours: 0,
    });
    expect(wired(certificate, "privateKeyPem")).toEqual(["PrivateKey authority-1"]);
  });

  test("a region's certificate serves its allocator's names only, and is renewed early", async () => {
    const resources = await authorityOf();
    expect(resources.get("CertRequest server-eu-west-1")?.inputs).toEqual({
      privateKeyPem: "[secret]",
      subject: { commonName: "allocator eu-west-1", organization: "play.example.com" },
      dnsNames: [
        "allocator.eu-west-1.play.example.com",
        "agones-allocator.agones-system.svc",
        "agones-allocator.agones-system.svc.cluster.local",
      ],
    });
    const certificate = resources.get("LocallySignedCert server-eu-west-1");
    expect(certificate?.inputs).toEqual({
      certRequestPem: "[unknown]",
      caCertPem: "[unknown]",
      caPrivateKeyPem: "[secret]",
      allowedUses: ["digital_signature", "server_auth"],
      validityPeriodHours: 4320,
      earlyRenewalHours: 1800,
    });
    expect(wired(certificate, "certRequestPem")).toEqual(["CertRequest server-eu-west-1"]);
    expect(wired(certificate, "caCertPem")).toEqual(["SelfSignedCert authority-1"]);
    expect(wired(certificate, "caPrivateKeyPem")).toEqual(["PrivateKey authority-1"]);
  });

  test("the matchmaker's certificate is a client's and no server's", async () => {
    const resources = await authorityOf();
    expect(resources.get("CertRequest client-matchmaker")?.inputs).toEqual({
      privateKeyPem: "[secret]",
      subject: { commonName: "matchmaker", organization: "play.example.com" },
    });
    expect(resources.get("LocallySignedCert client-matchmaker")?.inputs.allowedUses).toEqual([
      "digital_signature",
      "client_auth",
    ]);
  });

  test("keys are secret outputs, certificates plain ones, and the authority's key is none", async () => {
    const resources = await authorityOf();
    const outputs = [...resources].filter(([key]) => key.startsWith("Tag "));
    const seen = outputs.map(([key, resource]) => [
      key,
      [resource.inputs.value, ...wired(resource, "value")],
    ]);
    expect(Object.fromEntries(seen)).toEqual({
      "Tag caCertificates": ["[unknown]", "SelfSignedCert authority-1"],
      "Tag server certificate": ["[unknown]", "LocallySignedCert server-eu-west-1"],
      "Tag server key": ["[secret]", "PrivateKey server-eu-west-1"],
      "Tag client certificate": ["[unknown]", "LocallySignedCert client-matchmaker"],
      "Tag client key": ["[secret]", "PrivateKey client-matchmaker"],
    });
    for (const [key, resource] of resources) {
      if (!key.startsWith("PrivateKey")) continue;
      expect(resource.options.additionalSecretOutputs).toContain("privateKeyPem");
    }
  });

  test("of several authorities all are trusted and the first signs", async () => {
    const resources = await authorityOf({ authorities: ["2", "1"] });
    expect(wired(resources.get("Tag caCertificates"), "value")).toEqual([
      "SelfSignedCert authority-1",
      "SelfSignedCert authority-2",
    ]);
    const certificate = resources.get("LocallySignedCert client-matchmaker");
    expect(wired(certificate, "caCertPem")).toEqual(["SelfSignedCert authority-2"]);
    expect(wired(certificate, "caPrivateKeyPem")).toEqual(["PrivateKey authority-2"]);
  });

  test("protect guards the authority, not what an up renews", async () => {
    const resources = await authorityOf({ protect: true });
    const guarded = [...resources].filter(([, resource]) => resource.options.protect).map(([key]) => key);
    expect(guarded.toSorted()).toEqual(["PrivateKey authority-1", "SelfSignedCert authority-1"]);
  });

  test("transforms have the last word", async () => {
    const resources = await authorityOf({
      transform: { authority: { maxPathLength: 0 }, certificate: { setSubjectKeyId: true } },
    });
    expect(resources.get("SelfSignedCert authority-1")?.inputs).toMatchObject({ maxPathLength: 0 });
    expect(resources.get("LocallySignedCert client-matchmaker")?.inputs).toMatchObject({
      setSubjectKeyId: true,
    });
  });

  test("a lone region's authority makes one certificate, for its own cluster", async () => {
    const resources = byKey(
      await record(() => {
        const provider = new tls.Provider("tls");
        new AllocatorAuthority(
          "allocators",
          { organization: "dev", servers: { dev: [] }, validityDays: 180, renewBeforeDays: 75 },
          { providers: { tls: provider } },
        );
      }),
    );
    const servers = [...resources.keys()].filter((key) => key.startsWith("CertRequest server-"));
    expect(servers).toEqual(["CertRequest server-dev"]);
    expect(resources.get("CertRequest server-dev")?.inputs.dnsNames).toEqual([
      "agones-allocator.agones-system.svc",
      "agones-allocator.agones-system.svc.cluster.local",
    ]);
    expect(resources.get("SelfSignedCert authority-1")?.inputs.validityPeriodHours).toBe(87600);
  });

  test.each([
    [
      { renewBeforeDays: 180 },
      "renewBeforeDays 180 is not below validityDays 180, so every up would renew; lower it",
    ],
    [
      { authorityValidityDays: 100 },
      "validityDays 180 is above authorityValidityDays 100; raise the authority's",
    ],
    [{ authorities: [] }, "authorities is empty; name one at least, such as 1"],
  ])("refuses %j before it makes anything", async (changes, message) => {
    const recorded = await record(() => {
      expect(() => new AllocatorAuthority("allocators", { ...PLAIN, ...changes })).toThrow(
        new Error(message),
      );
    });
    expect(recorded.map((resource) => resource.type)).toEqual(["gameplane:agones:AllocatorAuthority"]);
  });
});
