import { clusterRule, isComponent } from "../eks-cluster.ts";
import { show } from "../show.ts";

export const eksAuthApi = clusterRule({
  id: "eks-auth-api",
  level: "advisory",
  severity: "medium",
  statement: "Access entries alone decide who may use the cluster, not the aws-auth ConfigMap.",
  why: "one wrong edit of that ConfigMap locks out nodes and people, and AWS's logs do not show who made it",
  fix: 'set authenticationMode to "API", as EksCluster does, and name people in `eks.access`',
  references: ["AWS EKS Best Practices"],
  check({ type, props }, report) {
    const component = isComponent(type);
    // EKS means CONFIG_MAP where nothing is said.
    const mode = component ? props.authenticationMode : props.accessConfig?.authenticationMode;
    if (mode === "API") return;
    const at = component ? "authenticationMode" : "accessConfig.authenticationMode";
    report({ at, found: show(mode ?? "unset"), wanted: "API" });
  },
});
