import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { apiError } from "./aws/api-error.ts";
import type { Interceptor, Operation } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";

/** Which operations go wrong. */
export interface FaultSelector {
  /** Type token, such as aws:ec2/vpc:Vpc. */
  type?: string;
  urn?: RegExp;
  /** @default create */
  operation?: Operation["operation"];
  /** The first of the matching operations that goes wrong, counted from 1. @default 1 */
  nth?: number;
  /** How many in a row do. @default 1 */
  times?: number;
}

export type Fault = FaultSelector &
  (
    | {
        /**
         * AWS refuses so many calls of its API in a row. The provider's SDK tries again by itself, 25 times in all: only
         * with 25 or more does the operation fail, otherwise it takes longer.
         */
        kind: "throttled";
        refusals: number;
      }
    /** AWS refuses for good, and nothing is made. */
    | { kind: "quota"; code: string; message: string }
    /** The object is there at once, and the provider waits so long for it to become available. */
    | { kind: "slow"; ms: number }
    /** The object is there and known, but never becomes available: the engine keeps it as a partial resource. */
    | { kind: "never-available"; message: string }
    /** The object is there, but the provider fails before it learns its id: the engine knows nothing of it. */
    | { kind: "answer-lost"; message: string }
    /** The provider's process ends before it does anything. */
    | { kind: "connection-lost" }
  );

/** What was done, in order; previews do nothing. */
export interface LogEntry {
  at: Date;
  package: string;
  operation: Operation["operation"];
  type: string;
  name: string;
  urn: string;
  /** Begun operations have both entries; deletions are done when `ended` is there. */
  phase: "began" | "ended" | "failed";
  error?: string;
}

/** Attempts of the AWS provider's SDK (its setting maxRetries, default 25). */
const MAX_ATTEMPTS = 25;

/** Between two of them; the real SDK waits up to 20 s, which no test should. */
const BACKOFF_MS = 10;

/** A fault, and how many operations it has matched. */
interface Armed {
  fault: Fault;
  seen: number;
}

/** What goes wrong on demand, and the log of all that was done. */
export class Faults {
  readonly log: LogEntry[] = [];
  #armed: Armed[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, seen: 0 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Goes around every operation, see `servePackage`. */
  readonly intercept: Interceptor = async (operation, work) => {
    this.#note(operation, "began");
    try {
      const result = await this.#disturb(operation, work);
      this.#note(operation, "ended");
      return result;
    } catch (error) {
      this.#note(operation, "failed", error instanceof Error ? error.message : String(error));
      throw error;
    }
  };

  async #disturb<T>(operation: Operation, work: () => Promise<T>): Promise<T> {
    const fault = this.#next(operation);
    if (fault === undefined) return work();
    switch (fault.kind) {
      case "throttled":
        await refuse(operation, fault.refusals);
        return work();
      case "quota":
        throw new ProviderError(apiError(operation, 400, fault.code, fault.message));
      case "slow":
        return slowly(operation, fault.ms, await work());
      case "never-available":
        throw partialError(
          await work(),
          `waiting for ${operation.type} (${operation.name}): ${fault.message}`,
        );
      case "answer-lost":
        await work();
        throw new ProviderError(fault.message);
      case "connection-lost":
        throw new ProviderError("error reading from server: EOF", { code: status.UNAVAILABLE });
    }
  }

  #next(operation: Operation): Fault | undefined {
    let found: Fault | undefined;
    for (const armed of this.#armed) {
      if (!matches(armed.fault, operation)) continue;
      armed.seen++;
      const { nth = 1, times = 1 } = armed.fault;
      if (armed.seen >= nth && armed.seen < nth + times) found ??= armed.fault;
    }
    return found;
  }

  #note(
    { package: name, operation, type, name: resource, urn }: Operation,
    phase: LogEntry["phase"],
    error?: string,
  ) {
    const entry = { at: new Date(), package: name, operation, type, name: resource, urn, phase };
    this.log.push({ ...entry, ...(error !== undefined && { error }) });
  }
}

const matches = ({ type, urn, operation: wanted = "create" }: Fault, operation: Operation): boolean =>
  operation.operation === wanted &&
  (type === undefined || type === operation.type) &&
  (urn === undefined || urn.test(operation.urn));

async function refuse(operation: Operation, refusals: number): Promise<void> {
  for (let attempt = 1; attempt <= refusals; attempt++) {
    if (attempt === MAX_ATTEMPTS)
      throw new ProviderError(
        apiError(
          operation,
          400,
          "ThrottlingException",
          "Rate exceeded",
          `exceeded maximum number of attempts, ${MAX_ATTEMPTS}, `,
        ),
      );
    await sleep(BACKOFF_MS);
  }
}

/** A wait that Ctrl-C ends: the provider gives up on an object that is there. */
async function slowly<T>({ cancelled, name, type }: Operation, ms: number, result: T): Promise<T> {
  try {
    await sleep(ms, undefined, { signal: cancelled });
  } catch {
    throw partialError(result, `waiting for ${type} (${name}): context canceled`);
  }
  return result;
}

/** The object as the engine can keep it; where there is none (a deletion), only the message. */
function partialError(result: unknown, message: string): ProviderError {
  return isCreated(result) ? new ProviderError(message, { partial: result }) : new ProviderError(message);
}

function isCreated(value: unknown): value is NonNullable<ProviderError["partial"]> {
  return (
    typeof value === "object" && value !== null && "id" in value && "inputs" in value && "outputs" in value
  );
}
