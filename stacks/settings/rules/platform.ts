import { shareOf } from "../game-requests.ts";
import type { EksRegionValues } from "../schema/schema.ts";
import type { WithGames } from "./each-game.ts";
import { gamesHere } from "./each-game.ts";
import type { Rule } from "./rule.ts";

interface WithPlatform extends WithGames {
  agones: Pick<EksRegionValues["agones"], "allocator" | "certificates">;
  quota: EksRegionValues["quota"];
}

/** What the quota bounds, with its unit. */
const BOUNDED = [
  ["gameServers", "GameServers"],
  ["cpu", "CPUs"],
  ["memoryGiB", "GiB of memory"],
  ["gpus", "GPUs"],
  ["storageGiB", "GiB of storage"],
] as const;

export const platformRules: Rule<WithPlatform>[] = [
  {
    id: "agones-certificates-renew",
    check({ agones: { certificates } }, report) {
      const { validityDays, renewBeforeDays } = certificates;
      if (renewBeforeDays >= validityDays)
        report(
          ["agones", "certificates", "renewBeforeDays"],
          `${renewBeforeDays} is not below agones.certificates.validityDays ${validityDays}: every up would renew; lower it`,
        );
    },
  },
  {
    id: "allocator-exposure",
    check({ agones: { allocator } }, report, { environment }) {
      if (allocator.exposure === "load-balancer" && environment === undefined)
        report(
          ["agones", "allocator", "exposure"],
          "load-balancer needs an environment, whose zone names it and whose authority signs it; choose cluster-ip, or set environment",
        );
    },
  },
  {
    id: "allocator-source-cidrs",
    check({ agones: { allocator } }, report, { environment }) {
      const { sourceCidrs } = allocator;
      const exposure = allocator.exposure ?? (environment === undefined ? "cluster-ip" : "load-balancer");
      if (exposure === "cluster-ip" && sourceCidrs.length > 0)
        report(
          ["agones", "allocator", "sourceCidrs"],
          `${sourceCidrs.join(", ")} has no effect with exposure cluster-ip, which has no load balancer; remove it, or choose load-balancer`,
        );
    },
  },
  {
    id: "quota-games",
    check(settings, report) {
      const shares = gamesHere(settings).map(([id, game]) => ({ id, share: shareOf(game) }));
      for (const [key, unit] of BOUNDED) {
        const needed = Math.ceil(shares.reduce((sum, { share }) => sum + share[key], 0));
        const bound = settings.quota[key];
        if (needed <= bound) continue;
        const largest = shares.reduce((a, b) => (b.share[key] > a.share[key] ? b : a));
        report(
          ["quota", key],
          `${bound} is less than the ${needed} ${unit} of all games in ${settings.region} at their most, updates included (${largest.id} ${Math.ceil(largest.share[key])}); raise it, or lower the most servers of games.${largest.id}`,
        );
      }
    },
  },
];
