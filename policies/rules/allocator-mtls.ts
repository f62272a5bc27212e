import type { ChartProps } from "../agones.ts";
import { CHARTS, isAgonesChart, valuesInFiles } from "../agones.ts";
import { each } from "../each.ts";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

const SWITCHES = ["disableMTLS", "disableTLS"] as const;

interface AgonesProps extends ChartProps {
  values?: { agones?: { allocator?: { disableMTLS?: boolean | string; disableTLS?: boolean | string } } };
}

export const allocatorMtls = ruleForTypes<AgonesProps>(CHARTS, {
  id: "allocator-mtls",
  level: "mandatory",
  severity: "critical",
  statement: "Only clients with a certificate of ours allocate game servers.",
  why: "whoever reaches the allocator could take every Ready server, and players would find none",
  fix: "leave it out; clients have certificates of the environment's authority (`certificates` in its file)",
  references: [],
  check({ props }, report) {
    if (!isAgonesChart(props)) return;
    const checkFiles = () => {
      const finding = valuesInFiles(props);
      if (finding !== undefined) report(finding);
    };
    const checkSwitch = (key: (typeof SWITCHES)[number]) => {
      // Agones takes 1, t and TRUE for true as well, so that only what is plainly off passes.
      const value = props.values?.agones?.allocator?.[key] ?? false;
      if (value !== false && value !== "false")
        report({ at: `values.agones.allocator.${key}`, found: show(value), wanted: "false" });
    };
    each([() => each(SWITCHES, checkSwitch), checkFiles], (check) => check());
  },
});
