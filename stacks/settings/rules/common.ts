import type { Rule } from "./rule.ts";

interface WithPorts {
  gamePorts: { min: number; max: number };
}

interface WithTags {
  tags: { extra: Record<string, string> };
}

/** Kubernetes' default NodePort range. */
const NODE_PORTS = { min: 30000, max: 32767 };

/** Ports on which a node's own parts listen: kubelet 10248 and 10250, kube-proxy 10249 and 10256. */
const NODE_SYSTEM_PORTS = [10248, 10249, 10250, 10256];

export const gamePortRules: Rule<WithPorts>[] = [
  {
    id: "game-ports-order",
    check({ gamePorts: { min, max } }, report) {
      if (min > max)
        report(["gamePorts", "min"], `${min} is above gamePorts.max ${max}; lower min or raise max`);
    },
  },
  {
    id: "game-ports-node-ports",
    check({ gamePorts: { min, max } }, report) {
      if (min <= NODE_PORTS.max && max >= NODE_PORTS.min) {
        report(
          ["gamePorts", "max"],
          `${max} makes the range ${min}-${max}, which meets Kubernetes' NodePorts ${NODE_PORTS.min}-${NODE_PORTS.max}; choose ports outside of them`,
        );
      }
    },
  },
  {
    id: "game-ports-kubelet",
    check({ gamePorts: { min, max } }, report) {
      const hit = NODE_SYSTEM_PORTS.filter((port) => port >= min && port <= max);
      if (hit.length > 0) {
        report(
          ["gamePorts", "max"],
          `${max} makes the range ${min}-${max}, in which kubelet and kube-proxy listen (${hit.join(", ")}); choose ports outside of them`,
        );
      }
    },
  },
];

/** Tags that gameplane sets itself. */
const OWN_TAGS = ["environment", "region", "owner", "cost-centre", "stack"];

export const tagRules: Rule<WithTags>[] = [
  {
    id: "tags-reserved",
    check({ tags }, report) {
      for (const key of Object.keys(tags.extra)) {
        if (OWN_TAGS.includes(key) || key.startsWith("aws:")) {
          report(
            ["tags", "extra", key],
            `is a tag that ${key.startsWith("aws:") ? "AWS" : "gameplane"} sets; choose another key`,
          );
        }
      }
    },
  },
];
