import { z } from "zod";
import { each } from "../each.ts";
import { CLUSTERS, isComponent } from "../eks-cluster.ts";
import { jsonOf } from "../json-text.ts";
import type { Finding, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { isTrue, show } from "../show.ts";

const ADDON = "aws:eks/addon:Addon";

const VALUES = z.looseObject({ enableNetworkPolicy: z.union([z.string(), z.boolean()]).optional() });

interface AddonProps {
  addonName?: string;
  configurationValues?: string;
}

/** Of eks.Cluster; aws.eks.Cluster has none of these. */
interface ComponentProps {
  useDefaultVpcCni?: boolean;
  vpcCniOptions?: { enableNetworkPolicy?: boolean };
}

/** One add-on is enough for a stack: clusterName says whose it is, but only once the cluster is there. */
export const cniNetpol = stackRule({
  id: "cni-netpol",
  level: "mandatory",
  severity: "high",
  statement: "The VPC CNI enforces NetworkPolicies.",
  why: "NetworkPolicies are taken and ignored, and a pod that is taken over reaches every game server",
  fix: 'put "enableNetworkPolicy": "true" into the configurationValues of vpc-cni, as JSON',
  references: ["CIS EKS 4.3.1", "CIS EKS 5.4.4"],
  types: [ADDON, ...CLUSTERS],
  check(resources, report) {
    const addons: Subject<AddonProps>[] = [];
    each(resources, (resource: Subject<AddonProps>) => {
      if (resource.type !== ADDON || resource.props.addonName !== "vpc-cni") return;
      addons.push(resource);
      const finding = findingOf(resource.props.configurationValues ?? "");
      if (finding !== undefined) report(resource, finding);
    });
    if (addons.length > 0) return;
    const clusters = resources.filter(({ type }) => CLUSTERS.includes(type));
    each(clusters, (cluster: Subject<ComponentProps>) => {
      const { type, props } = cluster;
      if (!isComponent(type) || props.useDefaultVpcCni === true) {
        const [found, wanted] = ["without the add-on vpc-cni", "beside one that enforces NetworkPolicies"];
        const fix = 'add vpc-cni with "enableNetworkPolicy": "true" in its configurationValues, as JSON';
        report(cluster, { at: "", found, wanted, fix });
        return;
      }
      const on = props.vpcCniOptions?.enableNetworkPolicy;
      if (isTrue(on)) return;
      const [at, found] = ["vpcCniOptions.enableNetworkPolicy", show(on ?? "unset")];
      report(cluster, { at, found, wanted: "true", fix: `set ${at} of the cluster to true` });
    });
  },
});

function findingOf(text: string): Finding | undefined {
  const at = "configurationValues";
  const values = jsonOf(text === "" ? "{}" : text, VALUES);
  if (values === undefined)
    return { at, found: "another text", wanted: 'JSON with "enableNetworkPolicy": "true"' };
  const { enableNetworkPolicy: on } = values;
  return isTrue(on)
    ? undefined
    : { at: `${at}.enableNetworkPolicy`, found: show(on ?? "unset"), wanted: "true" };
}
