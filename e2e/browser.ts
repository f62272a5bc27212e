import { accessSync, constants } from "node:fs";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

/** Chromium of the machine: playwright-core brings none. Undefined where there is none. */
export const chromiumOfMachine = [
  process.env.CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
].find(isProgram);

/** Why a test of a page is skipped. */
export const noChromium =
  chromiumOfMachine === undefined &&
  "there is no Chromium (Debian: apt-get install chromium; CHROMIUM names another program)";

/** @throws where the machine has no Chromium */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumOfMachine && { executablePath: chromiumOfMachine }),
    // A container has little shared memory.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return file !== "";
  } catch {
    return false;
  }
}
