// `node scripts/ci/pin-images.ts FOLDER ENVIRONMENT`: pins what images.yml has pushed, in the files of an environment.
// FOLDER has a JSON file of each image: service, tag and digest.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readProject } from "../../stacks/settings/stack-files.ts";
import { BUILT, pinned } from "./image-pins.ts";
import { endingWith, setOutput, summarise } from "./runner-files.ts";
import { stacksOf } from "./stacks.ts";

await endingWith(() => {
  const [folder = "", environment = ""] = process.argv.slice(2);
  const images = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .toSorted()
    .map((file) => BUILT.parse(JSON.parse(readFileSync(join(folder, file), "utf8"))));
  const { shared, regions } = stacksOf(readProject(process.cwd()), environment);
  const changes = [...shared, ...regions].flatMap((stack) => {
    const file = `Pulumi.${stack}.yaml`;
    const { text, changes } = pinned(readFileSync(file, "utf8"), images);
    if (changes.length > 0) writeFileSync(file, text);
    return changes.map((change) => `- ${file}: \`${change}\``);
  });
  setOutput("changes", String(changes.length));
  summarise(
    changes.length === 0 ? "No stack file names one of the images: nothing to pin." : changes.join("\n"),
  );
  return true;
});
