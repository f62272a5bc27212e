import type * as aws from "@pulumi/aws";
import * as eks from "@pulumi/eks";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import * as tls from "@pulumi/tls";
import type { PingExposure } from "../components/agones/chart-values.ts";
import { ClusterAddons } from "../components/cluster/addons.ts";
import { EksCluster } from "../components/cluster/eks-cluster.ts";
import { ExistingCluster } from "../components/cluster/existing-cluster.ts";
import { ExternalDns } from "../components/cluster/external-dns.ts";
import { LoadBalancerController } from "../components/cluster/load-balancer-controller.ts";
import { natZones } from "../components/network/nat.ts";
import { Network } from "../components/network/network.ts";
import { Nodes } from "../components/nodes/nodes.ts";
import type { Placement } from "../components/nodes/placement.ts";
import { AGONES_TAINT, ANYWHERE, ROLE_LABELS } from "../components/nodes/placement.ts";
import type { PoolSpec } from "../components/nodes/pool-spec.ts";
import { allocatorOutputs, environmentAllocator, ownAllocator } from "./allocator.ts";
import { EnvironmentReference } from "./environment-outputs.ts";
import { apiServerOf, publicSubnetCidrs } from "./address-plan.ts";
import { createPlatform } from "./platform.ts";
import { awsProvider, defaultTags } from "./providers.ts";
import { gameReferences } from "./references.ts";
import { ownSecrets } from "./secrets.ts";
import { CLUSTER_AUTOSCALER_TAGS } from "./settings/kubernetes-versions.ts";
import type { EksRegionSettings, ExistingRegionSettings, RegionSettings } from "./settings/settings.ts";

/** What a region stack exports. */
export type RegionOutputs = Record<string, pulumi.Input<unknown>>;

/** A region: on AWS from the network up, or on a cluster that is already there. */
export async function region(settings: RegionSettings): Promise<RegionOutputs> {
  return settings.cluster === "eks" ? eksRegion(settings) : existingRegion(settings);
}

function existingRegion(settings: ExistingRegionSettings): RegionOutputs {
  const { context, apiServer } = settings.existingCluster;
  const { provider } = new ExistingCluster("cluster", context === undefined ? {} : { context });
  const providers = { kubernetes: provider, tls: new tls.Provider("tls") };
  const secrets = ownSecrets(settings.secrets);
  const allocator = ownAllocator(settings, providers.tls);
  createPlatform(settings, {
    providers,
    isolation: { apiServer, webhookSources: apiServer.cidrs, allocatorSources: [] },
    agonesPlacement: ANYWHERE,
    allocator,
    pingExposure: { kind: "cluster-ip" },
    references: gameReferences(settings, secrets, undefined),
    dependsOn: [],
  });
  return { secrets, ...allocatorOutputs(allocator) };
}

async function eksRegion(settings: EksRegionSettings): Promise<RegionOutputs> {
  const environment =
    settings.environment === undefined
      ? undefined
      : await EnvironmentReference.open(settings.environment.name);
  const provider = awsProvider("aws", identity(settings));
  const network = createNetwork(settings, provider, environment);
  const cluster = createCluster(settings, provider, network);
  const providers = { aws: provider, kubernetes: cluster.provider, tls: new tls.Provider("tls") };
  const nodes = createNodes(settings, providers, network, cluster);
  const parts = createClusterParts(settings, providers, network, cluster, nodes);
  const dns = createExternalDns(settings, providers, cluster, environment, parts);
  const secrets = ownSecrets(settings.secrets);
  const allocator =
    environment === undefined
      ? ownAllocator(settings, providers.tls)
      : environmentAllocator(settings, environment);
  createPlatform(settings, {
    providers,
    isolation: {
      ...apiServerOf(settings),
      allocatorSources: allocator.exposure.kind === "load-balancer" ? publicSubnetCidrs(settings) : [],
    },
    agonesPlacement: agonesPlacement(settings.pools),
    allocator,
    pingExposure: pingExposure(settings, environment),
    references: gameReferences(settings, secrets, environment),
    storageClass: "create",
    clusterName: cluster.name,
    dependsOn: [...nodes.ready, ...parts, ...dns],
  });
  return {
    vpcId: network.vpcId,
    natPublicIps: network.natPublicIps,
    clusterName: cluster.name,
    kubeconfig: cluster.kubeconfig,
    nodeGroupNames: nodes.nodeGroupNames,
    secrets,
    ...allocatorOutputs(allocator),
  };
}

/** On nodes of Agones' own where there are any, else among the system's. */
const agonesPlacement = (pools: PoolSpec[]): Placement =>
  pools.some(({ role }) => role === "agones")
    ? { nodeSelector: ROLE_LABELS.agones, tolerations: [AGONES_TAINT] }
    : ANYWHERE;

/** Players measure from outside; a region without a zone has no name that they could ask. */
function pingExposure(
  { region }: EksRegionSettings,
  environment: EnvironmentReference | undefined,
): PingExposure {
  if (environment === undefined) return { kind: "cluster-ip" };
  const host = (name: string) => environment.zoneName.apply((zone) => `${name}.${region}.${zone}`);
  return { kind: "load-balancer", hosts: { http: host("ping-http"), udp: host("ping") } };
}

interface Providers {
  aws: aws.Provider;
  kubernetes: k8s.Provider;
}

const identity = ({ region, account, stack, environment, tags }: EksRegionSettings) => ({
  region,
  account,
  stack,
  environment: environment?.name ?? stack,
  tags,
});

/** Name of the cluster, and what every name in AWS begins with. */
const clusterName = ({ stack }: EksRegionSettings) => `gameplane-${stack}`;

function createNetwork(
  settings: EksRegionSettings,
  provider: aws.Provider,
  environment: EnvironmentReference | undefined,
): Network {
  const { network, region, account, gamePorts, protect } = settings;
  const natGateways = natZones(network).length;
  const isHome = settings.environment?.homeRegion === region;
  return new Network(
    "network",
    {
      region,
      account,
      clusterName: clusterName(settings),
      gamePorts,
      protect,
      cidr: network.cidr,
      zoneIds: network.zoneIds,
      controlPlaneZoneIds: network.controlPlaneZoneIds,
      nat: network.nat,
      interfaceEndpoints: network.interfaceEndpoints,
      flowLogRetentionDays: network.flowLogRetentionDays,
      ipv6: network.ipv6,
      ...(isHome &&
        environment !== undefined && { natAllocationIds: environment.natAllocationIds(natGateways) }),
    },
    { providers: { aws: provider } },
  );
}

function createCluster(settings: EksRegionSettings, provider: aws.Provider, network: Network): EksCluster {
  const { region, protect, eks: controlPlane } = settings;
  return new EksCluster("cluster", {
    name: clusterName(settings),
    region,
    protect,
    vpcId: network.vpcId,
    controlPlaneSubnetIds: network.controlPlaneSubnetIds,
    version: controlPlane.version,
    support: controlPlane.support,
    endpoint: controlPlane.endpoint,
    logRetentionDays: controlPlane.logRetentionDays,
    serviceCidr: controlPlane.serviceCidr,
    access: controlPlane.access,
    addons: controlPlane.addons,
    awsProvider: provider,
    eksProvider: new eks.Provider("eks"),
  });
}

function createNodes(
  settings: EksRegionSettings,
  providers: Providers,
  network: Network,
  cluster: EksCluster,
): Nodes {
  const { region, account, pools, nodeScaling, charts, protect } = settings;
  return new Nodes(
    "nodes",
    {
      clusterName: clusterName(settings),
      region,
      account,
      vpcId: network.vpcId,
      clusterSecurityGroupId: cluster.securityGroupId,
      gameSecurityGroupId: network.gameSecurityGroupId,
      gameSubnetsByZone: network.gameSubnetsByZone,
      privateSubnetsByZone: network.privateSubnetsByZone,
      pools,
      scaling: nodeScaling,
      clusterAutoscalerTag: CLUSTER_AUTOSCALER_TAGS[settings.eks.version],
      charts,
      readyForNodes: [...network.ready, ...cluster.readyForNodes],
      tags: defaultTags(identity(settings)),
      protect,
    },
    { providers: { aws: providers.aws, kubernetes: providers.kubernetes } },
  );
}

/** What runs on the system nodes and everything else relies on. */
function createClusterParts(
  settings: EksRegionSettings,
  providers: Providers,
  network: Network,
  cluster: EksCluster,
  nodes: Nodes,
): pulumi.Resource[] {
  const opts = {
    providers: { aws: providers.aws, kubernetes: providers.kubernetes },
    dependsOn: nodes.systemReady,
  };
  const addons = new ClusterAddons(
    "addons",
    { clusterName: cluster.name, versions: settings.eks.addons },
    opts,
  );
  const loadBalancerController = new LoadBalancerController(
    "load-balancer-controller",
    {
      clusterName: cluster.name,
      region: settings.region,
      vpcId: network.vpcId,
      chart: settings.charts.awsLoadBalancerController,
    },
    { ...opts, dependsOn: [...nodes.systemReady, addons] },
  );
  return [addons, loadBalancerController];
}

/** Names for the region's load balancers, in the zone of its environment. */
function createExternalDns(
  settings: EksRegionSettings,
  providers: Providers,
  cluster: EksCluster,
  environment: EnvironmentReference | undefined,
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  if (environment === undefined) return [];
  const domain = environment.zoneName.apply((zone) => `${settings.region}.${zone}`);
  return [
    new ExternalDns(
      "external-dns",
      {
        clusterName: cluster.name,
        region: settings.region,
        zoneId: environment.zoneId,
        domains: [domain],
        chart: settings.charts.externalDns,
      },
      { providers: { aws: providers.aws, kubernetes: providers.kubernetes }, dependsOn },
    ),
  ];
}
