import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import { AllocatorAuthority } from "../components/agones/allocator-authority.ts";
import { allocatorHost } from "../components/agones/names.ts";
import { DnsZone } from "../components/environment/dns-zone.ts";
import { ImageRegistry } from "../components/environment/image-registry.ts";
import { NatAddresses } from "../components/environment/nat-addresses.ts";
import type { EnvironmentOutputs } from "./environment-outputs.ts";
import { awsProvider } from "./providers.ts";
import { ownSecrets } from "./secrets.ts";
import type { EnvironmentSettings } from "./settings/settings.ts";

/** What exists once for several regions; its outputs are all that regions know of it. */
export function environment(settings: EnvironmentSettings): EnvironmentOutputs {
  const { account, homeRegion, registry, dns, certificates, protect, stack } = settings;
  const regions = Object.keys(settings.regions);
  const providers = awsProviders(settings, regions);
  const home = { providers: pick(providers, homeRegion) };

  const images = new ImageRegistry(
    "images",
    {
      account,
      homeRegion,
      regions,
      repositoryPrefix: stack,
      providers: without(providers, homeRegion),
      protect,
      ...registry,
    },
    home,
  );
  const zone = new DnsZone("dns", { ...dns, protect }, home);
  const allocators = new AllocatorAuthority(
    "allocators",
    {
      organization: dns.zone,
      servers: Object.fromEntries(regions.map((region) => [region, [allocatorHost(region, dns.zone)]])),
      protect,
      ...certificates,
    },
    { providers: { tls: new tls.Provider("tls") } },
  );
  const nat = new NatAddresses("nat", { count: settings.homeNatGateways, protect }, home);

  return {
    environment: stack,
    registryHosts: images.registryHosts,
    repositoryUrls: images.repositoryUrls,
    zoneId: zone.zoneId,
    zoneName: dns.zone,
    zoneDelegated: dns.delegated,
    zoneNameServers: zone.nameServers,
    allocatorCaCertificates: allocators.caCertificates,
    allocatorServerCertificates: allocators.servers,
    allocatorClientCertificate: allocators.client,
    natAllocationIds: nat.allocationIds,
    natPublicIps: nat.publicIps,
    secrets: ownSecrets(settings.secrets),
  };
}

/** One provider for each region, each named after it. */
function awsProviders(settings: EnvironmentSettings, regions: string[]): Record<string, aws.Provider> {
  const { account, stack, tags } = settings;
  return Object.fromEntries(
    regions.map((region) => [
      region,
      awsProvider(region, { region, account, stack, environment: stack, tags }),
    ]),
  );
}

function pick(providers: Record<string, aws.Provider>, region: string): { aws: aws.Provider } {
  const found = providers[region];
  if (found === undefined)
    throw new pulumi.RunError(`no AWS provider for ${region}; list it among the regions`);
  return { aws: found };
}

const without = (providers: Record<string, aws.Provider>, region: string) =>
  Object.fromEntries(Object.entries(providers).filter(([name]) => name !== region));
