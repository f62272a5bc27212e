import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { keepStructsPlain } from "./plain-structs.ts";
import { keepStackTracesShort } from "./short-stack-traces.ts";

/**
 * What the SDK loads or does for cases that a preview of gameplane has not, and what stands for it here. Half of the
 * time of a preview; a module of another name or place in a new SDK is simply loaded as it is.
 */
const REPLACED = [
  // The TypeScript compiler and npm's own libraries, to serialise functions for dynamic providers and callbacks.
  ...["../../typescript-shim", "@npmcli/arborist", "normalize-package-data", "semver"].map((specifier) => ({
    specifier,
    user: "@pulumi/pulumi/runtime/closure/",
    by: "no-function-serialisation.cjs",
  })),
  // Programs that run programs, and providers in TypeScript.
  ...["./automation", "./provider"].map((specifier) => ({
    specifier,
    user: "@pulumi/pulumi/index.js",
    by: "no-automation.cjs",
  })),
  // Debugging of promises that are never resolved.
  { specifier: "./debuggable", user: "@pulumi/pulumi/runtime/", by: "plain-promises.cjs" },
];

/** Loads the SDK without what a preview does not need. Call it before anything that imports the SDK. */
export async function loadLeanSdk(): Promise<void> {
  // Compiled code is kept between runs, where npm keeps what it may delete.
  enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/gameplane-compile", import.meta.url)));
  const hooks = registerHooks({
    resolve(specifier, context, nextResolve) {
      const found = REPLACED.find(
        (entry) => entry.specifier === specifier && context.parentURL?.includes(entry.user),
      );
      if (found === undefined) return nextResolve(specifier, context);
      return { url: new URL(found.by, import.meta.url).href, format: "commonjs", shortCircuit: true };
    },
  });
  const pulumi = await import("@pulumi/pulumi");
  // Hooks cost something for each of the hundreds of modules that providers load.
  hooks.deregister();
  keepStructsPlain();
  keepStackTracesShort(pulumi);
  // Messages that the monitor drops, three a resource, each a chain of promises.
  Reflect.set(pulumi.log, "debug", () => Promise.resolve());
}
