import { z } from "zod";

const ERROR = z.object({
  message: z.string(),
  name: z.string().optional(),
  /** A system call's, or a child process's exit code. */
  code: z.union([z.string(), z.number()]).nullish(),
  cause: z.unknown().optional(),
});

/** What was thrown, by its form: what Node's own modules throw is no `instanceof Error` in another realm, such as jest's. */
export function errorOf(thrown: unknown): z.output<typeof ERROR> {
  const parsed = ERROR.safeParse(thrown);
  return parsed.success ? parsed.data : { message: String(thrown) };
}
