import { testRule } from "../testing/test-rule.ts";
import { chartsPinned } from "./charts-pinned.ts";

const version = (value: string | undefined) => ({ set: { version: value } });
const refused = (value: string) => ({ ...version(value), finds: `version: ${value}` });
const local = (chart: string) => ({ set: { version: undefined, chart } });

testRule(chartsPinned, {
  compliant: () => ({
    chart: "agones",
    version: "1.60.0",
    repositoryOpts: { repo: "https://agones.dev/chart/stable" },
  }),
  passes: {
    "a v3 Chart": { type: "kubernetes:helm.sh/v3:Chart" },
    "a v4 Chart": { type: "kubernetes:helm.sh/v4:Chart" },
    "a leading v": version("v1.18.2"),
    "a release candidate": version("1.60.0-rc.1"),
    "a name that holds an x": version("1.60.0-next.2"),
    "a build": version("1.60.0+build.5"),
    "a directory": local("./charts/agones"),
    "a directory above": local("../agones"),
    "a directory by its whole path": local("/opt/charts/agones"),
    "an archive": local("charts/agones-1.60.0.tgz"),
    "a v3 Chart of a directory": {
      type: "kubernetes:helm.sh/v3:Chart",
      set: { version: undefined, chart: undefined, path: "charts/agones" },
    },
    "an image of a registry by its digest": local(
      `oci://registry.example.com/agones@sha256:${"0a".repeat(32)}`,
    ),
  },
  fails: {
    none: { ...version(undefined), finds: "version: none" },
    "an empty one": { ...version(""), finds: "version: none" },
    "none, of a registry": { ...local("oci://registry.example.com/agones"), finds: "version: none" },
    "none, of a repository's alias": { ...local("stable/agones"), finds: "version: none" },
    "none, with a tag in the address": {
      ...local("oci://registry.example.com/agones:1.60.0"),
      finds: "version: none",
    },
    "none, of a v4 Chart": {
      type: "kubernetes:helm.sh/v4:Chart",
      ...version(undefined),
      finds: "version: none",
    },
    "none, of a v3 Chart": {
      type: "kubernetes:helm.sh/v3:Chart",
      ...version(undefined),
      finds: "version: none",
    },
    "a caret": refused("^1.60.0"),
    "a tilde": refused("~1.60.0"),
    "a bound": refused(">=1.60.0"),
    "bounds of which one is exact": refused("1.60.0 - 1.61.0"),
    "one of two": refused("1.60.0 || 1.61.0"),
    "a star": refused("*"),
    "an x": refused("1.60.x"),
    "two numbers": refused("1.60"),
    latest: refused("latest"),
    "a number of a directory's look-alike": {
      set: { version: "1.x", chart: ".agones" },
      finds: "version: 1.x",
    },
  },
  unknown: ["version"],
});

testRule(chartsPinned, {
  compliant: () => ({ chart: "./agones" }),
  fails: { "one that is not local": { set: { chart: "agones" }, finds: "version: none" } },
  unknown: ["chart"],
});
