// Pins images in stack files, and leaves every other character as it is: the engine and people write these files, too.
import { isScalar, parseDocument, visit } from "yaml";
import { z } from "zod";

export const BUILT = z.strictObject({
  service: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  tag: z.string().regex(/^[\w.-]{1,128}$/),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});
export type Built = z.output<typeof BUILT>;

export interface Pinned {
  text: string;
  /** `what it was -> what it is`, one for each place that changed. */
  changes: string[];
}

/** Sets tag and digest wherever `image` is one of the built ones, by its name alone, as the environment's registry has it. */
export function pinned(text: string, images: Built[]): Pinned {
  const edits: { start: number; end: number; value: string; change: string }[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== "image" || !isScalar(value) || typeof value.value !== "string")
        return;
      const was = value.value;
      const image = images.find(({ service }) => nameOf(was) === service);
      if (image === undefined || !value.range) return;
      const is = `${image.service}:${image.tag}@${image.digest}`;
      const [start, end] = value.range;
      if (was !== is) edits.push({ start, end, value: is, change: `${was} -> ${is}` });
    },
  });
  let result = text;
  // From the end, so that what comes before stays where it is.
  for (const { start, end, value } of edits.toReversed())
    result = `${result.slice(0, start)}${value}${result.slice(end)}`;
  return { text: result, changes: edits.map(({ change }) => change) };
}

/** `matchmaker` of `matchmaker:1.0.0@sha256:…`; an image with a host is somebody else's. */
const nameOf = (image: string): string => image.replace(/[:@].*$/s, "");
