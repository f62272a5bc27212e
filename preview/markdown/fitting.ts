// What fits into a comment, and an honest word about what does not.

/**
 * GitHub refuses a comment of more than 65,536 characters ("Body is too long"); what posts it puts a head above it and
 * breaks mentions.
 */
export const LONGEST_COMMENT = 62_000;

export interface Block {
  /** What it is, as the note on what was left out names it. */
  name: string;
  text: string;
}

export interface Fitted {
  text: string;
  /** Names of the blocks that did not fit. */
  cut: string[];
}

/**
 * All blocks that fit, in their order; small ones behind a large one that does not fit have their chance. What is cut is
 * said behind the first one.
 */
export function fitted(
  blocks: readonly Block[],
  note: (cut: string[]) => string,
  longest = LONGEST_COMMENT,
): Fitted {
  const whole = blocks.map(({ text }) => text).join("\n\n");
  if (whole.length <= longest) return { text: whole, cut: [] };
  // The longest note there can be is kept room for.
  let room = longest - note(blocks.map(({ name }) => name)).length - 2;
  const kept: string[] = [];
  const cut: string[] = [];
  for (const { name, text } of blocks) {
    if (text.length + 2 <= room) {
      kept.push(text);
      room -= text.length + 2;
    } else cut.push(name);
  }
  const [first, ...others] = kept;
  return { text: [...(first === undefined ? [] : [first]), note(cut), ...others].join("\n\n"), cut };
}
