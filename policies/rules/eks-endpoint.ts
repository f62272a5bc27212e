import { each } from "../each.ts";
import { clusterRule, vpcConfigOf } from "../eks-cluster.ts";
import type { Report } from "../rule.ts";
import { isWorld } from "../security-groups.ts";
import { show } from "../show.ts";

/** A cluster of `aws.eks` or of the eks package, whose AWS cluster an offline preview does not see. */
export const eksEndpoint = clusterRule({
  id: "eks-endpoint",
  level: "mandatory",
  severity: "critical",
  statement:
    "The API server is reached from within the VPC, and from outside by nobody or by named addresses.",
  why: "one stolen token ends every match if the world reaches the API server, and nodes need it from within",
  fix: "set `eks.endpoint` in the stack's file: public: false, or publicCidrs of your offices",
  references: ["CKV_AWS_38", "CKV_AWS_39", "cdk-nag EKS1", "CIS EKS 5.4.1", "CIS EKS 5.4.2"],
  check({ type, props }, report) {
    const { at, privateAccess, publicAccess, publicCidrs } = vpcConfigOf(type, props);
    if (privateAccess !== true)
      report({
        at: `${at}endpointPrivateAccess`,
        found: show(privateAccess ?? "unset"),
        wanted: "true",
        fix: "leave endpointPrivateAccess as EksCluster sets it, or set it to true",
      });
    if (publicAccess !== false) checkCidrs(at, publicCidrs ?? [], report);
  },
});

/** AWS opens the endpoint where nothing is said, and to everybody where no CIDR is. */
function checkCidrs(at: string, cidrs: string[], report: Report): void {
  const wanted = "addresses of your own, or no public access";
  if (cidrs.length === 0) report({ at: `${at}publicAccessCidrs`, found: "unset", wanted });
  each(cidrs, (cidr, index) => {
    if (isWorld(cidr)) report({ at: `${at}publicAccessCidrs[${index}]`, found: cidr, wanted });
  });
}
