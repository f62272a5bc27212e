import { z } from "zod";
import { NAMESPACES } from "../../components/isolation/namespaces.ts";
import type { ControlPlane } from "../testbed/control-plane.ts";
import type { Policy } from "./cyclonus.ts";
import { ask, parsePolicies } from "./cyclonus.ts";
import type { ClusterAddresses, Live, Peer } from "./peers.ts";
import { peersOf } from "./peers.ts";
import { portsOfInterest } from "./ports.ts";
import type { Answer, Probe } from "./probes.ts";
import { everyProbe } from "./probes.ts";

/** Who reaches whom on a live cluster. */
export interface Matrix {
  peers: Peer[];
  policies: Policy[];
  probes: Probe[];
  /** One for each probe. */
  answers: Answer[];
}

/** Asks every peer about every other on every port, by the NetworkPolicies that the API server has now. */
export async function connectivity(
  plane: Pick<ControlPlane, "kubectl" | "list">,
  addresses: ClusterAddresses,
  binaries: string,
): Promise<Matrix> {
  const [live, policies] = await Promise.all([readLive(plane), readPolicies(plane)]);
  const peers = peersOf(live, addresses);
  const probes = everyProbe(peers, portsOfInterest(listeningPorts(live)));
  return { peers, policies, probes, answers: await ask(binaries, policies, peers, probes) };
}

async function readLive(plane: Pick<ControlPlane, "list">): Promise<Live> {
  const [namespaces, deployments, fleets] = await Promise.all([
    plane.list("namespaces"),
    plane.list("deployments", "agones-system"),
    plane.list("fleets.agones.dev", "game-servers"),
  ]);
  return { namespaces, deployments, fleets };
}

const readPolicies = async (plane: Pick<ControlPlane, "kubectl">): Promise<Policy[]> =>
  parsePolicies(await plane.kubectl(["get", "networkpolicies", "-A", "-o", "json"]));

/** Every `containerPort` of what runs there, however deep in it. */
function listeningPorts({ deployments, fleets }: Live): number[] {
  const found: number[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { data } = listening.safeParse(value);
    if (data !== undefined) found.push(data.containerPort);
    for (const child of Object.values(value)) visit(child);
  };
  visit([deployments, fleets]);
  return found;
}

const listening = z.object({ containerPort: z.number() });

const NAMESPACES_OF_OURS: string[] = [...NAMESPACES];

const isOurs = ({ pod }: Peer): boolean => pod !== undefined && NAMESPACES_OF_OURS.includes(pod.namespace);

/** Probes with a pod of ours at an end, and those of them that pass: the rest is others' matter. */
export function ofOurs({ probes, answers }: Matrix): { probes: Probe[]; passing: Probe[] } {
  const ours = probes.map(({ from, to }) => isOurs(from) || isOurs(to));
  return {
    probes: probes.filter((_, i) => ours[i]),
    passing: probes.filter((_, i) => ours[i] && answers[i]?.combined),
  };
}
