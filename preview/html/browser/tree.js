// The tree of resources: a stack's rows are made when it is opened, a resource's inputs when they are asked for.

const MARKS = { p: "protected", r: "read", m: "made by its provider" };
const LEFT_OUT = -2;
const STACK = "pulumi:pulumi:Stack";

/** @typedef {{ index: number, parent: number, type: string, name: string, op: string, marks: string, inputs: number, source: string, violations: number, urn: string, text: string, children: number[] }} Row */

/** Rows of a stack by number, each with its children. */
const stacks = data.stacks.map(({ name, project, rows }) => {
  const all = rows.map(([parent, type, label, op, marks, inputs, source, violations, urn], index) => ({
    ...{ index, parent, name: label, op, marks, inputs, violations, urn },
    ...{ type: data.types[type], source: data.sources[source], children: [] },
    text: `${data.types[type]} ${label} ${op} ${name}`.toLowerCase(),
  }));
  for (const row of all) if (row.parent >= 0) all[row.parent].children.push(row.index);
  return { name, project, rows: all };
});

/** Inputs that the page has no room for, said before anybody looks for them. */
const withoutInputs = stacks.flatMap(({ rows }) => rows.filter(({ inputs }) => inputs === LEFT_OUT));
if (withoutInputs.length > 0) {
  const created = withoutInputs.filter(({ op }) => op === "create").length;
  document
    .getElementById("tree")
    .before(
      element(
        "p",
        { class: created > 0 ? "alarm" : "note" },
        `Inputs of ${withoutInputs.length} resources, ${created} of them new, are left out, to keep this page small: see preview.json.`,
      ),
    );
}

const shortType = (type) => type.replace(/\/[^:]*:/, ":");

/** Which rows are shown: those that pass, and whatever they are below. */
function shownRows({ rows }, passes) {
  const shown = new Set();
  for (const row of rows) {
    if (!passes(row)) continue;
    for (let each = row; each !== undefined && !shown.has(each.index); each = rows[each.parent])
      shown.add(each.index);
  }
  return shown;
}

function label(row) {
  const parts = [];
  if (row.op !== "") parts.push(badge(row.op), " ");
  parts.push(element("code", {}, shortType(row.type)), " ", element("b", {}, row.name));
  const marks = [...row.marks].map((mark) => MARKS[mark]);
  if (row.violations > 0) marks.push(row.violations === 1 ? "1 violation" : `${row.violations} violations`);
  if (marks.length > 0) parts.push(element("span", { class: "where" }, ` (${marks.join(", ")})`));
  return parts;
}

/** The URN as the engine makes it: types of all parents but the stack's own. */
function urnOf(stack, row) {
  if (row.urn !== "") return row.urn;
  const chain = [row.type];
  for (let up = stack.rows[row.parent]; up !== undefined && up.type !== STACK; up = stack.rows[up.parent])
    chain.unshift(up.type);
  return `urn:pulumi:${stack.name}::${stack.project}::${chain.join("$")}::${row.name}`;
}

function inputsText(stack, row) {
  if (row.inputs === LEFT_OUT)
    return `Left out, to keep this page small: see preview.json, or npm run preview -- --stack ${stack.name} --inputs`;
  return row.inputs < 0 ? "No inputs." : JSON.stringify(data.inputs[row.inputs], null, 2);
}

/** What there is to say of one resource, made when it is opened. */
function particulars(stack, row) {
  const details = element("details", { class: "particulars" }, element("summary", {}, ...label(row)));
  whenOpened(details, () => {
    details.append(
      element("p", {}, element("code", {}, urnOf(stack, row))),
      ...(row.source === "" ? [] : [element("p", { class: "note" }, `Registered at ${row.source}`)]),
      element("pre", { tabindex: "0" }, inputsText(stack, row)),
    );
  });
  return details;
}

function whenOpened(details, make) {
  details.addEventListener("toggle", () => details.open && make(), { once: true });
}

function branch(stack, shown, index, open) {
  const row = stack.rows[index];
  const children = row.children.filter((child) => shown.has(child));
  if (children.length === 0) return element("li", {}, particulars(stack, row));
  const list = element("ul", {}, ...children.map((child) => branch(stack, shown, child, open)));
  const details = element("details", { class: "branch" }, element("summary", {}, ...label(row)));
  details.open = open;
  const own = row.inputs === -1 ? [] : [element("li", {}, particulars(stack, row))];
  list.prepend(...own);
  details.append(list);
  return element("li", {}, details);
}

/**
 * Shows what passes of every stack.
 * @param {(row: Row) => boolean} passes
 * @param {boolean} open whether what is shown is unfolded
 * @returns {number} how many rows pass
 */
function showTree(passes, open) {
  const tree = document.getElementById("tree");
  let total = 0;
  const parts = stacks.flatMap((stack) => {
    const passing = stack.rows.filter(passes).length;
    if (passing === 0) return [];
    total += passing;
    const details = element(
      "details",
      { class: "stack" },
      element(
        "summary",
        {},
        element("b", {}, stack.name),
        element("span", { class: "where" }, ` ${passing} of ${stack.rows.length} resources`),
      ),
    );
    let isMade = false;
    const make = () => {
      if (isMade) return;
      isMade = true;
      const shown = shownRows(stack, passes);
      const roots = stack.rows.filter((row) => row.parent < 0 && shown.has(row.index));
      details.append(
        element(
          "ul",
          { class: "tree" },
          ...roots.map((row) => branch(stack, shown, row.index, open || row.parent < 0)),
        ),
      );
    };
    details.make = make;
    details.addEventListener("toggle", () => details.open && make());
    // A thousand rows are quick; more are made when somebody opens the stack.
    if (open && total <= 1000) {
      make();
      details.open = true;
    }
    return [details];
  });
  tree.replaceChildren(...(parts.length > 0 ? parts : [element("p", {}, "No resource is like that.")]));
  return total;
}
