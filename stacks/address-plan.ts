import type { IsolationArgs } from "../components/isolation/isolation.ts";
import { planSubnets } from "../components/network/subnets.ts";
import { parseBlock, subnet } from "./settings/cidr.ts";
import type { EksRegionSettings } from "./settings/settings.ts";

const plan = ({ network }: EksRegionSettings) =>
  planSubnets(network.cidr, network.zoneIds, network.controlPlaneZoneIds);

/** Where pods reach the API server, and from where it calls them: its Service's address, and its own subnets. */
export function apiServerOf(
  settings: EksRegionSettings,
): Pick<IsolationArgs, "apiServer" | "webhookSources"> {
  const interfaces = plan(settings).controlPlane.map(({ cidr }) => cidr);
  // Kubernetes gives the Service `kubernetes` the first address of the range.
  const service = subnet(parseBlock(settings.eks.serviceCidr), 32, 1);
  return { apiServer: { cidrs: [service, ...interfaces], ports: [443] }, webhookSources: interfaces };
}

/** Where load balancers that face the internet have their addresses. */
export const publicSubnetCidrs = (settings: EksRegionSettings) =>
  plan(settings).public.map(({ cidr }) => cidr);
