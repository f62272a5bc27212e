import { z } from "zod";
import { NAMED } from "../pods.ts";
import { each } from "../each.ts";
import { isLike } from "../like.ts";
import { nameOf, namespaceOf } from "../pod-selection.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

interface ServiceProps {
  metadata?: { name?: string; namespace?: string };
  spec?: { type?: string; externalIPs?: string[] };
}

const SETTINGS = {
  allowed: z
    .array(NAMED)
    .default([])
    .meta({ description: "Services that may be reached, as `NAMESPACE/NAME`; * stands for any characters" }),
};

const EXPOSED = ["LoadBalancer", "NodePort"];

export const svcExposed = ruleForTypes<ServiceProps, typeof SETTINGS>(["kubernetes:core/v1:Service"], {
  id: "svc-exposed",
  level: "mandatory",
  severity: "high",
  statement: "No Service can be reached from outside the cluster, but for those that the settings allow.",
  why: "strangers could reach, and bring down, what was meant for the cluster alone",
  fix: "make it a ClusterIP, or allow the Service as NAMESPACE/NAME in this rule's settings",
  references: ["kube-linter exposed-services"],
  settings: SETTINGS,
  check(subject, report, { allowed }) {
    const { spec } = subject.props;
    const isAllowed = () =>
      allowed.some((each) => isLike(each, `${namespaceOf(subject)}/${nameOf(subject)}`));
    const checkType = () => {
      const type = spec?.type ?? "ClusterIP";
      if (EXPOSED.includes(type) && !isAllowed())
        report({ at: "spec.type", found: show(type), wanted: "ClusterIP" });
    };
    const checkAddresses = () =>
      each(spec?.externalIPs, (address, index) => {
        if (!isAllowed())
          report({
            at: `spec.externalIPs[${index}]`,
            found: show(address),
            wanted: "no address",
            fix: "remove externalIPs, or allow the Service as NAMESPACE/NAME in this rule's settings",
          });
      });
    each([checkType, checkAddresses], (clause) => clause());
  },
});
