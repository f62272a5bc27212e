import { overlaps } from "../cidr.ts";
import type { EnvironmentValues } from "../schema/schema.ts";
import { checkVpcCidr, checkVpcIsPrivate } from "./network.ts";
import type { Rule } from "./rule.ts";

export const environmentRules: Rule<EnvironmentValues>[] = [
  {
    id: "regions-none",
    check({ regions }, report) {
      if (Object.keys(regions).length === 0)
        report(["regions"], "is empty; list at least one region with its cidr");
    },
  },
  {
    id: "home-region-listed",
    check({ regions, homeRegion }, report) {
      const names = Object.keys(regions);
      if (names.length > 0 && !names.includes(homeRegion)) {
        report(
          ["homeRegion"],
          `${homeRegion} is not among the regions ${names.join(", ")}; choose one of them, or list it`,
        );
      }
    },
  },
  {
    id: "regions-cidr-size",
    check({ regions }, report) {
      for (const [name, { cidr }] of Object.entries(regions))
        checkVpcCidr(["regions", name, "cidr"], cidr, report);
    },
  },
  {
    id: "regions-cidr-private",
    check({ regions }, report) {
      for (const [name, { cidr }] of Object.entries(regions))
        checkVpcIsPrivate(["regions", name, "cidr"], cidr, report);
    },
  },
  {
    id: "regions-cidr-disjoint",
    check({ regions }, report) {
      const all = Object.entries(regions);
      all.forEach(([name, { cidr }], index) => {
        for (const [other, { cidr: otherCidr }] of all.slice(0, index)) {
          if (overlaps(cidr, otherCidr)) {
            report(
              ["regions", name, "cidr"],
              `${cidr} overlaps regions.${other}.cidr ${otherCidr}; choose disjoint ranges, so that regions can be connected`,
            );
          }
        }
      });
    },
  },
  {
    id: "certificates-renew",
    check({ certificates: { validityDays, renewBeforeDays } }, report) {
      if (renewBeforeDays >= validityDays) {
        report(
          ["certificates", "renewBeforeDays"],
          `${renewBeforeDays} is not below certificates.validityDays ${validityDays}: every up would renew; lower it`,
        );
      }
    },
  },
  {
    id: "certificates-authority",
    check({ certificates: { authorityValidityDays, validityDays } }, report) {
      if (authorityValidityDays < 2 * validityDays) {
        report(
          ["certificates", "authorityValidityDays"],
          `${authorityValidityDays} is less than twice certificates.validityDays ${validityDays}; raise it, certificates must not outlive their authority`,
        );
      }
    },
  },
];
