import type * as k8s from "@pulumi/kubernetes";

/** A pinned Helm chart; `repository` is an https:// chart repository or an oci:// registry. */
export interface HelmChart {
  repository: string;
  chart: string;
  /** Exact version. */
  version: string;
}

/** The part of a `kubernetes.helm.v3.Release`'s args that says which chart to install. */
export type ChartSource =
  { chart: string; version: string } | { chart: string; version: string; repositoryOpts: { repo: string } };

/** Helm looks charts up by name in a repository's index, but an OCI registry has none: there the chart is an address. */
export function chartSource({ repository, chart, version }: HelmChart): ChartSource {
  if (repository.startsWith("oci://"))
    return { chart: `${repository.replace(/\/+$/, "")}/${chart}`, version };
  return { chart, version, repositoryOpts: { repo: repository } };
}

/** What differs between charts that are installed alike. */
export interface AtomicRelease {
  name: string;
  namespace: string;
  /** How long Helm waits for the chart's pods, new nodes and their first image pulls included, seconds. */
  timeoutSeconds: number;
  values: Record<string, unknown>;
}

/** A failed upgrade goes back to what worked, a failed installation leaves nothing; either way the next `up` tries again. */
export const atomicRelease = (
  chart: HelmChart,
  { name, namespace, timeoutSeconds, values }: AtomicRelease,
): k8s.helm.v3.ReleaseArgs => ({
  ...chartSource(chart),
  name,
  namespace,
  atomic: true,
  timeout: timeoutSeconds,
  maxHistory: 5,
  values,
});
