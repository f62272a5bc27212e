import * as aws from "@pulumi/aws";
import { z } from "zod";
import { jsonOf } from "../json-text.ts";
import { ruleFor } from "../rule.ts";
import { isTrue, show } from "../show.ts";

const VALUES = z.looseObject({ enableNetworkPolicy: z.union([z.string(), z.boolean()]).optional() });

export const cniNetpol = ruleFor(aws.eks.Addon, {
  id: "cni-netpol",
  level: "mandatory",
  severity: "high",
  statement: "The VPC CNI enforces NetworkPolicies.",
  why: "NetworkPolicies are taken and ignored, and a pod that is taken over reaches every game server",
  fix: 'put "enableNetworkPolicy": "true" into the configurationValues of vpc-cni, as JSON',
  references: ["CIS EKS 4.3.1", "CIS EKS 5.4.4"],
  check({ props }, report) {
    if (props.addonName !== "vpc-cni") return;
    const text = props.configurationValues ?? "";
    const values = jsonOf(text === "" ? "{}" : text, VALUES);
    const at = "configurationValues";
    if (values === undefined)
      report({ at, found: "another text", wanted: 'JSON with "enableNetworkPolicy": "true"' });
    else if (!isTrue(values.enableNetworkPolicy))
      report({
        at: `${at}.enableNetworkPolicy`,
        found: show(values.enableNetworkPolicy ?? "unset"),
        wanted: "true",
      });
  },
});
