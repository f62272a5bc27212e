// Manifests of a well-meant guide, as Pulumi resources: exactly what the pack says of them.
import { readFileSync } from "node:fs";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "@jest/globals";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { record } from "../preview/record.ts";
import { resourcesOf } from "../preview/violations.ts";
import type { Violation } from "./evaluate.ts";
import { configure, evaluate } from "./evaluate.ts";
import { RULES } from "./rules.ts";

const MANIFEST = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

class Manifest extends pulumi.CustomResource {}

let violations: Violation[] = [];

beforeAll(async () => {
  const text = readFileSync("policies/testing/specification.yaml", "utf8");
  const manifests = parseAllDocuments(text).map((document) => MANIFEST.parse(document.toJS()));
  const resources = await record(() => {
    const provider = new k8s.Provider("cluster", {});
    for (const manifest of manifests) {
      const { apiVersion, kind, metadata } = manifest;
      const version = apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`;
      const type = `kubernetes:${version}:${kind}`;
      new Manifest(type, `${kind}-${metadata.name}`, manifest, { provider });
    }
  });
  violations = evaluate(configure(RULES, {}), resourcesOf(resources), "2026-07-01");
});

test("every violation, and no other", () => {
  expect(
    violations.map(({ policy, level, urn, message }) => {
      const [, , , name = "the stack"] = urn.split("::");
      const [, detail = ""] = message.split("\n");
      return `${level} ${policy} ${name} ${detail.split(", must be ")[0] ?? ""}`;
    }),
  ).toMatchInlineSnapshot(`
   [
     "advisory state-protected PersistentVolumeClaim-duel-1-pvc unprotected",
     "mandatory caps-seccomp GameServer-duel-1 spec.template.spec.containers[0].securityContext.capabilities.drop: none",
     "mandatory caps-seccomp GameServer-duel-1 spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation: unset",
     "mandatory caps-seccomp GameServer-duel-1 spec.template.spec.containers[0].securityContext.seccompProfile.type: unset",
     "mandatory non-root GameServer-duel-1 spec.template.spec.containers[0].securityContext.runAsNonRoot: unset",
     "advisory ro-rootfs GameServer-duel-1 spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: unset",
     "mandatory image-pinned GameServer-duel-1 spec.template.spec.containers[0].image: gcr.io/project/duel:latest",
     "mandatory image-registry GameServer-duel-1 spec.template.spec.containers[0].image: gcr.io/project/duel:latest",
     "advisory state-protected Fleet-dedicated-game-fleet unprotected",
     "mandatory caps-seccomp Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].securityContext.capabilities.drop: none",
     "mandatory caps-seccomp Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation: unset",
     "mandatory caps-seccomp Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].securityContext.seccompProfile.type: unset",
     "mandatory non-root Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].securityContext.runAsNonRoot: unset",
     "advisory ro-rootfs Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem: unset",
     "mandatory image-pinned Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].image: gcr.io/project/game-server:latest",
     "mandatory image-registry Fleet-dedicated-game-fleet spec.template.spec.template.spec.containers[0].image: gcr.io/project/game-server:latest",
     "mandatory fleet-ports Fleet-dedicated-game-fleet spec.template.spec.ports[1].portPolicy: Static",
     "mandatory ns-psa Namespace-game-servers metadata.labels["pod-security.kubernetes.io/enforce"]: unset, and no binding denies what game-servers-restricted forbids",
     "mandatory ns-default-deny Namespace-game-servers ingress and egress open by default",
   ]
  `);
});
