import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { StackTrace } from "@pulumi/pulumi/proto/source_pb.js";

/** file:line of the innermost frame that lies in `root` itself; "" where none does. */
export function sourceIn(root: string, trace: StackTrace | undefined): string {
  for (const frame of trace?.getFramesList() ?? []) {
    const position = frame.getPc();
    if (position === undefined) continue;
    const path = relative(root, sourceFile(position.getUri()));
    if (path.startsWith("..") || path.includes("node_modules")) continue;
    return `${path}:${position.getLine()}`;
  }
  return "";
}

/** The SDK turns a frame's file URL into a URL once more; take the innermost. */
function sourceFile(uri: string): string {
  const inner = uri.lastIndexOf("file:/");
  return fileURLToPath(inner > 0 ? uri.slice(inner).replace(/^file:\/+/, "file:///") : uri);
}
