import * as pulumi from "@pulumi/pulumi";
import type { EnvironmentReference } from "./environment-outputs.ts";
import type { GameReferences } from "./games.ts";
import type { RegionSettings } from "./settings/settings.ts";

/** Images come from the environment's registry where they name no host; secrets are the stack's own, or its environment's. */
export function gameReferences(
  { region, environment }: RegionSettings,
  ownSecrets: Record<string, pulumi.Output<string>>,
  outputs: EnvironmentReference | undefined,
): GameReferences {
  return {
    image(image) {
      if (image.kind === "address") return image.address;
      const { repositoryAndTag } = image;
      if (environment === undefined || outputs === undefined)
        throw new pulumi.RunError(
          `image ${repositoryAndTag} names no registry, and there is no environment with one`,
        );
      return outputs.registryHost(region).apply((host) => `${host}/${environment.name}/${repositoryAndTag}`);
    },
    secret(name) {
      const secret = ownSecrets[name] ?? outputs?.secret(name);
      if (secret === undefined) throw new pulumi.RunError(`there is no secret ${name}`);
      return secret;
    },
  };
}
