// Browser side of the page, put into it as it is. Data becomes text nodes, never markup.

const data = JSON.parse(document.getElementById("data").textContent);

/** An element with attributes and children; texts are text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

/** As html.ts does: what hides or turns around text is shown by number. */
function visible(text) {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    /[\n\t]/.test(character) ? character : `\\u${character.codePointAt(0).toString(16).padStart(4, "0")}`,
  );
}

const SIGNS = { replace: "±", delete: "−", update: "~", create: "+" };

function badge(op) {
  return element(
    "span",
    { class: `op ${op}` },
    element("span", { "aria-hidden": "true" }, `${SIGNS[op]} `),
    op,
  );
}
