import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { chartSource, type HelmChart } from "../helm-chart.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";

const NAME = "prometheus-operator-crds";

export interface PrometheusCrdsArgs {
  /** Where the chart comes from, and its exact version; of the same version of the operator as its own chart, or newer. */
  chart: HelmChart;
  /** Namespace that holds Helm's record of the release; the definitions themselves are in none. It has to be there. */
  namespace: pulumi.Input<string>;
  /** Refuses to delete or replace the release. @default false */
  protect?: boolean;
  /** The last word on the release. @default as it is */
  transform?: { release?: Transform<k8s.helm.v3.ReleaseArgs> };
}

/**
 * The custom resource definitions of the Prometheus operator, so that ServiceMonitors, PodMonitors and PrometheusRules
 * can be made before and without it. The operator's own chart is then installed with `crds.enabled: false`.
 *
 * Unlike definitions in a chart's `crds/` folder these are upgraded by Helm, and removed by it: with them go all
 * objects of their kinds in the cluster, whoever made them. So whatever has one of these kinds depends on `release`,
 * production protects it, and a cluster that already has them must not get them twice: Helm refuses to take over what
 * it did not install.
 *
 * Costs nothing.
 *
 * @example
 * const crds = new PrometheusCrds("prometheus-crds", {
 *   chart: settings.charts.prometheusOperatorCrds,
 *   namespace: "monitoring",
 * }, { providers: { kubernetes: cluster.provider }, dependsOn: [namespaces] });
 */
export class PrometheusCrds extends pulumi.ComponentResource {
  /** Wait for it before making an object of these kinds. */
  readonly release: k8s.helm.v3.Release;

  constructor(name: string, args: PrometheusCrdsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:observability:PrometheusCrds", name, {}, opts);
    this.release = createRelease(this, args);
    this.release.status.apply((status) => assertDeployed(status, this.release));
    this.registerOutputs({});
  }
}

function createRelease(parent: pulumi.Resource, args: PrometheusCrdsArgs): k8s.helm.v3.Release {
  return new k8s.helm.v3.Release(
    ...transformed<k8s.helm.v3.ReleaseArgs, pulumi.CustomResourceOptions>(
      args.transform?.release,
      NAME,
      {
        ...chartSource(args.chart),
        name: NAME,
        namespace: args.namespace,
        // Not atomic: to undo a failed installation would delete definitions, and with them objects.
        maxHistory: 5,
      },
      { parent, ...(args.protect && { protect: true }) },
    ),
  );
}

/**
 * After a read Pulumi takes a release for done whose installation or upgrade was cut off, and would never end it.
 * @throws pulumi.ResourceError, which the engine prints as it is, and fails with
 */
export function assertDeployed(
  { status, namespace }: Pick<k8s.types.output.helm.v3.ReleaseStatus, "status" | "namespace">,
  release?: pulumi.Resource,
): void {
  if (status === "deployed") return;
  throw new pulumi.ResourceError(
    `Helm says that its release ${NAME} in the namespace ${namespace} is "${status}", not "deployed": an update was cut off, ` +
      "and definitions may be missing. Remove Helm's note of it, and have it installed anew (nothing is deleted): " +
      `kubectl delete secrets -n ${namespace} -l 'owner=helm,name=${NAME},status=${status}', then pulumi up --refresh`,
    release,
    true,
  );
}
