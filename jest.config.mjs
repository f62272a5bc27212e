/** @type {import("jest").Config} */
export default {
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  // A test says what is right, not how fast: a busy machine must not fail one.
  testTimeout: 120_000,
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // The SDK as the preview loads it, see preview/lean-sdk/load.ts.
  moduleNameMapper: {
    "^\\./debuggable$": "<rootDir>/preview/lean-sdk/plain-promises.cjs",
    "/typescript-shim$": "<rootDir>/preview/lean-sdk/no-function-serialisation.cjs",
    "^@npmcli/arborist$": "<rootDir>/preview/lean-sdk/no-function-serialisation.cjs",
  },
};
