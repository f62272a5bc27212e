import { isLike } from "./like.ts";

/** `TYPE::NAME`: the last type of a URN's chain and the name, as exemptions and settings name a resource. */
export function typeAndName(urn: string): string {
  const [, , chain = "", ...name] = urn.split("::");
  return `${chain.split("$").at(-1) ?? ""}::${name.join("::")}`;
}

/** Whether `TYPE::NAME` with its stars is the end of a URN. */
export const matches = (pattern: string, urn: string): boolean => isLike(pattern, typeAndName(urn));
