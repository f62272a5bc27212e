import { runsIn } from "../games.ts";
import type { Game } from "../schema/games.ts";
import { unlessRefused } from "../sound-parts.ts";
import type { Report, Rule, RuleContext } from "./rule.ts";

/** What rules about games need of a region, on whatever cluster. */
export interface WithGames {
  region: string;
  games: Record<string, Game>;
}

export type GameCheck<Settings> = (
  game: Game,
  path: string[],
  report: Report,
  settings: Settings,
  context: RuleContext,
) => void;

/** A rule about each game that settings name, wherever it runs. */
export const everyGame = <Settings extends WithGames>(
  id: string,
  check: GameCheck<Settings>,
): Rule<Settings> => ({
  id,
  check(settings, report, context) {
    for (const name of Object.keys(settings.games)) {
      unlessRefused(() => {
        const game = settings.games[name];
        if (game !== undefined) check(game, ["games", name], report, settings, context);
      });
    }
  },
});

/** A rule about each game that the region runs. */
export const eachGame = <Settings extends WithGames>(
  id: string,
  check: GameCheck<Settings>,
): Rule<Settings> =>
  everyGame(id, (game, path, report, settings, context) => {
    if (runsIn(game, settings.region)) check(game, path, report, settings, context);
  });

/** The games that the region runs; ends the rule where one of them is refused. */
export const gamesHere = ({ games, region }: WithGames): [string, Game][] =>
  Object.entries(games).filter(([, game]) => runsIn(game, region));

/** `games.duel.cpu.request`, as a line names a second setting. */
export const dotted = (path: string[]) => path.join(".");
