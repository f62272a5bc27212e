import manifest from "./package.json" with { type: "json" };

/** As diagnostics name the pack. */
export const NAME = "gameplane";
export const VERSION: string = manifest.version;
