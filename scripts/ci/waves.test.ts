import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { readDeploySettings } from "./deploy-settings.ts";
import { environmentsOf, stacksOf } from "./stacks.ts";
import { planWaves } from "./waves.ts";

const regions = ["p-a", "p-b", "p-c", "p-d"];
const plan = (settings: Parameters<typeof planWaves>[1]) => planWaves({ shared: ["p"], regions }, settings);

describe("waves", () => {
  test("without settings: one, two, four and so on, the last one last", () => {
    const many = Array.from({ length: 20 }, (_, index) => `r${index}`);
    const { canary, waves } = planWaves({ shared: [], regions: many }, {});
    expect([canary, ...waves].map((wave) => wave.length)).toEqual([1, 2, 4, 8, 5]);
    expect([canary, ...waves].flat()).toEqual(many);
  });

  test("the canary of the settings, and waves of the others", () => {
    expect(plan({ canary: "p-c" })).toEqual({
      shared: ["p"],
      canary: ["p-c"],
      waves: [["p-a", "p-b"], ["p-d"], [], []],
    });
  });

  test("the waves of the settings, and the one region that is in none goes first", () => {
    expect(plan({ waves: [["p-a"], ["p-c", "p-d"]] })).toEqual({
      shared: ["p"],
      canary: ["p-b"],
      waves: [["p-a"], ["p-c", "p-d"], [], []],
    });
  });

  test("no region: the environment alone", () => {
    expect(planWaves({ shared: ["p"], regions: [] }, {})).toEqual({
      shared: ["p"],
      canary: [],
      waves: [[], [], [], []],
    });
  });

  test.each([
    [
      { canary: "p-x" },
      ".github/deploy.json: p-x is no region stack of this environment (p-a, p-b, p-c, p-d); correct it",
    ],
    [
      { canary: "p-a", waves: [["p-a", "p-b", "p-c", "p-d"]] },
      ".github/deploy.json: p-a would be deployed twice; name it once, as canary or in one wave",
    ],
    [
      { waves: [["p-a", "p-b"], ["p-a"]] },
      ".github/deploy.json: p-a would be deployed twice; name it once, as canary or in one wave\n" +
        ".github/deploy.json: p-d would not be deployed; add it to a wave",
    ],
    [
      { waves: [regions] },
      ".github/deploy.json: every region is in waves, and none is left to go first; name it as canary, and in no wave",
    ],
  ])("refuses %j", (settings, message) => {
    expect(() => plan(settings)).toThrow(new Error(message));
  });

  test("every region exactly once, or an error", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-e]{1,3}$/), { maxLength: 30 });
    const settings = fc.record(
      {
        canary: fc.stringMatching(/^[a-e]{1,3}$/),
        waves: fc.array(fc.array(fc.stringMatching(/^[a-e]{1,3}$/), { minLength: 1, maxLength: 4 }), {
          maxLength: 4,
        }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(names, settings, (regions, settings) => {
        let found: ReturnType<typeof planWaves>;
        try {
          found = planWaves({ shared: [], regions }, settings);
        } catch {
          // Without settings there is nothing to be wrong.
          expect(Object.keys(settings)).not.toEqual([]);
          return;
        }
        expect([...found.canary, ...found.waves.flat()].toSorted()).toEqual(regions.toSorted());
        expect(found.waves).toHaveLength(4);
        expect(found.canary).toHaveLength(Math.min(regions.length, 1));
        const firstEmpty = found.waves.findIndex((wave) => wave.length === 0);
        if (firstEmpty !== -1) expect(found.waves.slice(firstEmpty).flat()).toEqual([]);
      }),
    );
  });
});

describe("this project's", () => {
  const project = readProject(process.cwd());

  test("prod: the quietest region first, the home region last", () => {
    expect(planWaves(stacksOf(project, "prod"), readDeploySettings("prod"))).toEqual({
      shared: ["prod"],
      canary: ["prod-ap-southeast-2"],
      waves: [["prod-ap-northeast-1", "prod-eu-west-1"], ["prod-us-west-2", "prod-us-east-1"], [], []],
    });
  });

  test("dev stands alone, and local is for people's own machines", () => {
    expect(stacksOf(project, "dev")).toEqual({ shared: [], regions: ["dev"] });
    expect(environmentsOf(project)).toEqual(["dev", "prod"]);
    expect(() => stacksOf(project, "local")).toThrow(
      "Pulumi.local.yaml is a cluster that is already there (gameplane:cluster), which needs a kubeconfig that no runner has; deploy it by hand",
    );
  });

  test.each(["prod-us-east-1", "staging", ""])("%j is no environment", (name) => {
    expect(() => stacksOf(project, name)).toThrow(
      `there is no environment ${name}; the environments are dev, prod`,
    );
  });

  test("a file that does not say what it is stops everything: its region would be left out", () => {
    const unclear = {
      ...{ kind: "unclear" as const, stack: "prod-x", file: "Pulumi.prod-x.yaml", settings: {}, secrets: [] },
      problems: [{ rule: "some-kind" as const, file: "Pulumi.prod-x.yaml", key: [], text: "says nothing" }],
    };
    const stacks = new Map([...project.stacks, ["prod-x", unclear] as const]);
    expect(() => stacksOf({ ...project, stacks }, "prod")).toThrow("Pulumi.prod-x.yaml: says nothing");
  });
});
