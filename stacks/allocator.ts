import * as pulumi from "@pulumi/pulumi";
import type * as tls from "@pulumi/tls";
import type { AgonesArgs } from "../components/agones/agones.ts";
import { AllocatorAuthority } from "../components/agones/allocator-authority.ts";
import type { KeyPair } from "../components/agones/certificates.ts";
import { AGONES_NAMESPACE, ALLOCATOR_SERVICE, allocatorHost } from "../components/agones/names.ts";
import type { EnvironmentReference } from "./environment-outputs.ts";
import type { EksRegionSettings, RegionSettings } from "./settings/settings.ts";

/** How a region's allocator is reached and by whom. */
export interface AllocatorAccess extends Pick<AgonesArgs["allocator"], "clientCaCertificates" | "exposure"> {
  server: KeyPair;
  /** Host and port for clients. */
  endpoint: pulumi.Input<string>;
  /** A client's certificate, where the region makes it: an environment's matchmaker has the environment's. */
  client?: KeyPair;
}

/** A region that stands alone signs its allocator's certificate itself, and only pods of its cluster allocate. */
export function ownAllocator(
  { stack, protect, agones }: RegionSettings,
  provider: tls.Provider,
): AllocatorAccess {
  const authority = new AllocatorAuthority(
    "allocators",
    { organization: stack, servers: { [stack]: [] }, protect, ...agones.certificates },
    { providers: { tls: provider } },
  );
  return {
    server: authority.server(stack),
    clientCaCertificates: authority.caCertificates,
    exposure: { kind: "cluster-ip" },
    endpoint: inClusterEndpoint,
    client: authority.client,
  };
}

const inClusterEndpoint = `${ALLOCATOR_SERVICE}.${AGONES_NAMESPACE}.svc:443`;

/** A region of an environment: the environment's authority signed its certificate, and the home region allocates. */
export function environmentAllocator(
  { region, agones: { allocator } }: EksRegionSettings,
  environment: EnvironmentReference,
): AllocatorAccess {
  const certificates = {
    server: environment.allocatorServerCertificate(region),
    clientCaCertificates: environment.allocatorCaCertificates,
  };
  if (allocator.exposure === "cluster-ip")
    return { ...certificates, exposure: { kind: "cluster-ip" }, endpoint: inClusterEndpoint };
  const host = environment.zoneName.apply((zone) => allocatorHost(region, zone));
  const sourceCidrs = environment.natPublicIps.apply((addresses) => [
    ...addresses.map((address) => `${address}/32`),
    ...allocator.sourceCidrs,
  ]);
  return {
    ...certificates,
    exposure: { kind: "load-balancer", host, sourceCidrs },
    endpoint: pulumi.interpolate`${host}:443`,
  };
}

/** What a matchmaker needs to allocate in a region. */
export const allocatorOutputs = ({ endpoint, clientCaCertificates, client }: AllocatorAccess) => ({
  allocatorEndpoint: endpoint,
  allocatorCaCertificates: clientCaCertificates,
  ...(client !== undefined && { allocatorClientCertificate: client }),
});
