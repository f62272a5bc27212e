// Images of pods, their references taken apart as container runtimes do.
import { each } from "./each.ts";
import { isLike } from "./like.ts";
import type { Pod } from "./pods.ts";
import { eachContainer } from "./pods.ts";

export interface Image {
  /** With its port; Docker Hub where none is given. */
  host: string;
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

const DOCKER_HUB = "docker.io";
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-f]{32,}$/i;

export function imageOf(reference: string): Image {
  const [named = "", digest = ""] = reference.split("@");
  const [, name = "", tag = ""] = /^(.*?)(?::([^/:]*))?$/s.exec(named) ?? [];
  return {
    ...locationOf(name),
    tag: tag === "" ? undefined : tag,
    digest: DIGEST.test(digest) ? digest : undefined,
  };
}

function locationOf(name: string): Pick<Image, "host" | "repository"> {
  const [first = "", ...rest] = name.split("/");
  const isHost = rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost");
  const host = isHost && first !== "index.docker.io" ? first : DOCKER_HUB;
  const repository = isHost ? rest.join("/") : name;
  return {
    host,
    repository: host === DOCKER_HUB && !repository.includes("/") ? `library/${repository}` : repository,
  };
}

/** Whether a pattern, `HOST/REPOSITORY` with stars, is about an image; a star in HOST matches no slash. */
export const isFrom = ({ host, repository }: Image, patterns: string[]): boolean =>
  patterns.some((pattern) => {
    const [ofHost = "", ...rest] = pattern.split("/");
    return isLike(ofHost, host) && isLike(rest.length === 0 ? "*" : rest.join("/"), repository);
  });

/** Each image of a pod with its path: those of containers, and those that are mounted as volumes. */
export function eachImage(pod: Pod, check: (reference: string | undefined, at: string) => void): void {
  const ofContainers = () => eachContainer(pod, ({ image }, at) => check(image, `${at}.image`));
  const ofVolumes = () =>
    each(pod.spec.volumes, ({ image }, index) => {
      if (image !== undefined) check(image.reference, `${pod.at}.volumes[${index}].image.reference`);
    });
  each([ofContainers, ofVolumes], (checkAll) => checkAll());
}
