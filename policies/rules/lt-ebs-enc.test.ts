import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { ltEbsEnc } from "./lt-ebs-enc.ts";

const ROOT = "blockDeviceMappings[0].ebs.encrypted";
const DATA = "blockDeviceMappings[1].ebs.encrypted";

testRule(ltEbsEnc, {
  compliant: () => ({
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { volumeSize: 4, encrypted: "true" } },
      { deviceName: "/dev/xvdb", ebs: { volumeSize: 100, encrypted: "true" } },
    ],
  }),
  passes: {
    "a boolean": { set: { [ROOT]: true } },
    "an instance store": {
      set: { "blockDeviceMappings[2]": { deviceName: "/dev/sdc", virtualName: "ephemeral0" } },
    },
    "a volume of the image that is left out": {
      set: { "blockDeviceMappings[2]": { deviceName: "/dev/sdc", noDevice: "" } },
    },
    "a key that is made just now": { set: { "blockDeviceMappings[0].ebs.kmsKeyId": UNKNOWN } },
  },
  fails: {
    "text that says no": { set: { [ROOT]: "false" }, finds: `${ROOT}: false` },
    "a boolean that says no": { set: { [ROOT]: false }, finds: `${ROOT}: false` },
    "nothing said": { set: { [ROOT]: undefined }, finds: `${ROOT}: unset` },
    "another volume than the first": { set: { [DATA]: "false" }, finds: `${DATA}: false` },
    both: { set: { [ROOT]: "false", [DATA]: undefined }, finds: [`${ROOT}: false`, `${DATA}: unset`] },
    "no volumes, which means the image's": {
      set: { blockDeviceMappings: undefined },
      finds: "blockDeviceMappings: none with ebs",
    },
    "an empty list": { set: { blockDeviceMappings: [] }, finds: "blockDeviceMappings: none with ebs" },
    "a mapping that says nothing of its volume": {
      set: { blockDeviceMappings: [{ deviceName: "/dev/xvda" }] },
      finds: "blockDeviceMappings: none with ebs",
    },
    "instance stores alone": {
      set: { blockDeviceMappings: [{ deviceName: "/dev/sdc", virtualName: "ephemeral0" }] },
      finds: "blockDeviceMappings: none with ebs",
    },
    "a volume of which nothing is said": {
      set: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: {} }] },
      finds: `${ROOT}: unset`,
    },
  },
  unknown: ["blockDeviceMappings", "blockDeviceMappings[0]", "blockDeviceMappings[1].ebs", ROOT, DATA],
});
