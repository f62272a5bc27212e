import { z } from "zod";
import type { Deployment } from "../engine/pulumi.ts";
import type { ClusterAddresses } from "./peers.ts";

/** Addresses that are the same for every cluster. */
const EVERYWHERE = {
  player: "198.51.100.7", // documentation range, RFC 5737
  "service on the internet": "192.0.2.80",
  "instance metadata": "169.254.169.254",
  "Pod Identity agent": "169.254.170.23", // on every node of EKS
};

/** A cluster that is already there, as kind lays out its networks. */
export const EXISTING_CLUSTER: ClusterAddresses = {
  others: {
    ...EVERYWHERE,
    "API server's Service": "10.96.0.1",
    "API server": "172.18.0.2",
    node: "172.18.0.3",
    "game node": "172.18.0.4",
    "load balancer": "172.18.255.200",
    "private network": "192.168.1.10",
  },
  gamePod: (n) => `10.244.1.${n + 10}`,
  pod: (n) => `10.244.2.${n + 10}`,
};

const subnet = z.object({ cidrBlock: z.string() });
/** As the cluster itself has it, and as the component that makes it. */
const cluster = z.union([
  z.object({ kubernetesNetworkConfig: z.object({ serviceIpv4Cidr: z.string() }) }),
  z.object({ kubernetesServiceIpAddressRange: z.string() }),
]);

/** A region on AWS: addresses in the subnets that its stack made. */
export function awsAddresses({ resources }: Deployment): ClusterAddresses {
  const subnets = new Map(
    resources
      .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
      .map(({ urn, inputs }) => [
        urn.slice(urn.lastIndexOf("::") + 2).replace(/-[a-z]+\d+-az\d+$/, ""),
        subnet.parse(inputs).cidrBlock,
      ]),
  );
  const inSubnet = (kind: string, n: number): string => {
    const range = subnets.get(kind);
    if (range === undefined)
      throw new Error(`the stack has no subnet "${kind}", only ${[...subnets.keys()].join(", ")}`);
    return nth(range, n);
  };
  return {
    others: {
      ...EVERYWHERE,
      "API server's Service": nth(serviceRange(resources), 1),
      "API server": inSubnet("control-plane", 5),
      node: inSubnet("private", 5),
      "game node": inSubnet("game", 5),
      "load balancer": inSubnet("public", 5),
      "private network": inSubnet("private", 200),
    },
    gamePod: (n) => inSubnet("game", n + 20),
    pod: (n) => inSubnet("private", n + 20),
  };
}

function serviceRange(resources: Deployment["resources"]): string {
  for (const { type, inputs } of resources) {
    if (type !== "aws:eks/cluster:Cluster" && type !== "eks:index:Cluster") continue;
    const { data } = cluster.safeParse(inputs);
    if (data === undefined) continue;
    return "kubernetesNetworkConfig" in data
      ? data.kubernetesNetworkConfig.serviceIpv4Cidr
      : data.kubernetesServiceIpAddressRange;
  }
  throw new Error("no EKS cluster of the stack says the range of its Services; only a region on AWS has one");
}

/** The n-th address of an IPv4 range, n below 256: EKS and the address plan begin ranges at multiples of 16. */
function nth(cidr: string, n: number): string {
  const [base = ""] = cidr.split("/");
  const [a, b, c, d] = base.split(".").map(Number);
  return [a, b, c, (d ?? 0) + n].join(".");
}
