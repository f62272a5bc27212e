// Search in changes and resources, and what the tree shows.

const search = document.getElementById("search");
const found = document.getElementById("found");
const onlyChanged = document.getElementById("changed");
const changes = [...document.querySelectorAll("#changes .change")].map((item) => ({
  item,
  text: item.textContent.toLowerCase(),
}));

const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** Every word has to be there. */
function wanted() {
  const words = search.value
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return (text) => words.every((word) => text.includes(word));
}

/** Shows what search and switch let pass. */
function refresh(unfold) {
  const isAsked = search.value.trim() !== "";
  const isWanted = wanted();
  const changed = onlyChanged.getAttribute("aria-pressed") === "true";
  let changesFound = 0;
  for (const { item, text } of changes) {
    item.hidden = !isWanted(text);
    if (!item.hidden) changesFound++;
  }
  for (const many of document.querySelectorAll("#changes .many")) {
    many.hidden = many.querySelector(".change:not([hidden])") === null;
    if (isAsked) many.querySelector("details").open = !many.hidden;
  }
  const resources = showTree(
    (row) => isWanted(row.text) && (!changed || row.op !== ""),
    unfold ?? (isAsked || changed),
  );
  if (!isAsked) found.replaceChildren();
  else
    found.replaceChildren(
      element("a", { href: "#changes" }, plural(changesFound, "change")),
      " and ",
      element("a", { href: "#resources" }, plural(resources, "resource")),
    );
}

/** Not for each letter: thousands of rows take longer than people type. */
let waiting;
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh(), 120);
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") document.querySelector("#found a[href='#resources']")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (
    event.key === "/" &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !event.target.matches("input, textarea")
  ) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && search.value !== "") {
    event.preventDefault();
    clearTimeout(waiting);
    search.value = "";
    refresh();
  }
});
document.getElementById("unfold").addEventListener("click", () => refresh(true));
document.getElementById("fold").addEventListener("click", () => refresh(false));
onlyChanged.addEventListener("click", () => {
  onlyChanged.setAttribute("aria-pressed", String(onlyChanged.getAttribute("aria-pressed") !== "true"));
  refresh();
});
onlyChanged.disabled = !stacks.some(({ rows }) => rows.some(({ op }) => op !== ""));
refresh();
