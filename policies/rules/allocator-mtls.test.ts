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
    "no files of values": { set: { valueYamlFiles: [] } },
    "files of another chart": { set: { chart: "redis", valueYamlFiles: [{}] } },
    "another chart, with a tag and a digest": {
      set: { chart: `oci://ghcr.io/agones/dashboard:1.52.0@sha256:${"0a".repeat(32)}`, [MTLS]: true },
    },
    "a chart that ends alike": { set: { chart: "my-agones", [MTLS]: true } },
    "a directory of another chart": {
      type: "kubernetes:helm.sh/v3:Chart",
      set: { chart: undefined, path: "./charts/redis", [MTLS]: true },
    },
    "another chart, whatever its path": { set: { chart: "redis", path: UNKNOWN, [MTLS]: true } },
    "a release without a chart": { set: { chart: undefined, [MTLS]: true } },
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
    "a chart of a registry, by its tag": {
      set: { chart: "oci://ghcr.io/studio/agones:1.52.0", [TLS]: true },
      finds: `${TLS}: true`,
    },
    "a chart of a registry, by its digest": {
      set: { chart: `oci://ghcr.io/studio/agones@sha256:${"0a".repeat(32)}`, [TLS]: true },
      finds: `${TLS}: true`,
    },
    "a chart of a registry, by both": {
      set: { chart: `oci://ghcr.io/studio/agones:1.52.0@sha256:${"0a".repeat(32)}`, [TLS]: true },
      finds: `${TLS}: true`,
    },
    "a chart's directory": { set: { chart: "./charts/agones/", [TLS]: true }, finds: `${TLS}: true` },
    "a directory that Pulumi renders": {
      type: "kubernetes:helm.sh/v3:Chart",
      set: { chart: undefined, path: "./charts/agones", [TLS]: true },
      finds: `${TLS}: true`,
    },
    "values in files": {
      set: { valueYamlFiles: [{ path: "./agones.yaml" }] },
      finds: "valueYamlFiles: values in files, which are not read",
    },
    "values in files, beside what is known": {
      set: { valueYamlFiles: [{ path: "./agones.yaml" }], [TLS]: true },
      finds: [`${TLS}: true`, "valueYamlFiles: values in files, which are not read"],
    },
    "a chart that Pulumi renders": {
      type: "kubernetes:helm.sh/v4:Chart",
      set: { [MTLS]: true },
      finds: `${MTLS}: true`,
    },
  },
  unknown: ["chart", "values", "values.agones.allocator", MTLS, TLS, "valueYamlFiles"],
});
