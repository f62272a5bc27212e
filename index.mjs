// What Pulumi runs: plain JavaScript, because an old Node fails on TypeScript before it could say why.
import { RunError } from "@pulumi/pulumi";
if (Number(process.versions.node.split(".")[0]) < 24)
  throw new RunError(
    `gameplane needs Node 24 or newer, and this is ${process.version}; put Node 24 first on the PATH, or begin with npx -c: npx -c "pulumi …"`,
  );
export default (await import("./index.ts")).default;
