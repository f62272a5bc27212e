/** @type {import("jest").Config} */
export default {
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  // A test says what is right, not how fast: a busy machine must not fail one.
  testTimeout: 120_000,
  transform: {
    "\\.(ts|js)$": [
      "@swc/jest",
      { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  resolver: "<rootDir>/scripts/jest-resolver.cjs",
  // ES modules alone, which jest's CommonJS cannot load as they are.
  transformIgnorePatterns: ["/node_modules/(?!@?kubernetes-models/|@marcbachmann/|is-cidr/|cidr-regex/)"],
  // The SDK as the preview loads it, see preview/lean-sdk/load.ts.
  moduleNameMapper: {
    "^\\./debuggable$": "<rootDir>/preview/lean-sdk/plain-promises.cjs",
    "/typescript-shim$": "<rootDir>/preview/lean-sdk/no-function-serialisation.cjs",
    "^@npmcli/arborist$": "<rootDir>/preview/lean-sdk/no-function-serialisation.cjs",
  },
};
