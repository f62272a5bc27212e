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
