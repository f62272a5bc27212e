/** Whether a text is as a pattern in which `*` stands for any characters. */
export function isLike(pattern: string, text: string): boolean {
  const expression = pattern
    .split("*")
    .map((part) => RegExp.escape(part))
    .join(".*");
  return new RegExp(`^${expression}$`, "s").test(text);
}
