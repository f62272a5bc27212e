import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { gameNotSpot } from "./game-not-spot.ts";

testRule(gameNotSpot, {
  compliant: () => ({
    capacityType: "SPOT",
    labels: { "game-server": "true", "gameplane.dev/pool": "practice" },
  }),
  settings: { pools: ["practice"] },
  passes: {
    "on-demand nodes": { set: { capacityType: "ON_DEMAND" }, settings: {} },
    "nothing said, which means on demand": { set: { capacityType: undefined }, settings: {} },
    "on-demand nodes whose labels are unknown": { set: { capacityType: "ON_DEMAND", labels: UNKNOWN } },
    "nodes without the label": { set: { 'labels["game-server"]': undefined }, settings: {} },
    "nodes whose label is off": { set: { 'labels["game-server"]': "false" }, settings: {} },
    "nodes without labels": { set: { labels: undefined }, settings: {} },
  },
  fails: {
    "a pool that no setting names": { settings: {}, finds: "capacityType: SPOT in pool practice" },
    "a pool that the settings do not name": {
      settings: { pools: ["practice-2"] },
      finds: "capacityType: SPOT in pool practice",
    },
    "nodes of no pool": {
      set: { 'labels["gameplane.dev/pool"]': undefined },
      finds: "capacityType: SPOT in pool none",
    },
  },
  unknown: ["capacityType", "labels", 'labels["game-server"]', 'labels["gameplane.dev/pool"]'],
});
