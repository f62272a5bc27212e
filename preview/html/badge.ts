// How the page shows what an `up` does: a sign, a word and a colour, so that no reader depends on one of them.
import { SIGNS } from "../since/operations.ts";
import type { Operation } from "../since/resource-changes.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";

export const badge = (op: Operation): Html =>
  html`<span class="op ${op}"><span aria-hidden="true">${SIGNS[op]} </span>${op}</span>`;
