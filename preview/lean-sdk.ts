import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * The SDK loads the TypeScript compiler and npm's dependency resolver at start, to serialise functions for dynamic
 * providers and callbacks. gameplane has none, and they are a third of what the SDK costs: leave them out, and fail
 * with a clear text where something uses them after all.
 */
const UNUSED = new Map([
  ["../../typescript-shim", "@pulumi/pulumi/runtime/closure/"],
  ["@npmcli/arborist", "@pulumi/pulumi/runtime/closure/"],
]);

const STUB = new URL("./no-function-serialisation.cjs", import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const user = UNUSED.get(specifier);
    if (user !== undefined && context.parentURL?.includes(user) === true) {
      return { url: STUB, format: "commonjs", shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});

// Compiled code is kept between runs, where npm keeps what it may delete.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/gameplane-compile", import.meta.url)));
