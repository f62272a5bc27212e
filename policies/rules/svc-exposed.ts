import { z } from "zod";
import { each } from "../each.ts";
import { matches } from "../findings.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

interface ServiceProps {
  metadata?: { name?: string; namespace?: string };
  spec?: { type?: string; externalIPs?: string[] };
}

const SETTINGS = {
  allowed: z
    .array(z.string())
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
  check({ name, props }, report, { allowed }) {
    const isAllowed = () =>
      allowed.some((each) =>
        matches(
          `::${each}`,
          `urn::::::${props.metadata?.namespace ?? "default"}/${props.metadata?.name ?? name}`,
        ),
      );
    const checkType = () => {
      const type = props.spec?.type ?? "ClusterIP";
      if (EXPOSED.includes(type) && !isAllowed())
        report({ at: "spec.type", found: show(type), wanted: "ClusterIP" });
    };
    const checkAddresses = () => {
      const count = props.spec?.externalIPs?.length ?? 0;
      if (count > 0 && !isAllowed()) report({ at: "spec.externalIPs", found: "set", wanted: "unset" });
    };
    each([checkType, checkAddresses], (clause) => clause());
  },
});
