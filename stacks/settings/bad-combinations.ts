// An example for every rule across settings, and the lines that a person gets to read. A row is `rule | settings`, the
// settings in YAML as changes of a sound stack's file; what is indented below it, the exact lines.

export const BAD_COMBINATIONS = {
  dev: `
game-ports-order | gamePorts: {min: 8000, max: 7000}
  Pulumi.dev.yaml: gamePorts.min 8000 is above gamePorts.max 7000; lower min or raise max
game-ports-node-ports | gamePorts: {min: 29000, max: 31000}
  Pulumi.dev.yaml: gamePorts.max 31000 makes the range 29000-31000, which meets Kubernetes' NodePorts 30000-32767; choose ports outside of them
game-ports-kubelet | gamePorts: {min: 10000, max: 11000}
  Pulumi.dev.yaml: gamePorts.max 11000 makes the range 10000-11000, in which kubelet and kube-proxy listen (10248, 10249, 10250, 10256); choose ports outside of them
tags-reserved | tags: {extra: {owner: games}}
  Pulumi.dev.yaml: tags.extra.owner is a tag that gameplane sets; choose another key
tags-reserved | tags: {extra: {"aws:createdBy": games}}
  Pulumi.dev.yaml: tags.extra.aws:createdBy is a tag that AWS sets; choose another key
vpc-cidr-missing | network: {cidr: null}
  Pulumi.dev.yaml: network.cidr is missing; set it to an IPv4 CIDR such as 10.16.0.0/16
vpc-cidr-size | network: {cidr: 10.8.0.0/20}
  Pulumi.dev.yaml: network.cidr 10.8.0.0/20 is a /20, and gameplane plans subnets for a /16 to /18; choose such a range
vpc-cidr-private | network: {cidr: 11.8.0.0/16}
  Pulumi.dev.yaml: network.cidr 11.8.0.0/16 holds public addresses; choose a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10
service-cidr-overlap | network: {cidr: 172.20.0.0/16}
  Pulumi.dev.yaml: network.cidr 172.20.0.0/16 overlaps eks.serviceCidr 172.20.0.0/16; choose disjoint ranges
service-cidr-form | eks: {serviceCidr: 100.64.0.0/16}
  Pulumi.dev.yaml: eks.serviceCidr 100.64.0.0/16 is refused by EKS; choose a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16
service-cidr-form | eks: {serviceCidr: 10.96.0.0/11}
  Pulumi.dev.yaml: eks.serviceCidr 10.96.0.0/11 is refused by EKS; choose a /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16
region-known | region: eu-east-9
  Pulumi.dev.yaml: region eu-east-9 is not in the table of zones; set network.zoneIds to zones of it that have EKS, or add it to stacks/settings/zones.json
zone-ids-region | network: {zoneIds: [euw1-az1, use1-az1]}
  Pulumi.dev.yaml: network.zoneIds use1-az1 is not a zone of eu-west-1; choose from euw1-az1, euw1-az2, euw1-az3
zone-ids-eks | region: us-east-1, network: {zoneIds: [use1-az1, use1-az2, use1-az3]}
  Pulumi.dev.yaml: network.zoneIds use1-az3 has no EKS control plane; leave it out
zone-ids-twice | network: {zoneIds: [euw1-az1, euw1-az2, euw1-az1]}
  Pulumi.dev.yaml: network.zoneIds euw1-az1 stands there twice; name each zone once
excluded-zone-known | network: {excludeZoneIds: [euw1-az2, euw1-az9]}
  Pulumi.dev.yaml: network.excludeZoneIds euw1-az9 is a zone of no region; correct it, or add it to stacks/settings/zones.json
pool-excluded-zone-known | pools: {gpu: {excludeZoneIds: [eu1-az2]}}
  Pulumi.dev.yaml: pools.gpu.excludeZoneIds eu1-az2 is a zone of no region; correct it, or add it to stacks/settings/zones.json
zones-enough | network: {zones: 3, excludeZoneIds: [euw1-az2]}
  Pulumi.dev.yaml: network.zones 3 needs 3 zones, and eu-west-1 has 2 to use (euw1-az1, euw1-az3); lower network.zones, or exclude fewer
zones-enough | network: {zones: 1, excludeZoneIds: [euw1-az1, euw1-az2]}
  Pulumi.dev.yaml: network.zones 1 needs 2 zones, for the control plane, and eu-west-1 has 1 to use (euw1-az3); exclude fewer
zones-enough | network: {zoneIds: []}
  Pulumi.dev.yaml: network.zones 2 needs 2 zones, and eu-west-1 has 0 to use (none); name more in network.zoneIds
zones-production | production: true, network: {zones: 1}
  Pulumi.dev.yaml: network.zones 1 would end every session with one zone's outage; production needs at least 2
pods-fit | network: {cidr: 10.8.0.0/18}, pools: {game: {max: 60}, metrics: {max: 2}}
  Pulumi.dev.yaml: network.cidr 10.8.0.0/18 leaves 126 prefixes of 16 addresses in each of the game subnets, and the pools can take 288 in euw1-az1 at their max; choose a larger range or more zones, or lower a pool's max or maxPods
pods-fit | network: {cidr: 10.8.0.0/18}, pools: {metrics: {max: 60}}
  Pulumi.dev.yaml: network.cidr 10.8.0.0/18 leaves 62 prefixes of 16 addresses in each of the private subnets, and the pools can take 315 in euw1-az1 at their max; choose a larger range or more zones, or lower a pool's max or maxPods
pods-fit | network: {cidr: 10.8.0.0/18}, pools: {game: {max: 14, excludeZoneIds: [euw1-az1]}, metrics: {max: 2}}
  Pulumi.dev.yaml: network.cidr 10.8.0.0/18 leaves 126 prefixes of 16 addresses in each of the game subnets, and the pools can take 144 in euw1-az2 at their max; choose a larger range or more zones, or lower a pool's max or maxPods
pods-fit | region: us-west-2, network: {cidr: 10.8.0.0/18, zoneIds: [usw2-az4, usw2-az1]}, pools: {gpu: {max: 8}, game: {max: 14}, metrics: {max: 2}}
  Pulumi.dev.yaml: network.cidr 10.8.0.0/18 leaves 126 prefixes of 16 addresses in each of the game subnets, and the pools can take 135 in usw2-az1 at their max; choose a larger range or more zones, or lower a pool's max or maxPods
endpoint-public-cidrs | eks: {endpoint: {public: true}}
  Pulumi.dev.yaml: eks.endpoint.public true without eks.endpoint.publicCidrs would open the API server to everyone; name the CIDRs that may reach it
endpoint-open | eks: {endpoint: {public: true, publicCidrs: [203.0.113.0/24, 0.0.0.0/0]}}
  Pulumi.dev.yaml: eks.endpoint.publicCidrs 0.0.0.0/0 opens the API server to everyone, or nearly; name the CIDRs that may reach it, none wider than a /8
endpoint-open | eks: {endpoint: {public: true, publicCidrs: [0.0.0.0/1, 128.0.0.0/1, 12.0.0.0/8]}}
  Pulumi.dev.yaml: eks.endpoint.publicCidrs 0.0.0.0/1, 128.0.0.0/1 opens the API server to everyone, or nearly; name the CIDRs that may reach it, none wider than a /8
endpoint-private-range | eks: {endpoint: {public: true, publicCidrs: [203.0.113.0/24, 10.8.0.0/16, 172.31.0.0/16, 192.168.1.0/24]}}
  Pulumi.dev.yaml: eks.endpoint.publicCidrs 10.8.0.0/16, 172.31.0.0/16, 192.168.1.0/24 is private, and EKS refuses it; name the public addresses from which requests come
endpoint-unused | eks: {endpoint: {publicCidrs: [203.0.113.0/24]}}
  Pulumi.dev.yaml: eks.endpoint.publicCidrs has no effect while eks.endpoint.public is false; set that to true or remove the CIDRs
instance-type-known | pools: {game: {instanceTypes: [c7i.5xlarge]}}
  Pulumi.dev.yaml: pools.game.instanceTypes c7i.5xlarge is not in the table of instance types; did you mean c7i.xlarge? Otherwise add it to stacks/settings/instance-types.json (docs/settings.md, "Instance types")
instance-type-known | pools: {game: {generations: {2: {instanceTypes: [c7j.4xlarge]}}}}
  Pulumi.dev.yaml: pools.game.generations.2.instanceTypes c7j.4xlarge is not in the table of instance types; did you mean c7a.4xlarge? Otherwise add it to stacks/settings/instance-types.json (docs/settings.md, "Instance types")
one-architecture | pools: {game: {instanceTypes: [c7i.4xlarge, c7g.4xlarge]}}
  Pulumi.dev.yaml: pools.game.instanceTypes mixes amd64 (c7i.4xlarge) and arm64 (c7g.4xlarge); keep to one, an image runs on one of them
gpu-role | pools: {gpu: {instanceTypes: [g5.4xlarge, c7i.4xlarge]}}
  Pulumi.dev.yaml: pools.gpu.instanceTypes c7i.4xlarge has no GPU, and the pool's role is gpu; choose types with one, or role game
gpu-elsewhere | pools: {game: {instanceTypes: [g5.4xlarge]}}
  Pulumi.dev.yaml: pools.game.instanceTypes g5.4xlarge has a GPU, and the pool's role is game; make its role gpu, or choose types without one
one-gpu-model | pools: {gpu: {instanceTypes: [g5.4xlarge, g4dn.4xlarge]}}
  Pulumi.dev.yaml: pools.gpu.instanceTypes mixes GPUs (A10G, T4), and the label gpu-type names one; make a pool for each
gpu-type-unused | pools: {game: {gpuType: nvidia-a10g}}
  Pulumi.dev.yaml: pools.game.gpuType nvidia-a10g has no effect on a pool with role game; remove it, or make the role gpu
pool-min-max | pools: {game: {min: 6, max: 4}}
  Pulumi.dev.yaml: pools.game.max 4 is below min 6; raise max or lower min
pool-desired | pools: {game: {min: 2, desired: 30, max: 20}}
  Pulumi.dev.yaml: pools.game.desired 30 is not between min 2 and max 20; change it, or remove it for min
spot-sessions | production: true, pools: {game: {capacityType: spot}}
  Pulumi.dev.yaml: pools.game.capacityType spot ends sessions at two minutes' notice; production needs on-demand for role game
spot-sessions | production: true, pools: {gpu: {generations: {1: {capacityType: spot}}}}
  Pulumi.dev.yaml: pools.gpu.generations.1.capacityType spot ends sessions at two minutes' notice; production needs on-demand for role gpu
one-active-generation | pools: {game: {generations: {blue: {}, green: {}}}}
  Pulumi.dev.yaml: pools.game.generations has 2 active generations (blue, green); keep one that is neither cordoned nor drained (docs/operations.md, "Change a pool")
one-active-generation | pools: {game: {generations: {1: {cordoned: true}}}}
  Pulumi.dev.yaml: pools.game.generations has 0 active generations (none); keep one that is neither cordoned nor drained (docs/operations.md, "Change a pool")
one-active-generation | pools: {game: {generations: {}}}
  Pulumi.dev.yaml: pools.game.generations has 0 active generations (none); keep one that is neither cordoned nor drained (docs/operations.md, "Change a pool")
drained-cordoned | pools: {game: {generations: {1: {drained: true}, 2: {}}}}
  Pulumi.dev.yaml: pools.game.generations.1.drained true on a generation that is not cordoned: new sessions would land on it; set cordoned: true as well
version-skew | eks: {version: "1.35"}, pools: {game: {version: "1.36"}}
  Pulumi.dev.yaml: pools.game.version 1.36 is newer than eks.version 1.35; upgrade the control plane first
version-skew | eks: {version: "1.34"}, pools: {game: {generations: {1: {version: "1.35"}}}}
  Pulumi.dev.yaml: pools.game.generations.1.version 1.35 is newer than eks.version 1.34; upgrade the control plane first
release-version | pools: {game: {releaseVersion: 1.35.4-20260930}}
  Pulumi.dev.yaml: pools.game.releaseVersion 1.35.4-20260930 is not a release for Kubernetes 1.36; choose one that begins with 1.36
release-version | pools: {game: {generations: {1: {version: "1.35", releaseVersion: 1.36.4-20260930}}}}
  Pulumi.dev.yaml: pools.game.generations.1.releaseVersion 1.36.4-20260930 is not a release for Kubernetes 1.35; choose one that begins with 1.35
max-pods | pools: {game: {maxPods: 200}}
  Pulumi.dev.yaml: pools.game.maxPods 200 is more than fits on c7i.4xlarge (110), c6i.4xlarge (110); lower it, or choose larger types
max-pods | pools: {game: {generations: {1: {instanceTypes: [c7i.large], maxPods: 111}}}}
  Pulumi.dev.yaml: pools.game.generations.1.maxPods 111 is more than fits on c7i.large (110); lower it, or choose larger types
pool-zones | pools: {game: {excludeZoneIds: [euw1-az1, euw1-az2]}}
  Pulumi.dev.yaml: pools.game.excludeZoneIds leaves the pool no zone of euw1-az1, euw1-az2; exclude fewer
instance-type-in-region | pools: {gpu: {instanceTypes: [g6.xlarge]}}
  Pulumi.dev.yaml: pools.gpu.instanceTypes g6.xlarge is offered in no zone of eu-west-1; choose another type
instance-type-in-region | region: ap-southeast-1
  Pulumi.dev.yaml: pools.gpu.instanceTypes (gameplane's default) g5.4xlarge is offered in no zone of ap-southeast-1; choose another type
generation-zones | region: us-west-2, network: {zoneIds: [usw2-az4, usw2-az1]}, pools: {gpu: {excludeZoneIds: [usw2-az1]}}
  Pulumi.dev.yaml: pools.gpu.instanceTypes (gameplane's default) g5.4xlarge cannot all be had in any one zone of usw2-az4; choose other types or zones
most-nodes | network: {zones: 3}, pools: {game: {max: 244, maxPods: 16, generations: {1: {cordoned: true}, 2: {}}}}
  Pulumi.dev.yaml: pools can grow to 505 nodes, and Agones is known to manage 500 in one cluster; lower a pool's max
labels-reserved | pools: {game: {labels: {gpu-type: a10g, team: arena}}}
  Pulumi.dev.yaml: pools.game.labels.gpu-type is a label that gameplane, Kubernetes or the cloud sets; choose another key
labels-reserved | pools: {game: {labels: {node.kubernetes.io/role: game}}}
  Pulumi.dev.yaml: pools.game.labels.node.kubernetes.io/role is a label that gameplane, Kubernetes or the cloud sets; choose another key
system-pool | pools: {system: {min: 0}}
  Pulumi.dev.yaml: pools has no pool with role system and min above 0, and the cluster's own parts run nowhere else; add one
most-nodes | network: {zones: 3}, pools: {game: {max: 450, maxPods: 16}, metrics: {max: 41}}
  Pulumi.dev.yaml: pools can grow to 505 nodes, and Agones is known to manage 500 in one cluster; lower a pool's max
`,
  prod: `
regions-cidr-size | regions: {eu-west-1: {cidr: 10.18.0.0/20}}
  Pulumi.prod.yaml: regions.eu-west-1.cidr 10.18.0.0/20 is a /20, and gameplane plans subnets for a /16 to /18; choose such a range
regions-cidr-private | regions: {eu-west-1: {cidr: 11.18.0.0/16}}
  Pulumi.prod.yaml: regions.eu-west-1.cidr 11.18.0.0/16 holds public addresses; choose a range within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10
regions-cidr-disjoint | regions: {eu-west-1: {cidr: 10.16.128.0/17}}
  Pulumi.prod.yaml: regions.eu-west-1.cidr 10.16.128.0/17 overlaps regions.us-east-1.cidr 10.16.0.0/16; choose disjoint ranges, so that regions can be connected
home-region-listed | homeRegion: eu-north-1
  Pulumi.prod.yaml: homeRegion eu-north-1 is not among the regions us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-southeast-2; choose one of them, or list it
certificates-renew | certificates: {validityDays: 60, renewBeforeDays: 60}
  Pulumi.prod.yaml: certificates.renewBeforeDays 60 is not below certificates.validityDays 60: every up would renew; lower it
certificates-authority | certificates: {authorityValidityDays: 365, validityDays: 397}
  Pulumi.prod.yaml: certificates.authorityValidityDays 365 is less than twice certificates.validityDays 397; raise it, certificates must not outlive their authority
tags-reserved | tags: {extra: {region: everywhere}}
  Pulumi.prod.yaml: tags.extra.region is a tag that gameplane sets; choose another key
`,
};
