import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { allocatorMtls } from "./allocator-mtls.ts";

const MTLS = "values.agones.allocator.disableMTLS";
const TLS = "values.agones.allocator.disableTLS";

testRule(allocatorMtls, {
  compliant: () => ({ chart: "agones", values: { agones: { allocator: { replicas: 3 } } } }),
  passes: {
    "said to be on": { set: { [MTLS]: false, [TLS]: "false" } },
    "a release without values": { set: { values: undefined } },
    "another chart": { set: { chart: "agones-dashboard", values: UNKNOWN } },
    "another chart of Agones' repository": { set: { chart: "agones/dashboard", [MTLS]: true } },
  },
  fails: {
    "no client certificates": { set: { [MTLS]: true }, finds: `${MTLS}: true` },
    "no encryption": { set: { [TLS]: true }, finds: `${TLS}: true` },
    "neither, as text": { set: { [MTLS]: "true", [TLS]: "TRUE" }, finds: [`${MTLS}: true`, `${TLS}: TRUE`] },
    "a number that Agones takes for true": { set: { [MTLS]: 1 }, finds: `${MTLS}: 1` },
    "a chart with its repository": { set: { chart: "agones/agones", [TLS]: true }, finds: `${TLS}: true` },
    "a chart's archive": {
      set: { chart: "https://agones.dev/chart/stable/agones-1.52.0.tgz", [TLS]: true },
      finds: `${TLS}: true`,
    },
    "a chart of a registry": {
      set: { chart: "oci://ghcr.io/studio/agones", [TLS]: true },
      finds: `${TLS}: true`,
    },
    "a chart that Pulumi renders": {
      type: "kubernetes:helm.sh/v4:Chart",
      set: { [MTLS]: true },
      finds: `${MTLS}: true`,
    },
  },
  unknown: ["chart", "values", "values.agones.allocator", MTLS, TLS],
});
