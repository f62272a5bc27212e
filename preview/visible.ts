/**
 * Characters that hide or turn around what is beside them (controls, directions of writing, zero widths), by number:
 * a reviewer approves what is read.
 */
export const visible = (text: string): string =>
  text.replace(
    // eslint's no-control-regex does not know \p{Cc}; line ends and tabs are no trick.
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) =>
      /[\n\t]/.test(character)
        ? character
        : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
