// A drawing that scrolls within itself, also by keyboard, and says in words what it shows.
import type { Html, Value } from "./html.ts";
import { html } from "./html.ts";

interface Frame {
  /** Its class in page.css. */
  kind: "map" | "topology";
  /** Unique in the page. */
  id: string;
  label: string;
  title: string;
  /** What it shows, for people who do not see it. */
  text: string;
  width: number;
  height: number;
}

export const drawing = ({ kind, id, label, title, text, width, height }: Frame, shapes: Value): Html => html`
  <div class="scroll" role="group" aria-label="${label}" tabindex="0">
    <svg
      class="${kind}"
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="img"
      aria-labelledby="${id}-title ${id}-text"
    >
      <title id="${id}-title">${title}</title>
      <desc id="${id}-text">${text}</desc>
      ${shapes}
    </svg>
  </div>
`;
