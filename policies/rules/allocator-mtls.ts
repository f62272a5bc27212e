import { each } from "../each.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

const RELEASES = ["kubernetes:helm.sh/v3:Release", "kubernetes:helm.sh/v4:Chart"];

/** By name, path, archive or registry: `agones`, `agones/agones`, `./agones-1.52.0.tgz`, `oci://x/agones`. */
const CHART = /(^|\/)agones(-\d[^/]*\.tgz)?\/?$/;

const SWITCHES = ["disableMTLS", "disableTLS"] as const;

interface ReleaseProps {
  chart?: string;
  values?: { agones?: { allocator?: { disableMTLS?: boolean | string; disableTLS?: boolean | string } } };
}

export const allocatorMtls = ruleForTypes<ReleaseProps>(RELEASES, {
  id: "allocator-mtls",
  level: "mandatory",
  severity: "critical",
  statement: "Only clients with a certificate of ours allocate game servers.",
  why: "whoever reaches the allocator could take every Ready server, and players would find none",
  fix: "leave it out; clients have certificates of the environment's authority (`certificates` in its file)",
  references: [],
  check({ props }, report) {
    if (!CHART.test(props.chart ?? "")) return;
    const allocator = props.values?.agones?.allocator;
    each(SWITCHES, (key) => {
      // Agones takes 1, t and TRUE for true as well, so that only what is plainly off passes.
      const value = allocator?.[key] ?? false;
      if (value !== false && value !== "false")
        report({ at: `values.agones.allocator.${key}`, found: show(value), wanted: "false" });
    });
  },
});
