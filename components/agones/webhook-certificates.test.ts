import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as tls from "@pulumi/tls";
import { record } from "../../preview/record.ts";
import { byKey, providerOf, wired } from "../environment/environment-fixture.ts";
import { WebhookCertificates, type WebhookCertificatesArgs } from "./webhook-certificates.ts";

/** The certificates, and one parameter for each of their outputs. */
async function certificatesOf(changes: Partial<WebhookCertificatesArgs> = {}) {
  return byKey(
    await record(() => {
      const provider = new tls.Provider("tls");
      const aside = new aws.Provider("aside", { region: "us-east-1" });
      const { caCertificates, server } = new WebhookCertificates(
        "webhooks",
        { validityDays: 180, renewBeforeDays: 75, ...changes },
        { providers: { tls: provider } },
      );
      for (const [name, value] of Object.entries({ caCertificates, ...server })) {
        new aws.ec2.Tag(name, { resourceId: "probe", key: "probe", value }, { provider: aside });
      }
    }),
  );
}

describe("WebhookCertificates", () => {
  test("makes exactly these resources by the provider it was given", async () => {
    const resources = [...(await certificatesOf())].filter(([key]) => !key.startsWith("Tag"));
    expect(resources.map(([key]) => key).toSorted()).toEqual([
      "CertRequest webhooks",
      "LocallySignedCert webhooks",
      "PrivateKey authority-1",
      "PrivateKey webhooks",
      "SelfSignedCert authority-1",
    ]);
    for (const [key, resource] of resources) expect([key, providerOf(resource)]).toEqual([key, "tls"]);
  });

  test("the certificate has the name that the API server asks for, and is renewed early", async () => {
    const resources = await certificatesOf();
    expect(resources.get("CertRequest webhooks")?.inputs).toEqual({
      privateKeyPem: "[secret]",
      subject: { commonName: "agones-controller-service", organization: "agones-system" },
      dnsNames: ["agones-controller-service.agones-system.svc"],
    });
    const certificate = resources.get("LocallySignedCert webhooks");
    expect(certificate?.inputs).toEqual({
      certRequestPem: "[unknown]",
      caCertPem: "[unknown]",
      caPrivateKeyPem: "[secret]",
      allowedUses: ["digital_signature", "server_auth"],
      validityPeriodHours: 4320,
      earlyRenewalHours: 1800,
    });
    expect(wired(certificate, "caCertPem")).toEqual(["SelfSignedCert authority-1"]);
  });

  test("the authority lives ten years, and no up renews it", async () => {
    const resources = await certificatesOf();
    expect(resources.get("SelfSignedCert authority-1")?.inputs).toMatchObject({
      subject: { commonName: "agones webhooks 1", organization: "agones-system" },
      validityPeriodHours: 87600,
      earlyRenewalHours: 0,
    });
  });

  test("the API server trusts the authority, so a renewal changes nothing for it", async () => {
    const resources = await certificatesOf();
    const seen = [...resources]
      .filter(([key]) => key.startsWith("Tag "))
      .map(([key, resource]) => [key, [resource.inputs.value, ...wired(resource, "value")]]);
    expect(Object.fromEntries(seen)).toEqual({
      "Tag caCertificates": ["[unknown]", "SelfSignedCert authority-1"],
      "Tag certificate": ["[unknown]", "LocallySignedCert webhooks"],
      "Tag privateKey": ["[secret]", "PrivateKey webhooks"],
    });
  });

  test("while an authority is replaced, both are trusted", async () => {
    const resources = await certificatesOf({ authorities: ["2", "1"] });
    expect(wired(resources.get("Tag caCertificates"), "value")).toEqual([
      "SelfSignedCert authority-1",
      "SelfSignedCert authority-2",
    ]);
    expect(wired(resources.get("LocallySignedCert webhooks"), "caCertPem")).toEqual([
      "SelfSignedCert authority-2",
    ]);
  });

  test("protect guards the authority", async () => {
    const resources = await certificatesOf({ protect: true });
    const guarded = [...resources].filter(([, resource]) => resource.options.protect).map(([key]) => key);
    expect(guarded.toSorted()).toEqual(["PrivateKey authority-1", "SelfSignedCert authority-1"]);
  });
});
