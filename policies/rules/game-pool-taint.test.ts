import { testRule } from "../testing/test-rule.ts";
import { gamePoolTaint } from "./game-pool-taint.ts";

testRule(gamePoolTaint, {
  compliant: () => ({
    labels: { "game-server": "true" },
    taints: [{ key: "game-server", value: "true", effect: "NO_SCHEDULE" }],
  }),
  passes: {
    "a pool without the label": { set: { labels: {}, taints: undefined } },
    "more taints": { set: { "taints[1]": { key: "nvidia.com/gpu", value: "true", effect: "NO_SCHEDULE" } } },
  },
  fails: {
    "no taints": { set: { taints: undefined }, finds: "taints: none" },
    "another key": { set: { "taints[0].key": "game" }, finds: "taints: game=true:NO_SCHEDULE" },
    "another value": { set: { "taints[0].value": "yes" }, finds: "taints: game-server=yes:NO_SCHEDULE" },
    "only a preference": {
      set: { "taints[0].effect": "PREFER_NO_SCHEDULE" },
      finds: "taints: game-server=true:PREFER_NO_SCHEDULE",
    },
  },
  unknown: [
    "labels",
    'labels["game-server"]',
    "taints",
    "taints[0].key",
    "taints[0].value",
    "taints[0].effect",
  ],
});
