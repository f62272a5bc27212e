import { testRule } from "../testing/test-rule.ts";
import { gamePoolProtected } from "./game-pool-protected.ts";

const NEITHER = "neither protected nor cordoned";

testRule(gamePoolProtected, {
  compliant: () => ({
    labels: { "game-server": "true" },
    taints: [
      { key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" },
      { key: "game-server", value: "true", effect: "NO_SCHEDULE" },
    ],
  }),
  passes: {
    "a protected one": { options: { protect: true }, set: { taints: undefined } },
    "one that is cordoned and not drained": { options: { protect: true } },
    "nodes of other pods": { set: { labels: { "gameplane.dev/pool": "system" }, taints: [] } },
    "nodes without labels": { set: { labels: undefined, taints: undefined } },
    "a label that says no": { set: { "labels.game-server": "false", taints: [] } },
    "a cordon that ends what runs": { set: { "taints[0].effect": "NO_EXECUTE" } },
  },
  fails: {
    "a group that takes matches": { set: { "taints[0]": undefined }, finds: NEITHER },
    "no taints": { set: { taints: undefined }, finds: NEITHER },
    "a taint of another name": { set: { "taints[0].key": "cordoned" }, finds: NEITHER },
    "a cordon that is only a preference": {
      set: { "taints[0].effect": "PREFER_NO_SCHEDULE" },
      finds: NEITHER,
    },
  },
  unknown: ["labels", 'labels["game-server"]', "taints", "taints[0].key", "taints[0].effect"],
});
