// What `--format json` says of where an environment stands on the specification's maturity model.

/** Columns of the model, the lowest first. */
export const LEVELS = ["Basic", "Standard", "Advanced", "Enterprise"] as const;

export type Level = (typeof LEVELS)[number];

/** Rows of the model. */
export type Area = "Infrastructure" | "Orchestration" | "Player Experience" | "Scale";

export interface Maturity {
  environment: string;
  /** The highest level of which all criteria are met, and all of those below. */
  level: Level | "none";
  /** In the order of levels, then of areas. */
  criteria: Criterion[];
}

export type Criterion = {
  level: Level;
  area: Area;
  /** The model's words, and what they are taken for here. */
  criterion: string;
} & (
  | { met: true; /** What is there. */ evidence: string }
  | { met: false; /** What is missing, or not known. */ lacks: string }
);
