import { z } from "zod";
import { clusterRule } from "../eks-cluster.ts";
import { show } from "../show.ts";

/** As stacks/settings/kubernetes-versions.ts has them. */
const SUPPORTED = ["1.34", "1.35", "1.36"];

const SETTINGS = {
  versions: z
    .array(z.string().regex(/^1\.\d+$/, "not a version as 1.36"))
    .min(1)
    .default(SUPPORTED)
    .meta({ description: "Kubernetes versions that clusters may have, as 1.36" }),
};

export const eksVersion = clusterRule({
  id: "eks-version",
  level: "mandatory",
  severity: "high",
  statement: "The control plane's Kubernetes version is said, and one that Agones supports.",
  why: "Agones is tried with these alone, and EKS goes back to no older version once servers fail",
  fix: "set `eks.version` in the stack's file to one of them",
  references: ["CKV_AWS_339"],
  settings: SETTINGS,
  check({ props: { version } }, report, { versions }) {
    if (version !== undefined && versions.includes(version)) return;
    report({ at: "version", found: show(version ?? "unset"), wanted: `one of ${versions.join(", ")}` });
  },
});
