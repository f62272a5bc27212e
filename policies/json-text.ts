import type { z } from "zod";

/** What a text says as JSON of a shape; undefined where it is no JSON, or of another shape. */
export function jsonOf<T>(text: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
