import type { Html, Value } from "./html.ts";
import { html } from "./html.ts";

export interface Column {
  title: string;
  /** Figures stand at the right. */
  isFigure?: true;
}

/** A table that scrolls within itself, also by keyboard; the first cell of a row names it. */
export const table = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): Html => html`
  <div class="scroll" role="group" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${figure(column)}>${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((cells) => row(columns, cells))}
      </tbody>
    </table>
  </div>
`;

const row = (columns: readonly Column[], cells: readonly Value[]): Html =>
  html`<tr>
    ${cells.map((cell, index) =>
      index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${figure(columns[index])}>${cell}</td>`,
    )}
  </tr> `;

const figure = (column: Column | undefined): Html =>
  column?.isFigure === true ? html` class="figure"` : html``;

/** Names of stacks, none of which is torn apart at the end of a line. */
export const names = (stacks: readonly string[]): Html[] =>
  stacks.map(
    (name, index) =>
      html`<span class="whole">${name}${index < stacks.length - 1 ? "," : ""}</span
        >${index < stacks.length - 1 ? " " : ""}`,
  );
