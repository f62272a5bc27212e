import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { publicIpGameOnly } from "./public-ip-game-only.ts";

const PUBLIC = "networkInterfaces[0].associatePublicIpAddress";
const POOL = 'tagSpecifications[0].tags["gameplane.dev/pool"]';

testRule(publicIpGameOnly, {
  compliant: () => ({
    networkInterfaces: [{ deviceIndex: 0, associatePublicIpAddress: "true" }],
    tagSpecifications: [{ resourceType: "instance", tags: { "gameplane.dev/pool": "game" } }],
  }),
  passes: {
    "a GPU pool": { set: { [POOL]: "gpu" } },
    "a pool of the settings": { set: { [POOL]: "arena" }, settings: { pools: ["arena"] } },
    "another pool without an address": { set: { [PUBLIC]: "false", [POOL]: "system" } },
    "another pool that leaves it to the subnet": { set: { [PUBLIC]: undefined, [POOL]: "system" } },
    "another pool without an address, as a boolean": { set: { [PUBLIC]: false, [POOL]: "system" } },
    "another pool that leaves it to the subnet by an empty text": { set: { [PUBLIC]: "", [POOL]: "system" } },
    "no interfaces": { set: { networkInterfaces: undefined, [POOL]: "system" } },
    "no address, whatever the tags": { set: { [PUBLIC]: false, tagSpecifications: UNKNOWN } },
    "tags of volumes before the instances'": {
      set: {
        tagSpecifications: [
          { resourceType: "volume" },
          { resourceType: "instance", tags: { "gameplane.dev/pool": "game" } },
        ],
      },
    },
  },
  fails: {
    "another pool": { set: { [POOL]: "system" }, finds: `${PUBLIC}: true for pool system` },
    "another pool, as a boolean": {
      set: { [POOL]: "system", [PUBLIC]: true },
      finds: `${PUBLIC}: true for pool system`,
    },
    "another pool, by texts that AWS's provider takes for true": {
      set: {
        [POOL]: "system",
        [PUBLIC]: "1",
        "networkInterfaces[1]": { deviceIndex: 1, associatePublicIpAddress: "TRUE" },
      },
      finds: [
        `${PUBLIC}: 1 for pool system`,
        "networkInterfaces[1].associatePublicIpAddress: TRUE for pool system",
      ],
    },
    "a look-alike": { set: { [POOL]: "games" }, finds: `${PUBLIC}: true for pool games` },
    "a pool that the settings leave out": {
      settings: { pools: ["gpu"] },
      finds: `${PUBLIC}: true for pool game`,
    },
    "a second interface": {
      set: {
        [POOL]: "system",
        [PUBLIC]: "false",
        "networkInterfaces[1]": { deviceIndex: 1, associatePublicIpAddress: "true" },
      },
      finds: "networkInterfaces[1].associatePublicIpAddress: true for pool system",
    },
    "instances without the tag": { set: { [POOL]: undefined }, finds: `${PUBLIC}: true for pool none` },
    "no tags": { set: { tagSpecifications: undefined }, finds: `${PUBLIC}: true for pool none` },
    "a tag of volumes alone": {
      set: { "tagSpecifications[0].resourceType": "volume" },
      finds: `${PUBLIC}: true for pool none`,
    },
  },
  unknown: [
    "networkInterfaces",
    PUBLIC,
    "tagSpecifications",
    "tagSpecifications[0].resourceType",
    "tagSpecifications[0].tags",
    POOL,
  ],
});
