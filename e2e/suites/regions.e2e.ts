// Stacks on AWS: the doubles play AWS, the cluster of each region is a control plane whose nodes are its node groups'.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { execa } from "execa";
import { changesNothing, goesUp } from "./going-up.ts";
import type { AwsStacks } from "./aws-stacks.ts";
import { startAwsStacks } from "./aws-stacks.ts";
import { schedulesAsPromised } from "../kubernetes/scheduling.ts";

/** Stack by region; us-east-1 is home and has GPU nodes. */
const STACKS = { "us-east-1": "prod-us-east-1", "us-west-2": "prod-us-west-2", "eu-west-1": "dev" };

let stacks: AwsStacks;
before(async () => {
  stacks = await startAwsStacks(["prod", ...Object.values(STACKS)], Object.keys(STACKS));
  // GPU nodes come when a game asks for one, by an autoscaler, which nothing plays here.
  await stacks.program.set("Pulumi.prod-us-east-1.yaml", ["config", "gameplane:pools", "gpu", "desired"], 2);
});
after(() => stacks.stop());

test("prod goes up", (t) => goesUp(t, stacks.engine, "prod"));

test("a second preview of prod shows no change", (t) => changesNothing(t, stacks.engine, "prod"));

for (const [region, stack] of Object.entries(STACKS)) {
  test(`${stack} goes up`, (t) => goesUp(t, stacks.engine, stack));

  test(`a second preview of ${stack} shows no change`, (t) => changesNothing(t, stacks.engine, stack));

  test(`${stack}'s kubeconfig opens its cluster`, async () => {
    const { kubeconfig } = await stacks.engine.outputs(stack, true);
    const file = join(stacks.program.folder, `${stack}.kubeconfig`);
    await writeFile(file, typeof kubeconfig === "string" ? kubeconfig : JSON.stringify(kubeconfig), {
      mode: 0o600,
    });
    const { stdout } = await execa("kubectl", ["--kubeconfig", file, "get", "namespaces", "-o", "name"], {
      env: { PATH: stacks.path },
    });
    assert.deepEqual(
      ["agones-system", "game-servers", "monitoring"].filter((name) => !stdout.includes(`namespace/${name}`)),
      [],
    );
  });

  // Production's two have all games between them.
  if (stack === "dev") continue;
  test(`${stack}'s pods are where they belong, and as many servers fit as the settings say`, (t) =>
    schedulesAsPromised(t, stackPlane(region), stack, stacks.program.folder));
}

test("the allocator's name is the one that ExternalDNS gives to its load balancer", async (t) => {
  for (const region of ["us-east-1", "us-west-2"]) {
    const { allocatorEndpoint } = await stacks.engine.outputs(`prod-${region}`, true);
    const [host, port] = String(allocatorEndpoint).split(":");
    const service = await stackPlane(region).kubectl([
      ...["get", "service", "agones-allocator", "-n", "agones-system", "-o"],
      String.raw`jsonpath={.metadata.annotations.external-dns\.alpha\.kubernetes\.io/hostname} {.spec.ports[*].port} {.status.loadBalancer.ingress[0]}`,
    ]);
    const [name, ports, address] = service.split(" ");
    assert.deepEqual({ name, ports }, { name: host, ports: port });
    assert.ok(address, "the load balancer has no address");
    t.diagnostic(`${String(allocatorEndpoint)} -> ${address}`);
  }
});

function stackPlane(region: string) {
  const plane = stacks.planes[region];
  assert.ok(plane, `no control plane for ${region}`);
  return plane;
}
