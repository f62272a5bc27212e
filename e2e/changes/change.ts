import type { Operation } from "./operation.ts";

/** A change that somebody makes, and everything that the engine does because of it. */
export interface Change {
  name: string;
  /** Heading of docs/operations.md that tells how; required where something is deleted or replaced. */
  documented?: string;
  /** In this order. */
  edits: Edit[];
  /** The exact set, in a preview and in an update. Empty where the settings alone change. */
  operations: Operation[];
  /** What the engine says where it refuses, at preview already; the edits are taken back. @default it does not */
  refused?: string;
}

/** What people do: to the file of a stack, or by a command on it. */
export type Edit = { stack: string } & (
  | { /** Such as `games.duel.image`. */ setting: string; /** Undefined removes it. */ value: unknown }
  | {
      /** Another key for the same settings: `games.multiplayer` and `games.arena`. */ rename: [
        string,
        string,
      ];
    }
  | { /** By `pulumi config set --secret`, below `gameplane:secrets`. */ secret: string; value: string }
  | { /** By `pulumi state unprotect`, the resources of this name. */ unprotect: string }
);

/**
 * Changes of a stack that are made together, to save time: none of them touches what another one does, so everything that
 * happens is still one change's. A step begins where the one before it ended.
 */
export interface Step {
  stack: string;
  changes: Change[];
}

export const stackFile = (stack: string) => `Pulumi.${stack}.yaml`;

/** Where a setting stands in a file: `games.duel.image` below `config: gameplane:games: duel: image`. */
export function settingPath(setting: string): string[] {
  const [group = "", ...inner] = setting.split(".");
  return ["config", `gameplane:${group}`, ...inner];
}
