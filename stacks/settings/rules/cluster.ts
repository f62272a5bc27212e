import type { EksRegionValues } from "../schema/schema.ts";
import type { Rule } from "./rule.ts";

export const clusterRules: Rule<EksRegionValues>[] = [
  {
    id: "endpoint-public-cidrs",
    check({ eks: { endpoint } }, report) {
      if (endpoint.public && endpoint.publicCidrs.length === 0) {
        report(
          ["eks", "endpoint", "public"],
          "true without eks.endpoint.publicCidrs would open the API server to everyone; name the CIDRs that may reach it",
        );
      }
    },
  },
  {
    id: "endpoint-open",
    check({ eks: { endpoint } }, report) {
      const open = endpoint.publicCidrs.filter((cidr) => cidr.endsWith("/0"));
      if (open.length > 0) {
        report(
          ["eks", "endpoint", "publicCidrs"],
          `${open.join(", ")} opens the API server to everyone; name the CIDRs that may reach it`,
        );
      }
    },
  },
  {
    id: "endpoint-unused",
    check({ eks: { endpoint } }, report) {
      if (!endpoint.public && endpoint.publicCidrs.length > 0) {
        report(
          ["eks", "endpoint", "publicCidrs"],
          "has no effect while eks.endpoint.public is false; set that to true or remove the CIDRs",
        );
      }
    },
  },
];
