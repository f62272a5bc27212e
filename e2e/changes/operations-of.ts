import type { Step } from "../engine/update.ts";
import type { Operation } from "./operation.ts";

/** Steps of a replacement beside the one that stands for it. */
const PARTS_OF_A_REPLACEMENT = ["create-replacement", "delete-replaced"];

/** Not what becomes of a resource: read of another stack. */
const NO_OPERATION = ["read", "read-replacement", "discard"];

/** What a preview or an update does to each resource, out of the engine's steps. */
export const operationsOf = (steps: readonly Step[]): Operation[] =>
  steps
    .filter(({ op }) => !NO_OPERATION.includes(op) && !PARTS_OF_A_REPLACEMENT.includes(op))
    .map(operationOf);

function operationOf({ op, urn, type, name, fields }: Step): Operation {
  switch (op) {
    case "create":
    case "delete":
      return { op, type, name, fields: [] };
    case "update":
    case "replace":
      return { op, type, name, fields };
    default:
      throw new Error(`${urn} has the operation ${op}, which no change should need`);
  }
}
