import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Plane } from "./aws/planes.ts";
import { removeAwsCommand, writeAwsCommand } from "./aws-command.ts";
import { parseJson } from "./wire.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

const KUBECONFIG = {
  clusters: [{ cluster: { server: "https://127.0.0.1:6443", "certificate-authority-data": base64("CA") } }],
  users: [{ user: { "client-certificate-data": base64("CERT"), "client-key-data": base64("KEY") } }],
};

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "gameplane-aws-command-"));
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, JSON.stringify(KUBECONFIG));
  const nothing = () => Promise.resolve();
  const plane: Plane = {
    region: "eu-west-1",
    kubeconfig,
    kubectl: () => Promise.resolve(""),
    addNodes: nothing,
    removeNodes: nothing,
  };
  await writeAwsCommand(folder, { "eu-west-1": plane });
});

afterAll(() => removeAwsCommand(folder));

const aws = (...args: string[]) => spawnSync(join(folder, "aws"), args, { encoding: "utf8" });

test("a token is the administrator of the region's plane, wherever the options stand", () => {
  const before = aws("--region", "eu-west-1", "eks", "get-token", "--cluster-name", "c", "--output", "json");
  const after = aws("eks", "get-token", "--cluster-name", "c", "--region", "eu-west-1", "--output", "json");
  expect(after.stdout).toBe(before.stdout);
  expect(parseJson(after.stdout)).toEqual({
    kind: "ExecCredential",
    apiVersion: "client.authentication.k8s.io/v1beta1",
    spec: {},
    status: { clientCertificateData: "CERT", clientKeyData: "KEY" },
  });
});

test("anything else is refused", () => {
  expect(aws("eks", "get-token", "--cluster-name", "c", "--region", "us-east-1").stderr).toContain(
    "no control plane in us-east-1",
  );
  expect(aws("eks", "get-token", "--region", "eu-west-1").stderr).toContain("--cluster-name");
  expect(aws("s3", "ls").stderr).toContain("knows eks get-token alone");
  expect(aws("eks", "get-token", "--profile", "x").status).toBe(252);
});
