import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { subnetPublic } from "./subnet-public.ts";

const KIND = 'tags["gameplane:subnet"]';
const finding = (kind: string) => `mapPublicIpOnLaunch: true with the tag gameplane:subnet ${kind}`;

testRule(subnetPublic, {
  compliant: () => ({ mapPublicIpOnLaunch: true, tags: { "gameplane:subnet": "game" } }),
  passes: {
    "a subnet without addresses, whatever its tags": { set: { mapPublicIpOnLaunch: false, tags: UNKNOWN } },
    "nothing said, which means none": { set: { mapPublicIpOnLaunch: undefined, [KIND]: "private" } },
    "text that says no": { set: { mapPublicIpOnLaunch: "false", [KIND]: "private" } },
    "a kind of the settings": { set: { [KIND]: "bastion" }, settings: { kinds: ["bastion"] } },
  },
  fails: {
    "a private subnet": { set: { [KIND]: "private" }, finds: finding("private") },
    "a private subnet, by text": {
      set: { mapPublicIpOnLaunch: "true", [KIND]: "private" },
      finds: finding("private"),
    },
    "a look-alike": { set: { [KIND]: "games" }, finds: finding("games") },
    "a subnet of load balancers": {
      set: { tags: { "gameplane:subnet": "public", "kubernetes.io/role/elb": "1" } },
      finds: finding("public"),
    },
    "a subnet without the tag": { set: { [KIND]: undefined }, finds: finding("none") },
    "a subnet without tags": { set: { tags: undefined }, finds: finding("none") },
    "a kind that the settings leave out": { settings: { kinds: [] }, finds: finding("game") },
  },
  unknown: ["mapPublicIpOnLaunch", "tags", KIND],
});
