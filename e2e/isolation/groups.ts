import { cell, entries, tableBelow } from "./markdown-table.ts";

/** Names by the groups that they are in, as a table of docs/isolation.md has them; each name is a group of its own. */
export class Groups {
  /** Of the names that are asked about: a group may have none of them. */
  readonly #members = new Map<string, Set<string>>();
  /** Names as the table writes them, also of those who are not asked. */
  readonly #named: string[] = [];

  /** @throws where the table below the heading does not say who one of the names is */
  constructor(markdown: string, heading: string, column: string, names: string[]) {
    for (const row of tableBelow(markdown, heading)) {
      this.#named.push(cell(row, column));
      const matching = names.filter((name) => isNamed(cell(row, column), name));
      for (const group of entries(row, "groups")) this.#add(group, matching);
      for (const name of matching) this.#add(name, [name]);
    }
    const unknown = names.filter((name) => !this.#members.has(name));
    if (unknown.length > 0)
      throw new Error(
        `docs/isolation.md, "${heading}", does not say who ${unknown.join(", ")} is; add a row for each`,
      );
  }

  #add(group: string, names: string[]): void {
    this.#members.set(group, new Set([...(this.#members.get(group) ?? []), ...names]));
  }

  /** Everybody who is asked and in any of the groups. */
  members(groups: string[], row: string): Set<string> {
    const unknown = groups.filter(
      (group) => !this.#members.has(group) && !this.#named.some((name) => isNamed(name, group)),
    );
    if (unknown.length > 0)
      throw new Error(
        `docs/isolation.md: ${row}: nobody is called ${unknown.join(", ")}; correct it, or add a row that says who that is`,
      );
    return new Set(groups.flatMap((group) => [...(this.#members.get(group) ?? [])]));
  }
}

/** `game server of <game>` names one for each game. */
function isNamed(cell: string, name: string): boolean {
  const [start, end] = cell.split("<game>");
  return end === undefined ? cell === name : name.startsWith(start ?? "") && name.endsWith(end);
}
