import { describe, expect, test } from "@jest/globals";
import { preview } from "../../preview/preview.ts";
import { readProject } from "../../stacks/settings/stack-files.ts";
import program from "../../index.ts";
import type { Drift } from "./drift-report.ts";
import { driftMarkdown, driftOf, complete } from "./drift-report.ts";
import { CERTIFICATE_SECRETS, inWords, isRenewal, plannedChanges } from "./planned-changes.ts";

const CERTIFICATE =
  "urn:pulumi:prod::gameplane::gameplane:agones:AllocatorAuthority$tls:index/locallySignedCert:LocallySignedCert::server-eu-west-1";
const SECRET = "urn:pulumi:dev::gameplane::gameplane:agones:Agones$kubernetes:core/v1:Secret::agones-cert";
const VPC = "urn:pulumi:dev::gameplane::gameplane:network:Network$aws:ec2/vpc:Vpc::vpc";

interface Step {
  op: string;
  urn: string;
  diffReasons?: string[];
  replaceReasons?: string[];
}
const SAME: Step = { op: "same", urn: VPC };
const DUE: Step = {
  op: "replace",
  urn: CERTIFICATE,
  diffReasons: ["readyForRenewal"],
  replaceReasons: ["readyForRenewal"],
};
const CARRIED: Step = { op: "update", urn: SECRET, diffReasons: ["stringData"] };
const CHANGED: Step = { op: "update", urn: VPC, diffReasons: ["tags"] };

/** As the engine counts: a replacement once, what a refresh finds not at all. */
const json = (steps: Step[], more: object = {}) => {
  const summary = new Map<string, number>();
  const program = steps.filter(
    ({ op, urn }, index) =>
      !["create-replacement", "delete-replaced", "refresh"].includes(op) &&
      (op === "replace" || !steps.slice(index + 1).some((step) => step.urn === urn)),
  );
  for (const { op } of program) summary.set(op, (summary.get(op) ?? 0) + 1);
  return JSON.stringify({ steps, changeSummary: Object.fromEntries(summary), ...more });
};
const drift = (steps: Step[], exitCode: number | null) => driftOf("dev", { exitCode, stdout: json(steps) });

describe("planned changes", () => {
  test("what is the same, only read or refreshed is none", () => {
    const read = ["refresh", "read", "read-discard", "read-replacement"].map((op) => ({ op, urn: VPC }));
    expect(plannedChanges(json([SAME, ...read]))).toEqual({ any: false, changes: [], whole: true });
  });

  test("what changes, with the names of its properties", () => {
    const replaced = {
      op: "replace",
      urn: VPC,
      diffReasons: ["tags", "cidrBlock"],
      replaceReasons: ["cidrBlock"],
    };
    const { any, changes, whole } = plannedChanges(
      json([{ ...SAME, op: "refresh" }, { op: "create-replacement", urn: VPC }, replaced]),
    );
    expect([any, whole]).toEqual([true, true]);
    expect(changes[1]).toEqual({ op: "replace", urn: VPC, properties: ["cidrBlock", "tags"] });
    expect(changes.map(inWords)).toEqual([
      "create-replacement aws:ec2/vpc:Vpc::vpc",
      "replace aws:ec2/vpc:Vpc::vpc (cidrBlock, tags)",
    ]);
  });

  test("what others changed and the program leaves so is none: an autoscaler's size", () => {
    const found: Step = { op: "update", urn: VPC, diffReasons: ["desiredSize"] };
    expect(plannedChanges(json([found, SAME]))).toEqual({ any: false, changes: [], whole: true });
    expect(plannedChanges(json([found, CHANGED])).changes).toEqual([
      { op: "update", urn: VPC, properties: ["tags"] },
    ]);
    expect(
      plannedChanges(
        json([
          { op: "delete", urn: VPC },
          { op: "create", urn: VPC },
        ]),
      ).changes,
    ).toEqual([{ op: "create", urn: VPC, properties: [] }]);
  });

  test.each([
    ["", "`pulumi preview --json` printed no preview"],
    ["{}", "`pulumi preview --json` printed no preview"],
    [json([CHANGED]).slice(0, -1), "`pulumi preview --json` printed no preview"],
    [json([], { maybeCorrupt: true }), "the engine says that the state may be corrupt"],
    [
      json([CHANGED], {
        diagnostics: [{ severity: "warning" }, { severity: "error", message: "no credentials" }],
      }),
      "the preview did not end well: no credentials",
    ],
  ])("refuses %s", (stdout, message) => {
    expect(() => plannedChanges(stdout)).toThrow(new Error(message));
  });
});

describe("a renewal", () => {
  const is = (step: Step) => plannedChanges(json([step])).changes.every(isRenewal);

  test("a certificate that is due, and the Secret that carries it", () => {
    expect(is(DUE)).toBe(true);
    expect(is({ ...DUE, op: "create-replacement", diffReasons: ["certPem", "readyForRenewal"] })).toBe(true);
    expect(is({ op: "delete-replaced", urn: CERTIFICATE })).toBe(true);
    expect(is(CARRIED)).toBe(true);
    expect(is({ ...CARRIED, diffReasons: ["data"] })).toBe(true);
  });

  test.each<[string, Step]>([
    ["another authority", { ...DUE, diffReasons: ["caCertPem", "readyForRenewal"] }],
    ["other names", { ...DUE, replaceReasons: ["certRequestPem"] }],
    ["other periods", { op: "update", urn: CERTIFICATE, diffReasons: ["earlyRenewalHours"] }],
    ["a new certificate", { op: "create", urn: CERTIFICATE }],
    ["a certificate that goes", { op: "delete", urn: CERTIFICATE }],
    [
      "an authority",
      { ...DUE, urn: CERTIFICATE.replaceAll(/ocallySigned/g, "elfSigned").replace(":L", ":S") },
    ],
    ["another Secret", { ...CARRIED, urn: SECRET.replace("agones-cert", "allocator-client-ca") }],
    ["a Secret that goes", { ...CARRIED, op: "delete" }],
    ["a Secret's labels", { ...CARRIED, diffReasons: ["metadata", "stringData"] }],
    ["a Secret for no reason that is told", { op: "update", urn: SECRET }],
    ["anything else", CHANGED],
  ])("is not %s", (_, step) => {
    expect(is(step)).toBe(false);
  });

  test("the program names its resources like this", async () => {
    const [stack] = await preview(program, readProject(process.cwd()), ["dev"], () => undefined, undefined);
    const urns = stack?.resources.map(({ urn }) => urn) ?? [];
    for (const name of CERTIFICATE_SECRETS)
      expect(urns.filter((urn) => urn.endsWith(`kubernetes:core/v1:Secret::${name}`))).toHaveLength(1);
    expect(
      urns.filter((urn) => urn.includes("$tls:index/locallySignedCert:LocallySignedCert::")),
    ).not.toEqual([]);
  });
});

describe("drift", () => {
  test.each([
    [[SAME], 0, "none"],
    [[SAME, DUE, CARRIED], 255, "renewal"],
    [[DUE, CHANGED], 255, "drift"],
    [[CHANGED], 255, "drift"],
    // The exit code and the preview have to agree.
    [[SAME], 255, "unknown"],
    [[SAME], null, "unknown"],
    [[CHANGED], 0, "unknown"],
  ])("%j and exit code %j: %s", (steps, exitCode, verdict) => {
    expect(drift(steps, exitCode).verdict).toBe(verdict);
  });

  test("nothing is a renewal where the engine counts more than is shown", () => {
    const stdout = json([DUE], { changeSummary: { replace: 1, delete: 1 } });
    expect(driftOf("dev", { exitCode: 255, stdout }).verdict).toBe("drift");
    expect(
      driftOf("dev", { exitCode: 255, stdout: json([], { changeSummary: { delete: 1 } }) }).verdict,
    ).toBe("drift");
  });

  test("a preview that failed is not known, whatever it shows", () => {
    expect(driftOf("dev", { exitCode: 255, stdout: "" })).toEqual({
      stack: "dev",
      verdict: "unknown",
      lines: ["`pulumi preview --json` printed no preview"],
    });
  });

  test("a stack without a result is not known", () => {
    const none = { stack: "b", verdict: "none" as const, lines: [] };
    expect(complete(["a", "b"], [none, { ...none, stack: "c" }])).toEqual([
      { stack: "a", verdict: "unknown", lines: ["its job left no result"] },
      none,
    ]);
  });

  test("in Markdown, which no name can leave", () => {
    const lines = [
      "update x:y:Z::`</details>\n# a`",
      ...Array.from({ length: 25 }, (_, index) => `line ${index}`),
    ];
    expect(
      driftMarkdown([
        { stack: "dev", verdict: "renewal", lines: ["replace x"] },
        { stack: "prod", verdict: "drift", lines },
      ]).split("\n"),
    ).toEqual([
      "| stack | what an `up` would do |",
      "| --- | --- |",
      "| dev | certificates are due, which the scheduled up renews |",
      "| prod | **differs from the files** |",
      "",
      "### prod",
      "",
      "- `update x:y:Z::'</details> # a'`",
      ...Array.from({ length: 19 }, (_, index) => `- \`line ${index}\``),
      "- and 6 more, in the run",
    ]);
  });

  describe("in Markdown of no more than it may have", () => {
    const drifted = (count: number): Drift[] =>
      Array.from({ length: count }, (_, index) => ({
        stack: `prod-${index}`,
        verdict: "drift",
        lines: Array.from({ length: 30 }, () => "a".repeat(400)),
      }));
    const note = (left: number, of: number) =>
      `**Not everything fits here.** In the artifacts of the run, but not here: the changes of ${left} of the ${of} stacks that need people.`;

    test("forty stacks whose changes do not fit: the table, what fits, and how many do not", () => {
      const whole = driftMarkdown(drifted(40));
      expect(whole.length).toBeGreaterThan(65_536);
      expect(whole).not.toContain("Not everything");
      const fitting = driftMarkdown(drifted(40), 65_536);
      const rows = fitting.slice(0, fitting.indexOf("\n\n"));
      expect(fitting.length).toBeLessThanOrEqual(65_536);
      expect(rows.match(/^\| prod-\d+ \| /gm)).toHaveLength(40);
      const shown = fitting.match(/^### prod-\d+$/gm) ?? [];
      expect(shown.length).toBeGreaterThan(8);
      expect(fitting.startsWith(`${rows}\n\n${note(40 - shown.length, 40)}\n\n### prod-0\n`)).toBe(true);
    });

    test("exactly what it may have is whole, one less is not", () => {
      const { length } = driftMarkdown(drifted(2));
      expect(driftMarkdown(drifted(2), length)).toBe(driftMarkdown(drifted(2)));
      expect(driftMarkdown(drifted(2), length - 1)).toContain(`\n\n${note(1, 2)}\n\n### prod-0\n`);
    });

    test("a table that is too long itself", () => {
      expect(
        driftMarkdown(
          drifted(900).map((drift) => ({ ...drift, verdict: "none" })),
          2000,
        ),
      ).toBe(
        "**Not everything fits here.** In the artifacts of the run, but not here: the table of all stacks; the changes of 0 of the 0 stacks that need people.",
      );
    });
  });
});
