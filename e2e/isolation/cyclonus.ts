import { execa } from "execa";
import { z } from "zod";
import type { Peer } from "./peers.ts";
import type { Answer, Probe } from "./probes.ts";

/** A NetworkPolicy as the API server has it. */
export type Policy = z.infer<typeof policy>;
const policy = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string() }),
  spec: z.record(z.string(), z.json()),
});

/** Reads what `kubectl get networkpolicies -o json` prints. */
export const parsePolicies = (json: string): Policy[] =>
  z.object({ items: z.array(policy) }).parse(JSON.parse(json)).items;

const answers = z.array(z.strictObject({ ingress: z.boolean(), egress: z.boolean(), combined: z.boolean() }));

/** Asks cyclonus' matcher, by the program of testbed/go/network-policies; one answer for each probe. */
export async function ask(
  binaries: string,
  policies: Policy[],
  peers: Peer[],
  probes: Probe[],
): Promise<Answer[]> {
  const places = new Map(peers.map((peer, i) => [peer, i]));
  const question = {
    policies,
    peers: peers.map(({ address, pod }) => ({ address, pod })),
    probes: probes.map(({ from, to, protocol, port }) => ({
      from: places.get(from),
      to: places.get(to),
      protocol,
      port,
    })),
  };
  const { stdout } = await execa(`${binaries}/network-policies`, { input: JSON.stringify(question) });
  return answers.parse(JSON.parse(stdout));
}
