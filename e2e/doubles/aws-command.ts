import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plane } from "./aws/planes.ts";
import { readServerAccess } from "./aws/kubeconfig.ts";

/**
 * An `aws` for the PATH that knows one command: kubeconfigs of EKS clusters call `aws eks get-token`, and what it answers
 * is the administrator of the region's plane.
 */
export async function writeAwsCommand(folder: string, planes: Record<string, Plane>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [region, { kubeconfig }] of Object.entries(planes)) {
    const { credential } = readServerAccess(kubeconfig);
    const answer = {
      kind: "ExecCredential",
      apiVersion: "client.authentication.k8s.io/v1beta1",
      spec: {},
      status: credential,
    };
    await writeFile(join(folder, `${region}.json`), JSON.stringify(answer), { mode: 0o600 });
  }
  await writeFile(join(folder, "aws"), SCRIPT);
  await chmod(join(folder, "aws"), 0o700);
}

export const removeAwsCommand = (folder: string) => rm(folder, { recursive: true, force: true });

/** In sh: it starts within a millisecond, and the Kubernetes provider asks often. */
const SCRIPT = `#!/bin/sh
folder=$(dirname "$0") region= cluster= command=
while [ $# -gt 0 ]; do
  case $1 in
    --region) region=$2; shift ;;
    --cluster-name) cluster=$2; shift ;;
    --output) shift ;;
    --*) echo "this double of aws does not know $1" >&2; exit 252 ;;
    *) command="$command $1" ;;
  esac
  shift
done
[ "$command" = " eks get-token" ] || { echo "this double of aws knows eks get-token alone, not$command" >&2; exit 252; }
[ -n "$cluster" ] || { echo "aws: error: the following arguments are required: --cluster-name" >&2; exit 252; }
[ -f "$folder/$region.json" ] || { echo "this double of aws has no control plane in $region" >&2; exit 255; }
exec cat "$folder/$region.json"
`;
