import { expect, test } from "@jest/globals";
import { Groups } from "./groups.ts";

const PAGE = `
# Who

| name                   | groups           |
| ---------------------- | ---------------- |
| game server of \\<game> | game servers     |
| \`ping\`                 |                  |
| player                 | outside, private |

# Next

| name | groups |
| ---- | ------ |
| node | other  |
`;

const groups = (...names: string[]) => new Groups(PAGE, "Who", "name", names);
const membersOf = (asked: string[], ...of: string[]) => [...groups(...asked).members(of, "| row |")];

test("a name is a group of its own, and those of a pattern are one group", () => {
  const asked = ["game server of duel", "game server of cup", "ping", "player"];
  expect(membersOf(asked, "game servers")).toEqual(["game server of duel", "game server of cup"]);
  expect(membersOf(asked, "game server of cup", "ping")).toEqual(["game server of cup", "ping"]);
  expect(membersOf(asked, "outside", "private")).toEqual(["player"]);
});

test("a group of people who are not asked is empty", () => {
  expect(membersOf(["ping"], "outside", "game servers", "player", "game server of duel")).toEqual([]);
});

test("refuses a name that the table does not explain, on either side", () => {
  expect(() => groups("ping", "node")).toThrow('docs/isolation.md, "Who", does not say who node is');
  expect(() => membersOf(["ping"], "other")).toThrow("docs/isolation.md: | row |: nobody is called other");
});
