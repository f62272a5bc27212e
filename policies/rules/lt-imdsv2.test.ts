import { testRule } from "../testing/test-rule.ts";
import { ltImdsv2 } from "./lt-imdsv2.ts";

const TOKENS = "metadataOptions.httpTokens";
const HOPS = "metadataOptions.httpPutResponseHopLimit";

testRule(ltImdsv2, {
  compliant: () => ({
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
  }),
  passes: {
    "no word on the endpoint": { set: { "metadataOptions.httpEndpoint": undefined } },
    "a service that is off": {
      set: { metadataOptions: { httpEndpoint: "disabled", httpTokens: "optional" } },
    },
  },
  fails: {
    "nothing said, which leaves it to the image": {
      set: { metadataOptions: undefined },
      finds: [`${TOKENS}: unset`, `${HOPS}: unset`],
    },
    "tokens that are optional": { set: { [TOKENS]: "optional" }, finds: `${TOKENS}: optional` },
    "no word on tokens": { set: { [TOKENS]: undefined }, finds: `${TOKENS}: unset` },
    "a second hop, to pods": { set: { [HOPS]: 2 }, finds: `${HOPS}: 2` },
    "no word on hops": { set: { [HOPS]: undefined }, finds: `${HOPS}: unset` },
  },
  unknown: ["metadataOptions", "metadataOptions.httpEndpoint", TOKENS, HOPS],
});
