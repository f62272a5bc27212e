import { getCallSites } from "node:util";
import type * as pulumi from "@pulumi/pulumi";

/** From a resource's constructor out to the program's own files there are a few frames of a package at most. */
const FRAMES = 20;

/**
 * Lets the SDK look up where a resource is made without the text of the whole stack, which it would take apart again:
 * only the frames of ES modules outside of packages, which is what the program is.
 */
export function keepStackTracesShort(sdk: typeof pulumi): void {
  if (!Reflect.has(sdk.Resource, "stackTrace")) return;
  Reflect.set(sdk.Resource, "stackTrace", (skip: number) =>
    getCallSites(FRAMES)
      .slice(skip)
      .filter(({ scriptName }) => scriptName.startsWith("file:") && !scriptName.includes("/node_modules/"))
      .map(({ scriptName, lineNumber, columnNumber }) => ({
        uri: scriptName,
        line: lineNumber,
        column: columnNumber,
      })),
  );
}
