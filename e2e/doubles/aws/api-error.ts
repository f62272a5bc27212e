import { randomUUID } from "node:crypto";
import type { Operation } from "../provider.ts";
import { ProviderError } from "../provider-error.ts";

type What = Pick<Operation, "operation" | "type" | "name">;

/** A refusal by AWS, as the provider shows the one of the AWS SDK for Go. */
export function apiError(
  what: What,
  httpStatus: number,
  code: string,
  message: string,
  attempts = "",
): string {
  const [service = "", path = ""] = what.type.replace(/^aws:/, "").split("/");
  const call = `${VERBS[what.operation]}${path.split(":").at(-1) ?? ""}`;
  return (
    `${VERBS[what.operation].toLowerCase().replace(/e$/, "")}ing ${what.type} (${what.name}): ` +
    `operation error ${service.toUpperCase()}: ${call}, ${attempts}` +
    `https response error StatusCode: ${httpStatus}, RequestID: ${randomUUID()}, api error ${code}: ${message}`
  );
}

const VERBS: Record<Operation["operation"], string> = {
  create: "Create",
  update: "Modify",
  read: "Describe",
  delete: "Delete",
  construct: "Create",
};

/** What a check of the double throws; the provider puts the operation before it. */
export class AwsRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Runs checks and work; a refusal becomes the provider's error. */
export async function asProviderError<T>(what: What, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AwsRefusal) throw new ProviderError(apiError(what, 400, error.code, error.message));
    throw error;
  }
}
