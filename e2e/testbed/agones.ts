import { accessSync, constants } from "node:fs";
import { join } from "node:path";

/** Agones as a machine has it: it is in no Go module or npm registry. */
export interface RealAgones {
  /** Folder with its four programs. */
  bin: string;
  /** Folder of its Helm chart. */
  chart: string;
}

const PROGRAMS = ["agones-controller", "agones-extensions", "agones-allocator", "agones-ping"];

/** Real Agones by AGONES_BIN and AGONES_CHART; throws where they name what is not there, as that is no reason to skip. */
export function agonesOfMachine(environment: NodeJS.ProcessEnv = process.env): RealAgones | undefined {
  const { AGONES_BIN: bin, AGONES_CHART: chart } = environment;
  if (bin === undefined || chart === undefined) return undefined;
  for (const program of PROGRAMS) mustExist("AGONES_BIN", join(bin, program), constants.X_OK);
  mustExist("AGONES_CHART", join(chart, "Chart.yaml"), constants.R_OK);
  return { bin, chart };
}

/** For `{ skip }` of a test that needs real Agones. */
export const noAgones = (): string | false =>
  agonesOfMachine() === undefined && "needs real Agones: set AGONES_BIN (its programs) and AGONES_CHART";

function mustExist(variable: string, file: string, mode: number): void {
  try {
    accessSync(file, mode);
  } catch {
    throw new Error(`${variable}: there is no ${file}; build Agones' programs there, or unset ${variable}`);
  }
}
