import { testRule } from "../testing/test-rule.ts";
import { gamePoolProtected } from "./game-pool-protected.ts";

const NEITHER = "neither protected nor drained";

testRule(gamePoolProtected, {
  compliant: () => ({
    labels: { "game-server": "true" },
    tags: { "gameplane.dev/drained": "true" },
  }),
  passes: {
    "a protected one": { options: { protect: true }, set: { tags: undefined } },
    "nodes of other pods": { set: { labels: { "gameplane.dev/pool": "system" }, tags: undefined } },
    "nodes without labels": { set: { labels: undefined, tags: undefined } },
    "a label that says no": { set: { "labels.game-server": "false", tags: {} } },
  },
  fails: {
    "a group that takes matches": { set: { tags: undefined }, finds: NEITHER },
    "one that is cordoned and has not drained": {
      set: {
        tags: {},
        taints: [{ key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" }],
      },
      finds: NEITHER,
    },
    "a tag that says no": { set: { 'tags["gameplane.dev/drained"]': "false" }, finds: NEITHER },
  },
  unknown: ["labels", 'labels["game-server"]', "tags", 'tags["gameplane.dev/drained"]'],
});
