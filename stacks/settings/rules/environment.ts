import { overlaps } from "../cidr.ts";
import type { EnvironmentValues } from "../schema/schema.ts";
import { unlessRefused } from "../sound-parts.ts";
import { checkVpcCidr, checkVpcIsPrivate } from "./network.ts";
import type { Rule } from "./rule.ts";

/** The regions' ranges, but for those that the schema has refused. */
function soundRanges(regions: EnvironmentValues["regions"]): { path: string[]; cidr: string }[] {
  const ranges: { path: string[]; cidr: string }[] = [];
  for (const name of Object.keys(regions)) {
    unlessRefused(() => {
      const cidr = regions[name]?.cidr;
      if (cidr !== undefined) ranges.push({ path: ["regions", name, "cidr"], cidr });
    });
  }
  return ranges;
}

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
      for (const { path, cidr } of soundRanges(regions)) checkVpcCidr(path, cidr, report);
    },
  },
  {
    id: "regions-cidr-private",
    check({ regions }, report) {
      for (const { path, cidr } of soundRanges(regions)) checkVpcIsPrivate(path, cidr, report);
    },
  },
  {
    id: "regions-cidr-disjoint",
    check({ regions }, report) {
      const all = soundRanges(regions);
      all.forEach(({ path, cidr }, index) => {
        for (const other of all.slice(0, index)) {
          if (overlaps(cidr, other.cidr)) {
            report(
              path,
              `${cidr} overlaps ${other.path.join(".")} ${other.cidr}; choose disjoint ranges, so that regions can be connected`,
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
