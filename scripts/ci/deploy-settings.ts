// .github/deploy.json: by environment, how it is deployed and what must hold meanwhile.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export const DEPLOY_SETTINGS = ".github/deploy.json";

/** As many jobs of waves as deploy.yml has. */
export const MOST_WAVES = 4;

const seconds = z
  .int()
  .min(0)
  .max(6 * 60 * 60);

const query = z
  .strictObject({
    /** PromQL for an instant; `$stack`, `$region` and `$environment` are put in. */
    query: z.string().min(1),
    atLeast: z.number().exactOptional(),
    atMost: z.number().exactOptional(),
  })
  .refine(
    ({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined,
    "has neither atLeast nor atMost, so everything would be healthy; set one",
  );

export const HEALTH = z.strictObject({
  /** Before the first look: an `up` returns before its Fleets are Ready. */
  settleSeconds: seconds,
  intervalSeconds: seconds.min(1),
  /** Looks in a row at which everything has to hold. */
  consecutive: z.int().min(1).max(1000),
  /** From the first look on; then the gate fails. */
  timeoutSeconds: seconds.min(1),
  queries: z
    .record(z.string(), query)
    .refine((queries) => Object.keys(queries).length > 0, 'is empty; name a query, or set health to "none"'),
});
export type Health = z.output<typeof HEALTH>;
export type HealthQuery = z.output<typeof query>;

const ENVIRONMENT = z.strictObject({
  /** The region stack that goes first. */
  canary: z.string().exactOptional(),
  /** The other region stacks, each in one wave. */
  waves: z.array(z.array(z.string()).min(1)).max(MOST_WAVES).exactOptional(),
  /** "none": nothing is asked between waves, which is for environments without players. */
  health: z.union([z.literal("none"), HEALTH]).exactOptional(),
});
export type DeploySettings = z.output<typeof ENVIRONMENT>;

/** @throws with what is wrong in the file, a line each */
export function readDeploySettings(environment: string, file = DEPLOY_SETTINGS): DeploySettings {
  const read = z.record(z.string(), ENVIRONMENT).safeParse(JSON.parse(textOf(file)));
  if (read.success) return read.data[environment] ?? {};
  throw new Error(
    read.error.issues.map(({ path, message }) => `${file}: ${path.join(".")}: ${message}`).join("\n"),
  );
}

/** Without the file, every environment has the defaults. */
const textOf = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "{}");
