import { parseBlock, RFC_1918, within } from "../cidr.ts";
import type { EksRegionValues } from "../schema/schema.ts";
import type { Rule } from "./rule.ts";

/** The shortest prefix that a range may have from which the API server is reached: two halves would be everyone. */
const WIDEST_PREFIX = 8;

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
      const open = endpoint.publicCidrs.filter((cidr) => parseBlock(cidr).prefix < WIDEST_PREFIX);
      if (open.length > 0) {
        report(
          ["eks", "endpoint", "publicCidrs"],
          `${open.join(", ")} opens the API server to everyone, or nearly; name the CIDRs that may reach it, none wider than a /${WIDEST_PREFIX}`,
        );
      }
    },
  },
  {
    id: "endpoint-private-range",
    check({ eks: { endpoint } }, report) {
      const refused = endpoint.publicCidrs.filter((cidr) => RFC_1918.some((block) => within(cidr, block)));
      if (refused.length > 0) {
        report(
          ["eks", "endpoint", "publicCidrs"],
          `${refused.join(", ")} is private, and EKS refuses it; name the public addresses from which requests come`,
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
