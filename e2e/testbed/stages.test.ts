import { describe, expect, test } from "@jest/globals";
import { parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { stagesWithout } from "./stages.ts";

const pending = { key: ".status.phase", operator: "In", values: ["Pending"] };
const stageOf = (kind: string, ...matchExpressions: object[]): object => ({
  metadata: { name: `${kind} stage` },
  spec: { resourceRef: { apiGroup: "v1", kind }, selector: { matchExpressions }, next: { delete: true } },
});
const stages = `${stringify(stageOf("Node", pending))}---\n${stringify(stageOf("Pod", pending))}`;

function read(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => z.unknown().parse(document.toJS()));
}

describe("kwok's stages", () => {
  test("stay as they are where no image really runs", () => {
    expect(read(stagesWithout([], stages))).toEqual(read(stages));
  });

  test("leave pods of images that really run alone, and nodes as they are", () => {
    expect(read(stagesWithout(["agones-controller", "agones-ping"], stages))).toEqual([
      stageOf("Node", pending),
      stageOf("Pod", pending, {
        key: '.spec.containers[0].image | test("(^|/)(agones-controller|agones-ping)(:|@|$)")',
        operator: "NotIn",
        values: ["true"],
      }),
    ]);
  });
});
