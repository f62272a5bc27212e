// Asks Prometheus' HTTP API. Whatever is not a finite number of each series is an error: no data is never good news.
import { z } from "zod";
import { errorOf } from "./errors.ts";

const VECTOR = z.object({
  resultType: z.literal("vector"),
  result: z.array(
    z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
  ),
});
const SCALAR = z.object({ resultType: z.literal("scalar"), result: z.tuple([z.number(), z.string()]) });

const ANSWER = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("success"),
    data: z.discriminatedUnion("resultType", [VECTOR, SCALAR]),
    warnings: z.array(z.string()).optional(),
  }),
  z.object({ status: z.literal("error"), errorType: z.string(), error: z.string() }),
]);

export interface Sample {
  labels: Record<string, string>;
  value: number;
}

export interface Prometheus {
  /** Where `/api/v1/query` is below. */
  url: string;
  /** Bearer token; "" for none. */
  token: string;
}

/** A server that hangs must not hold the gate for longer than one look. */
const REQUEST_TIMEOUT_MS = 10_000;

/** @throws with what is wrong; neither the token nor the URL's credentials are in it */
export async function instantQuery(
  { url, token }: Prometheus,
  query: string,
  timeoutMs = REQUEST_TIMEOUT_MS,
): Promise<Sample[]> {
  const response = await fetch(`${url.replace(/\/+$/, "")}/api/v1/query`, {
    method: "POST",
    body: new URLSearchParams({ query }),
    headers: token === "" ? {} : { authorization: `Bearer ${token}` },
    // A redirect is a login page more often than Prometheus.
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new Error(`Prometheus cannot be reached (${reason(error)})`);
  });
  const parsed = ANSWER.safeParse(jsonOf(await response.text()));
  if (parsed.success && parsed.data.status === "error")
    throw new Error(`Prometheus refuses the query (${parsed.data.errorType}: ${parsed.data.error})`);
  if (!response.ok) throw new Error(`Prometheus answers HTTP ${response.status}`);
  if (!parsed.success || parsed.data.status === "error")
    throw new Error("the answer is not what Prometheus gives to an instant query");
  const { data, warnings = [] } = parsed.data;
  // Thanos and Mimir warn where a part of the data did not answer.
  if (warnings.length > 0) throw new Error(`the answer is not whole (${warnings.join("; ")})`);
  const samples = data.resultType === "scalar" ? [{ metric: {}, value: data.result }] : data.result;
  if (samples.length === 0) throw new Error("no data");
  return samples.map(({ metric, value: [, text] }) => ({ labels: metric, value: finite(text) }));
}

function finite(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new Error(`the value is ${text === "" ? "empty" : text}, not a number`);
  return value;
}

/** Never with the URL, which may hold a password: without a cause, fetch complains of the URL itself. */
function reason(thrown: unknown): string {
  const { name, cause } = errorOf(thrown);
  if (name === "TimeoutError") return "timeout";
  return cause === undefined
    ? "its URL is none, or has a user in it; give a token instead"
    : errorOf(cause).message;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
