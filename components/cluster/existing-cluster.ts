import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "./cluster.ts";

export interface ExistingClusterArgs {
  /** Context of the user's kubeconfig. @default the kubeconfig's current context at each `up` */
  context?: string;
}

/**
 * A cluster that is already there (kind, minikube, anything), by a context of the user's kubeconfig. Makes nothing
 * but the Kubernetes provider; costs nothing.
 *
 * @example
 * const cluster = new ExistingCluster("cluster", { context: "kind-gameplane" });
 */
export class ExistingCluster extends pulumi.ComponentResource implements Cluster {
  readonly provider: k8s.Provider;

  constructor(name: string, args: ExistingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:cluster:ExistingCluster", name, {}, opts);
    if (args.context === undefined) void pulumi.log.warn(CURRENT_CONTEXT, this);
    this.provider = createProvider(this, args);
    this.registerOutputs({});
  }
}

const CURRENT_CONTEXT =
  "deploys on whatever context of the kubeconfig is current, also where that is another cluster than last time; name the context in gameplane:existingCluster";

function createProvider(parent: pulumi.Resource, args: ExistingClusterArgs): k8s.Provider {
  return new k8s.Provider(
    "kubernetes",
    {
      // Without it the SDK writes $KUBECONFIG, a path of one machine or a secret, into state and previews. The
      // provider's plugin takes "" for "not given" and reads $KUBECONFIG or ~/.kube/config by itself.
      kubeconfig: "",
      ...(args.context !== undefined && { context: args.context }),
      // A Secret with another content is changed, not deleted and made again under the pods that read it.
      enableSecretMutable: true,
    },
    { parent },
  );
}
