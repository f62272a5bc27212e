import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { readProject } from "../stacks/settings/stack-files.ts";
import { preview } from "./preview.ts";

/** Custom resources that the API server would refuse, for custom-resource-schemas.test.ts: prints the errors, as JSON. */
const program = () => {
  const provider = new kubernetes.Provider("kubernetes", {});
  const monitor = (name: string, spec: object) =>
    new kubernetes.apiextensions.CustomResource(
      name,
      { apiVersion: "monitoring.coreos.com/v1", kind: "PodMonitor", metadata: { name }, spec },
      { provider },
    );
  const selector = { matchLabels: { provider: provider.id } };
  const every = (interval: pulumi.Input<string>) => ({
    podMetricsEndpoints: [{ port: "metrics", interval }],
  });
  monitor("unknown", { selector, ...every(provider.id) });
  monitor("secret", { selector, ...every(pulumi.secret("hunter2")) });
  monitor("output", { selector, ...every(pulumi.output("15")) });
  monitor("beside-a-secret", every(pulumi.secret("hunter2")));
};

const [stack] = await preview(program, readProject(process.cwd()), ["local"]);
process.stdout.write(JSON.stringify(stack?.errors));
