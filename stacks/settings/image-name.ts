/** The parts of an image's name: `registry.example.com/duel:1.0.0@sha256:…`. */
export interface ImageName {
  /** Where it comes from; undefined for the environment's registry. */
  host: string | undefined;
  /** Without host, tag and digest. */
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

export function parseImage(image: string): ImageName {
  const [name = "", digest] = image.split("@");
  const [first = "", ...rest] = name.split("/");
  // A host has a dot or a port, or is localhost; `library/duel` has none.
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const [, repository = "", tag] = /^(.*?)(?::([^/]*))?$/.exec(hasHost ? rest.join("/") : name) ?? [];
  return { host: hasHost ? first : undefined, repository, tag, digest };
}
