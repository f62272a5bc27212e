import { parseImage } from "../image-name.ts";
import type { ImageName } from "../image-name.ts";
import type { WithGames } from "./each-game.ts";
import { eachGame } from "./each-game.ts";
import type { Report, Rule, RuleContext } from "./rule.ts";

interface WithImages extends WithGames {
  production: boolean;
  /** The AWS account, where there is one. */
  account?: string;
}

type ImageCheck = (
  image: string,
  name: ImageName,
  path: string[],
  report: Report,
  settings: WithImages,
  context: RuleContext,
) => void;

/** Checks the images of each game: its own and its sidecar's. */
const eachImage = (id: string, check: ImageCheck): Rule<WithImages> =>
  eachGame(id, (game, path, report, settings, context) => {
    const { sidecar } = game.antiCheat;
    const of = (image: string, at: string[]) => {
      check(image, parseImage(image), at, report, settings, context);
    };
    of(game.image, [...path, "image"]);
    if (sidecar !== undefined) of(sidecar.image, [...path, "antiCheat", "sidecar", "image"]);
  });

export const gameImageRules: Rule<WithImages>[] = [
  eachImage("image-tag", (image, { tag, digest }, path, report) => {
    if (tag === undefined && digest === undefined)
      report(path, `${image} has neither a tag nor a digest, which means latest; add the tag of a release`);
    if (tag === "latest" && digest === undefined)
      report(path, `${image} is another image after each push; choose the tag of a release`);
  }),
  eachImage("image-digest-form", (image, { digest }, path, report) => {
    if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest))
      report(path, `${image} has a digest that is not sha256: and 64 hexadecimal digits; correct it`);
  }),
  eachImage("image-registry", (image, { host }, path, report, _, { environment }) => {
    if (host === undefined && environment === undefined)
      report(
        path,
        `${image} has no host, and this stack has no environment from whose registry it could come; write it with its host`,
      );
  }),
  eachImage("image-repository", (image, name, path, report, settings, context) => {
    const repository = ownRepository(name, settings, context);
    const { environment } = context;
    if (environment === undefined || repository === undefined) return;
    if (!environment.repositories.includes(repository))
      report(
        path,
        `${image} is not in registry.repositories of ${environment.name} (${list(environment.repositories)}); add ${repository} there, or correct it`,
      );
  }),
  eachImage("image-digest", (image, name, path, report, settings, context) => {
    if (!settings.production || name.digest !== undefined || name.host === undefined) return;
    if (ownRepository(name, settings, context) !== undefined) return;
    report(
      path,
      `${image} has a tag that may move, for the registry is not the environment's; production needs its digest (@sha256:...), or the image in registry.repositories`,
    );
  }),
];

/** The repository of the environment's registry that an image names, with or without its host; undefined for others. */
function ownRepository(
  { host, repository }: ImageName,
  { account }: WithImages,
  { environment, regions }: RuleContext,
): string | undefined {
  if (host === undefined) return repository;
  const isOwn = regions.some((region) => host === `${account ?? ""}.dkr.ecr.${region}.amazonaws.com`);
  const prefix = `${environment?.name ?? ""}/`;
  return environment !== undefined && isOwn && repository.startsWith(prefix)
    ? repository.slice(prefix.length)
    : undefined;
}

const list = (names: string[]) => (names.length === 0 ? "none" : names.join(", "));
