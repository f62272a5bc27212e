// `node scripts/ci/services.ts`: the services with a Dockerfile, as a matrix of jobs. None is an answer, too.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { endingWith, setOutput, summarise } from "./runner-files.ts";

const FOLDER = "services";
/** What ECR takes as the last part of a repository's name, and shells and URLs as it is. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

await endingWith(() => {
  const services = foldersOf(FOLDER).filter((name) => existsSync(join(FOLDER, name, "Dockerfile")));
  const wrong = services.filter((name) => !NAME.test(name));
  if (wrong.length > 0)
    throw new Error(
      `${wrong.map((name) => join(FOLDER, name)).join(", ")}: a service's folder names its repository; use lower case letters, digits and hyphens`,
    );
  setOutput("services", JSON.stringify(services));
  summarise(
    services.length === 0
      ? `No image is built: no folder of ${FOLDER}/ has a Dockerfile.`
      : `Images: ${services.join(", ")}.`,
  );
  return true;
});

function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}
