/** Says what is wrong with the setting at `path`: its value, what is wrong with it, and after a semicolon the remedy. */
export type Report = (path: string[], text: string) => void;

/** A rule across settings. What the schema of one setting can say alone stands there. */
export interface Rule<Settings> {
  /** Unique; the test of bad settings has an example for each. */
  id: string;
  check: (settings: Settings, report: Report) => void;
}
