/** Says what is wrong with the setting at `path`: its value, what is wrong with it, and after a semicolon the remedy. */
export type Report = (path: string[], text: string) => void;

/** What a rule has to know of the stack beside its settings. */
export interface StackContext {
  /** The stack's name. */
  stack: string;
  /** Regions that there are: the environment's, or the stack's own. */
  regions: string[];
  /** Names of the secrets that a game may use: the stack's own and the environment's. */
  secrets: string[];
  /** The environment, where the stack is a region of one. */
  environment: { name: string; repositories: string[] } | undefined;
}

export interface RuleContext extends StackContext {
  /** The key under which the setting at a path is written: `games.duel.regions.eu-west-1.players` for an override. */
  writtenKey: (path: string[]) => string[];
}

/** A rule across settings. What the schema of one setting can say alone stands there. */
export interface Rule<Settings> {
  /** Unique; the test of bad settings has an example for each. */
  id: string;
  check: (settings: Settings, report: Report, context: RuleContext) => void;
}
