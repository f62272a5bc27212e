import { parseAllDocuments, stringify } from "yaml";
import { z } from "zod";

const stage = z.looseObject({
  metadata: z.object({ name: z.string() }),
  spec: z.looseObject({
    resourceRef: z.object({ apiGroup: z.string(), kind: z.string() }),
    selector: z.object({
      matchExpressions: z.array(
        z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }),
      ),
    }),
  }),
});

/** kwok's stages without the pods of some images, which the node stand-in really runs. */
export function stagesWithout(images: string[], stages: string): string {
  return parseAllDocuments(stages)
    .map((document) => {
      const { spec, ...rest } = stage.parse(document.toJS());
      if (spec.resourceRef.kind !== "Pod" || images.length === 0) return stringify({ ...rest, spec });
      const matchExpressions = [...spec.selector.matchExpressions, runsNone(images)];
      return stringify({ ...rest, spec: { ...spec, selector: { matchExpressions } } });
    })
    .join("---\n");
}

/** A jq expression about the first container's image, as the node stand-in reads it: the last part of its name. */
function runsNone(images: string[]): { key: string; operator: string; values: string[] } {
  const pattern = `(^|/)(${images.join("|")})(:|@|$)`;
  return { key: `.spec.containers[0].image | test("${pattern}")`, operator: "NotIn", values: ["true"] };
}
