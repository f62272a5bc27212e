import { z } from "zod";
import { ruleForTypes } from "../rule.ts";
import { show } from "../show.ts";

/** Names that the engine gives: `default`, `default_7_48_0`, and those with the address of a plugin. */
const DEFAULT = /^default(_(\d|.*\/\/).*)?$/;

/** Components of these packages have no provider of their own under the engine, but their children have. */
const COMPONENTS =
  /^(aws:[^/]*:|eks:index:|kubernetes:(helm\.sh\/v3:Chart$|helm\.sh\/v4:|yaml[:/]|kustomize[:/]))/;

const SETTINGS = {
  regions: z.array(z.string()).default([]).meta({
    description: "the only AWS regions in which anything is made; none allows every region",
  }),
};

interface Regional {
  region?: string;
}

export const explicitProvider = ruleForTypes<Regional, typeof SETTINGS>(
  ["aws:*", "kubernetes:*", "eks:*", "tls:*"],
  {
    id: "explicit-provider",
    level: "mandatory",
    severity: "high",
    statement: "Every resource is made by a provider of the program, in a region that is allowed.",
    why: "a default provider takes whatever account, region or cluster the shell of the moment points to",
    fix: "pass `provider` or `providers`, or a parent that has them",
    references: [],
    settings: SETTINGS,
    check({ type, props, provider }, report, { regions }) {
      if (provider === undefined && COMPONENTS.test(type)) return;
      if (provider === undefined || DEFAULT.test(provider.name))
        report({ at: "", found: show(provider?.name ?? "no provider"), wanted: "an explicit provider" });
      if (provider === undefined || regions.length === 0 || !type.startsWith("aws:")) return;
      const region = props.region ?? regionOf(provider.props) ?? "unset";
      if (!regions.includes(region))
        report({
          at: "region",
          found: region,
          wanted: `one of ${show(regions)}`,
          fix: "make it in one of these",
        });
    },
  },
);

const regionOf = ({ region }: Regional): string | undefined => region;
