// An example for every rule across settings, and the lines that a person gets to read. A row is `rule | settings`, the
// settings in YAML as changes of a sound stack's file, with dots between the first keys where that is shorter; what is
// indented below it, the exact lines.

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
max-pods | pools: {game: {generations: {1: {instanceTypes: [c7i.2xlarge], maxPods: 111}}}}
  Pulumi.dev.yaml: pools.game.generations.1.maxPods 111 is more than fits on c7i.2xlarge (110); lower it, or choose larger types
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
game-region-known | games.duel.regions: {eu-west-1: {}, us-east-1: {}}
  Pulumi.dev.yaml: games.duel.regions.us-east-1 is not among this stack's regions eu-west-1; correct or remove it
game-regions-none | games.duel.regions: {}
  Pulumi.dev.yaml: games.duel.regions is empty, so the game runs nowhere; name a region, or remove it for every region
game-override-regions | games.duel.regions.eu-west-1: {regions: {eu-west-1: {players: 4}}}
  Pulumi.dev.yaml: games.duel.regions.eu-west-1.regions has no effect within a region; name regions in games.duel.regions
fleet-name-length | games.duel.fleet: a-fleet-whose-name-says-everything-there-is-to-say-about-its-game
  Pulumi.dev.yaml: games.duel.fleet makes the Fleet name a-fleet-whose-name-says-everything-there-is-to-say-about-its-game of 65 characters, and Agones takes 63; shorten it
fleet-name-length | games.duel: {fleet: a-fleet-whose-name-says-nearly-everything-there-is-to-say, storage: {persistent: {sizeGiB: 10, worlds: {avalon: {}}}}}
  Pulumi.dev.yaml: games.duel.fleet makes the Fleet name a-fleet-whose-name-says-nearly-everything-there-is-to-say-avalon of 64 characters (world avalon), and Agones takes 63; shorten it
fleet-names-unique | games.arena: {fleet: duel, type: match, image: "registry.example.com/arena:1.0.0", cpu: {request: 1}, memory: {request: 1Gi}, players: 2, autoscaling: {max: 100}}
  Pulumi.dev.yaml: games.arena.fleet makes a second Fleet duel beside that of games.duel; give one of them another fleet
fleet-names-unique | games.duel-avalon: {type: lobby, image: "registry.example.com/lobby:1.0.0", cpu: {request: 1}, memory: {request: 1Gi}, players: 2}, games.duel.storage.persistent: {sizeGiB: 10, worlds: {avalon: {}}}
  Pulumi.dev.yaml: games.duel-avalon makes a second Fleet duel-avalon beside that of games.duel; give one of them another fleet
limit-below-request | games.duel.cpu.limit: 1500m
  Pulumi.dev.yaml: games.duel.cpu.limit 1500m is below request 2; raise limit or lower request
limit-below-request | games.duel.memory.limit: 1Gi
  Pulumi.dev.yaml: games.duel.memory.limit 1Gi is below request 4Gi; raise limit or lower request
limit-below-request | games.duel.antiCheat.sidecar: {image: "registry.example.com/guard:1.0.0", cpu: {request: 100m, limit: 50m}, memory: {request: 64Mi}}
  Pulumi.dev.yaml: games.duel.antiCheat.sidecar.cpu.limit 50m is below request 100m; raise limit or lower request
counter-count | games.duel.counters.rooms: {count: 20, capacity: 10}
  Pulumi.dev.yaml: games.duel.counters.rooms.count 20 is above capacity 10; lower count or raise capacity
game-env-reserved | games.duel.env.MAX_PLAYERS: "4"
  Pulumi.dev.yaml: games.duel.env.MAX_PLAYERS is an environment variable that gameplane sets; choose another name
game-env-reserved | games.duel.env.AGONES_SDK_HTTP_PORT: "9000"
  Pulumi.dev.yaml: games.duel.env.AGONES_SDK_HTTP_PORT is an environment variable that Agones sets; choose another name
game-env-twice | secrets: {sentry: {secure: v1:a:b}}, games.duel: {env: {SENTRY_DSN: none}, secrets: {SENTRY_DSN: sentry}}
  Pulumi.dev.yaml: games.duel.secrets.SENTRY_DSN stands in games.duel.env as well; keep one of them
game-secret-known | games.duel.secrets: {SENTRY_DSN: sentry}
  Pulumi.dev.yaml: games.duel.secrets.SENTRY_DSN sentry is not among the secrets of this stack and its environment (none); set it with \`pulumi config set --stack dev --secret --path gameplane:secrets.sentry\`
game-pull-secret-known | secrets: {sentry: {secure: v1:a:b}}, games.duel.pullSecrets: [registry]
  Pulumi.dev.yaml: games.duel.pullSecrets registry is not among the secrets of this stack and its environment (sentry); set it with \`pulumi config set --stack dev --secret --path gameplane:secrets.registry\`
game-labels-reserved | games.duel.labels: {game: arena, team: arena}
  Pulumi.dev.yaml: games.duel.labels.game is a label that gameplane or Agones sets; choose another key
game-labels-reserved | games.duel.labels: {game.gameplane.dev/fleet: arena}
  Pulumi.dev.yaml: games.duel.labels.game.gameplane.dev/fleet is a label that gameplane or Agones sets; choose another key
game-labels-reserved | games.duel.labels: {app: game-matchmaker}
  Pulumi.dev.yaml: games.duel.labels.app is a label that gameplane or Agones sets; choose another key
egress-target | games.duel.egress.telemetry: {ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry has neither app nor cidrs, so it opens nothing; set one of them
egress-target | games.duel.egress.telemetry: {app: telemetry, cidrs: [203.0.113.0/24], ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry.app telemetry stands beside cidrs 203.0.113.0/24, and a target is one or the other; make it two targets
egress-namespace | games.duel.egress.telemetry: {namespace: monitoring, cidrs: [203.0.113.0/24], ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry.namespace monitoring has no effect on addresses; remove it, or name the pods by app
replicas-or-worlds | games.duel: {replicas: 1, storage: {persistent: {sizeGiB: 10, worlds: {avalon: {}}}}}
  Pulumi.dev.yaml: games.duel.replicas 1 does not go with storage.persistent, where each world is one server; remove it
worlds-none | games.duel.storage.persistent: {sizeGiB: 10, worlds: {}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds is empty; name at least one world
volume-paths | games.duel.storage: {scratch: {sizeGiB: 1, path: /data}, persistent: {sizeGiB: 10, worlds: {avalon: {}}}}
  Pulumi.dev.yaml: games.duel.storage.scratch.path /data is the path of storage.persistent too; choose another
volume-paths | games.duel.storage.scratch: {sizeGiB: 1, path: /etc}
  Pulumi.dev.yaml: games.duel.storage.scratch.path /etc would hide what the container needs in /etc; choose another, such as /data
volume-paths | games.duel.storage.persistent: {sizeGiB: 10, path: /var/run/secrets/duel, worlds: {avalon: {}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.path /var/run/secrets/duel would hide what the container needs in /var/run/secrets; choose another, such as /data
ports-none | games.duel.ports: {}
  Pulumi.dev.yaml: games.duel.ports is empty, so nobody could play; name at least one port
port-missing | games.duel.ports.game: {protocol: TCP}
  Pulumi.dev.yaml: games.duel.ports.game.port is missing, and policy Dynamic needs the port on which the container listens; set it
port-passthrough | games.duel.ports.game: {policy: Passthrough, port: 7777}
  Pulumi.dev.yaml: games.duel.ports.game.port 7777 does not go with policy Passthrough, where the container listens on the port that Agones chose; remove it
host-port-missing | games.duel: {replicas: 1, ports: {game: {policy: Static, port: 7777}}}
  Pulumi.dev.yaml: games.duel.ports.game.hostPort is missing, and policy Static needs it; set it to one of gamePorts
host-port-unused | games.duel.ports.game: {port: 7777, hostPort: 7777}
  Pulumi.dev.yaml: games.duel.ports.game.hostPort 7777 does not go with policy Dynamic, where Agones chooses it; remove it
host-port-range | games.duel: {replicas: 1, ports: {game: {policy: Static, port: 7777, hostPort: 9000}}}
  Pulumi.dev.yaml: games.duel.ports.game.hostPort 9000 is outside gamePorts 7000-8000, which alone are open to players; choose one of them
host-port-servers | games.duel.ports.game: {policy: Static, port: 7777, hostPort: 7777}
  Pulumi.dev.yaml: games.duel.ports.game.policy Static does not go with up to 1000 servers, of which each node could hold one; set replicas to 1, or policy to Dynamic
host-ports-unique | games.duel: {replicas: 1, ports: {game: {policy: Static, port: 7777, hostPort: 7100, protocol: TCPUDP}, query: {policy: Static, port: 7778, hostPort: 7100}}}
  Pulumi.dev.yaml: games.duel.ports.query.hostPort 7100 is the port of games.duel.ports.game.hostPort too; choose another
container-ports-unique | games.duel.ports: {game: {port: 7777}, query: {port: 7777, protocol: TCPUDP}}
  Pulumi.dev.yaml: games.duel.ports.query.port 7777 (UDP) is games.duel.ports.game.port too; choose another
container-ports-unique | games.duel.ports: {game: {port: 9090, protocol: TCP}}
  Pulumi.dev.yaml: games.duel.ports.game.port 9090 (TCP) is games.duel.metrics.port too; choose another
container-ports-unique | games.duel.metrics.port: 8080
  Pulumi.dev.yaml: games.duel.metrics.port 8080 (TCP) is where the SDK's sidecar answers health checks; choose another
container-ports-unique | games.duel.sdk: {grpcPort: 9400, httpPort: 9400}
  Pulumi.dev.yaml: games.duel.sdk.httpPort 9400 (TCP) is games.duel.sdk.grpcPort too; choose another
passthrough-ports-free | games.duel.ports: {game: {policy: Passthrough}, query: {port: 7500}}
  Pulumi.dev.yaml: games.duel.ports.query.port 7500 is within gamePorts 7000-8000, from which Agones may choose the same for games.duel.ports.game (Passthrough); choose one outside
autoscaling-or-fixed | games.duel: {replicas: 3, autoscaling: {min: 1}}
  Pulumi.dev.yaml: games.duel.autoscaling.min 1 does not go with games.duel.replicas, which fixes the number of servers; remove one of them
autoscaling-or-fixed | games.duel: {autoscaling: {policy: buffer}, storage: {persistent: {sizeGiB: 10, worlds: {avalon: {}}}}}
  Pulumi.dev.yaml: games.duel.autoscaling.policy buffer does not go with games.duel.storage.persistent, which fixes the number of servers; remove one of them
autoscaling-unused | games.duel.autoscaling.key: rooms
  Pulumi.dev.yaml: games.duel.autoscaling.key rooms has no effect with policy buffer, only with counter or list; remove it, or choose another policy
autoscaling-unused | games.duel: {counters: {rooms: {capacity: 10}}, autoscaling: {policy: counter, min: 2}}
  Pulumi.dev.yaml: games.duel.autoscaling.min 2 has no effect with policy counter, only with buffer, percentage, schedule or chain; remove it, or choose another policy
autoscaling-unused | games.duel.autoscaling.windows.evening: {cron: "0 18 * * *", duration: 4h}
  Pulumi.dev.yaml: games.duel.autoscaling.windows has no effect with policy buffer, only with schedule or chain; remove it, or choose another policy
autoscaling-unused | games.duel.autoscaling.webhook: {service: scaler}
  Pulumi.dev.yaml: games.duel.autoscaling.webhook has no effect with policy buffer, only with webhook; remove it, or choose another policy
autoscaling-percentage-or-buffer | games.duel.autoscaling: {percentage: 20, buffer: 10}
  Pulumi.dev.yaml: games.duel.autoscaling.percentage 20 stands beside buffer 10; keep one of them
autoscaling-percentage-or-buffer | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, buffer: 20, percentage: 30}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.percentage 30 stands beside buffer 20; keep one of them
autoscaling-percentage-missing | games.duel.autoscaling.policy: percentage
  Pulumi.dev.yaml: games.duel.autoscaling.percentage is missing, and policy percentage needs it; set it
autoscaling-min-max | games.duel.autoscaling: {min: 60, max: 50}
  Pulumi.dev.yaml: games.duel.autoscaling.max 50 is below min 60; raise max or set a lower min
autoscaling-min-max | games.duel.autoscaling: {max: 8, buffer: 2}
  Pulumi.dev.yaml: games.duel.autoscaling.max 8 is below min 10 (the default of type match); raise max or set a lower min
autoscaling-min-max | games.duel.autoscaling: {min: 1200}
  Pulumi.dev.yaml: games.duel.autoscaling.min 1200 is above max 1000 (the default of type match); lower min or set a higher max
autoscaling-min-max | games.duel.autoscaling: {policy: chain, max: 100, windows: {evening: {cron: "0 18 * * *", duration: 4h, min: 150}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.min 150 is above max 100 (the game's); lower min or set a higher max
autoscaling-min-max | games.duel: {autoscaling: {policy: chain, max: 100, windows: {evening: {cron: "0 18 * * *", duration: 4h, min: 60}}}, regions: {eu-west-1: {autoscaling: {max: 50}}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.min 60 is above max 50 (games.duel.regions.eu-west-1.autoscaling.max); lower min or set a higher max
autoscaling-min-max | games.duel: {autoscaling: {policy: chain, max: 100, windows: {evening: {cron: "0 18 * * *", duration: 4h, min: 20}}}, regions: {eu-west-1: {autoscaling: {windows: {evening: {min: 150}}}}}}
  Pulumi.dev.yaml: games.duel.regions.eu-west-1.autoscaling.windows.evening.min 150 is above max 100 (the game's); lower min or set a higher max
autoscaling-buffer-max | games.duel.autoscaling: {min: 0, max: 20, buffer: 20}
  Pulumi.dev.yaml: games.duel.autoscaling.buffer 20 is not below max 20; lower buffer or set a higher max
autoscaling-buffer-max | games.duel.autoscaling.max: 15
  Pulumi.dev.yaml: games.duel.autoscaling.max 15 is not above buffer 20 (the default of type match); raise max or set a lower buffer
autoscaling-buffer-max | games.duel: {autoscaling: {max: 100, buffer: 60}, regions: {eu-west-1: {autoscaling: {max: 50}}}}
  Pulumi.dev.yaml: games.duel.autoscaling.buffer 60 is not below max 50 (games.duel.regions.eu-west-1.autoscaling.max); lower buffer or set a higher max
autoscaling-buffer-max | games.duel: {autoscaling: {max: 50, buffer: 20}, regions: {eu-west-1: {autoscaling: {min: 0, max: 30, buffer: 30}}}}
  Pulumi.dev.yaml: games.duel.regions.eu-west-1.autoscaling.buffer 30 is not below max 30; lower buffer or set a higher max
autoscaling-percentage-min | games.duel.autoscaling: {min: 0, percentage: 20}
  Pulumi.dev.yaml: games.duel.autoscaling.min 0 with a share of 20% would never leave 0; raise min to 1 at least, or set buffer instead
autoscaling-key | games.duel.autoscaling.policy: counter
  Pulumi.dev.yaml: games.duel.autoscaling.policy counter needs one of games.duel.counters, and there is none; add one, or choose another policy
autoscaling-key | games.duel: {lists: {players: {capacity: 8}, guests: {capacity: 8}}, autoscaling: {policy: list}}
  Pulumi.dev.yaml: games.duel.autoscaling.key is missing, and games.duel.lists has several (players, guests); set it to one of them
autoscaling-key | games.duel: {lists: {players: {capacity: 8}}, autoscaling: {policy: list, key: guests}}
  Pulumi.dev.yaml: games.duel.autoscaling.key guests is not in games.duel.lists (players); correct it
autoscaling-capacity | games.duel: {counters: {rooms: {capacity: 10}}, autoscaling: {policy: counter, buffer: 50, maxCapacity: 40}}
  Pulumi.dev.yaml: games.duel.autoscaling.maxCapacity 40 is below buffer 50; raise maxCapacity or lower buffer
autoscaling-capacity | games.duel: {counters: {rooms: {capacity: 10}}, autoscaling: {policy: counter, minCapacity: 100, maxCapacity: 80}}
  Pulumi.dev.yaml: games.duel.autoscaling.minCapacity 100 is above maxCapacity 80; lower minCapacity or raise maxCapacity
autoscaling-capacity | games.duel: {counters: {rooms: {capacity: 10}}, autoscaling: {policy: counter, buffer: 20, minCapacity: 10}}
  Pulumi.dev.yaml: games.duel.autoscaling.minCapacity 10 is below buffer 20, which Agones refuses; set minCapacity to 0 or 20
autoscaling-capacity | games.duel: {counters: {rooms: {capacity: 10}}, autoscaling: {policy: counter, percentage: 20, minCapacity: 0}}
  Pulumi.dev.yaml: games.duel.autoscaling.minCapacity 0 with a share of 20% would never leave 0; raise minCapacity to 1 at least
autoscaling-webhook-missing | games.duel.autoscaling.policy: webhook
  Pulumi.dev.yaml: games.duel.autoscaling.webhook is missing, and policy webhook needs it; set the service to ask
windows-count | games.duel.autoscaling.policy: schedule
  Pulumi.dev.yaml: games.duel.autoscaling.windows has none, and policy schedule needs one; add it, or choose policy buffer
windows-count | games.duel.autoscaling: {policy: schedule, windows: {noon: {cron: "0 12 * * *", duration: 1h}, evening: {cron: "0 18 * * *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows has 2 (noon, evening), and policy schedule takes one; choose policy chain for several
window-date | games.duel.autoscaling: {policy: chain, windows: {finals: {start: "2099-02-31T18:00:00Z"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals.start 2099-02-31T18:00:00Z is no date and time of the calendar; correct it
window-ended | games.duel.autoscaling: {policy: chain, windows: {finals: {end: "2020-01-30T22:00:00+01:00"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals.end 2020-01-30T22:00:00+01:00 is past, and Agones refuses such a window; remove it, or correct its end
window-order | games.duel.autoscaling: {policy: chain, windows: {finals: {start: "2099-01-30T22:00:00Z", end: "2099-01-30T18:00:00Z"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals.start 2099-01-30T22:00:00Z is not before end 2099-01-30T18:00:00Z; correct one of them
window-recurrence | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.cron "0 18 * * *" without duration would never close again; set duration, such as 4h
window-recurrence | games.duel.autoscaling: {policy: chain, windows: {evening: {end: "2099-01-30T18:00:00Z", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.duration 4h has no effect without cron; set cron, or end instead
window-cron | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 24 * * *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.cron "0 24 * * *" has the hour 24, which is not made of numbers from 0 to 23; correct it
window-cron | games.duel.autoscaling: {policy: chain, windows: {sunday: {cron: "0 18 * * 7", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.sunday.cron "0 18 * * 7" has the day of the week 7, which is not made of numbers from 0 to 6; correct it
window-time-zone | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, timezone: Europe/Hamburg}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.timezone Europe/Hamburg is not a time zone of the IANA database; correct it, to one such as Europe/Berlin
window-always-open | games.duel.autoscaling: {policy: chain, windows: {evening: {buffer: 50}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening has neither start, end nor cron, so it is always open; set one of them
window-always-open | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * FRI", duration: 200h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.duration 200h is not below 168h, the longest time between two openings of cron "0 18 * * FRI", so the window never closes; shorten it, or set start and end instead of cron
window-never-opens | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 31 2 *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.cron "0 18 31 2 *" opens the window at no time in the five years that Agones looks ahead; correct it
window-never-opens | games.duel.autoscaling: {policy: chain, windows: {finals: {end: "2099-01-30T18:00:00Z", start: "2099-01-29T23:00:00Z", cron: "0 18 * * *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals.cron "0 18 * * *" opens the window at no time from start 2099-01-29T23:00:00Z to end 2099-01-30T18:00:00Z; correct one of them
window-never-opens | games.duel.autoscaling: {policy: chain, windows: {finals: {end: "2099-01-30T18:00:00Z", cron: "0 18 31 2 *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals.cron "0 18 31 2 *" opens the window at no time before end 2099-01-30T18:00:00Z; correct one of them
windows-overlap | games.duel.autoscaling: {policy: chain, windows: {finals: {start: "2099-01-30T18:00:00Z", end: "2099-01-30T22:00:00Z"}, after: {start: "2099-01-30T21:00:00Z"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.after is open while finals is, first at 2099-01-30T21:00:00Z, and the first in order decides; make them disjoint
windows-overlap | games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, timezone: Europe/Berlin}, finals: {start: "2099-01-30T15:00:00+01:00", end: "2099-01-30T19:00:00+01:00"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.finals is open while evening is, first at 2099-01-30T17:00:00Z, and the first in order decides; make them disjoint
windows-overlap | games.duel.autoscaling: {policy: chain, windows: {weekend: {start: "2099-01-26T00:00:00Z", cron: "0 12 * * SAT", duration: 36h}, evening: {cron: "0 18 * * *", duration: 4h}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening is open while weekend is, first at 2099-01-31T18:00:00Z, and the first in order decides; make them disjoint
image-tag | games.duel.image: registry.example.com/duel
  Pulumi.dev.yaml: games.duel.image registry.example.com/duel has neither a tag nor a digest, which means latest; add the tag of a release
image-tag | games.duel.image: registry.example.com:5000/duel:latest
  Pulumi.dev.yaml: games.duel.image registry.example.com:5000/duel:latest is another image after each push; choose the tag of a release
image-tag | games.duel.antiCheat.sidecar: {image: registry.example.com/guard, cpu: {request: 100m}, memory: {request: 64Mi}}
  Pulumi.dev.yaml: games.duel.antiCheat.sidecar.image registry.example.com/guard has neither a tag nor a digest, which means latest; add the tag of a release
image-digest-form | games.duel.image: registry.example.com/duel@sha256:abc
  Pulumi.dev.yaml: games.duel.image registry.example.com/duel@sha256:abc has a digest that is not sha256: and 64 hexadecimal digits; correct it
image-registry | games.duel.image: duel:1.0.0
  Pulumi.dev.yaml: games.duel.image duel:1.0.0 has no host, and this stack has no environment from whose registry it could come; write it with its host
agones-certificates-renew | agones.certificates: {validityDays: 60, renewBeforeDays: 75}
  Pulumi.dev.yaml: agones.certificates.renewBeforeDays 75 is not below agones.certificates.validityDays 60: every up would renew; lower it
allocator-exposure | agones.allocator.exposure: load-balancer
  Pulumi.dev.yaml: agones.allocator.exposure load-balancer needs an environment, whose zone names it and whose authority signs it; choose cluster-ip, or set environment
allocator-source-cidrs | agones.allocator.sourceCidrs: [203.0.113.0/24]
  Pulumi.dev.yaml: agones.allocator.sourceCidrs 203.0.113.0/24 has no effect with exposure cluster-ip, which has no load balancer; remove it, or choose load-balancer
quota-games | quota.gameServers: 1000
  Pulumi.dev.yaml: quota.gameServers 1000 is less than the 1250 GameServers of all games in eu-west-1 at their most, updates included (duel 1250); raise it, or lower the most servers of games.duel
quota-games | quota.cpu: 1500, games.arena: {type: match, image: "registry.example.com/arena:1.0.0", cpu: {request: 1}, memory: {request: 1Gi}, players: 2, autoscaling: {max: 100}}
  Pulumi.dev.yaml: quota.cpu 1500 is less than the 2667 CPUs of all games in eu-west-1 at their most, updates included (duel 2538); raise it, or lower the most servers of games.duel
quota-games | quota.memoryGiB: 4000
  Pulumi.dev.yaml: quota.memoryGiB 4000 is less than the 5040 GiB of memory of all games in eu-west-1 at their most, updates included (duel 5040); raise it, or lower the most servers of games.duel
quota-games | quota.storageGiB: 4000, games.duel.storage.scratch.sizeGiB: 10
  Pulumi.dev.yaml: quota.storageGiB 4000 is less than the 12500 GiB of storage of all games in eu-west-1 at their most, updates included (duel 12500); raise it, or lower the most servers of games.duel
game-pool | games.duel.pool: arena
  Pulumi.dev.yaml: games.duel.pool arena is not among the pools with role game (game); correct it
game-pool | games.duel.pool: gpu
  Pulumi.dev.yaml: games.duel.pool gpu has role gpu, and this game runs on pools with role game (game); choose one of them
game-pool | pools.game: {role: gpu, instanceTypes: [g5.4xlarge]}
  Pulumi.dev.yaml: games.duel needs a pool with role game, and eu-west-1 has none; add one, or name other regions
game-gpu-type | games.duel: {gpu: {type: nvidia-h100}, autoscaling: {max: 40}}
  Pulumi.dev.yaml: games.duel.gpu.type nvidia-h100 is a type that no GPU pool of eu-west-1 has (there is nvidia-a10g); correct it, add such a pool, or name other regions
game-gpu-type | games.duel: {gpu: {type: nvidia-a10g}, autoscaling: {max: 40}}, pools.gpu: {gpuType: a10g}
  Pulumi.dev.yaml: games.duel.gpu.type nvidia-a10g is a type that no GPU pool of eu-west-1 has (there is a10g); correct it, add such a pool, or name other regions
game-gpu-count | games.duel: {gpu: {type: nvidia-a10g, count: 2}, autoscaling: {max: 21}}
  Pulumi.dev.yaml: games.duel.gpu.count 2 is more than g5.4xlarge of pool gpu has (1); lower it, or choose instance types with more
game-fits | games.duel: {cpu: {request: 16}, autoscaling: {max: 100}}
  Pulumi.dev.yaml: games.duel.cpu.request 16 (16030m with the sidecars) does not fit on c7i.4xlarge of pool game, which has 15510m for game servers; lower it, or choose larger instance types
game-fits | games.duel: {memory: {request: 30Gi}, autoscaling: {max: 100}}
  Pulumi.dev.yaml: games.duel.memory.request 30Gi (30752Mi with the sidecars) does not fit on c7i.4xlarge of pool game, which has 27005Mi for game servers; lower it, or choose larger instance types
game-fits | pools.game.instanceTypes: [c7i.4xlarge, c7i.large]
  Pulumi.dev.yaml: games.duel.cpu.request 2 (2030m with the sidecars) and memory.request 4Gi (4128Mi with the sidecars) do not fit on c7i.large of pool game, which has 1550m and 2738Mi for game servers; lower them, or choose larger instance types
game-density-pods | games.duel: {cpu: {request: 50m}, memory: {request: 64Mi}}
  Pulumi.dev.yaml: games.duel.cpu.request 50m lets 193 servers onto c7i.4xlarge of pool game, which has room for 104 beside 6 pods of its own (maxPods 110); raise it to 118m, or choose smaller instance types
game-density-pods | games.duel: {cpu: {request: 500m}, memory: {request: 512Mi}}, pools.game.maxPods: 20
  Pulumi.dev.yaml: games.duel.cpu.request 500m lets 29 servers onto c7i.4xlarge of pool game, which has room for 14 beside 6 pods of its own (maxPods 20); raise it to 1005m, or pools.game.maxPods to 35
game-density-ports | gamePorts: {min: 7000, max: 7004}
  Pulumi.dev.yaml: gamePorts.max 7004 leaves 5 ports on each node, and 6 servers of games.duel with 1 each fit on c7i.4xlarge of pool game; widen the range to 6 ports, or raise games.duel.cpu.request to 2556m
world-zone | games.duel.storage.persistent: {sizeGiB: 10, worlds: {avalon: {zoneId: euw1-az3}, camelot: {zoneId: euw1-az1}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds.avalon.zoneId euw1-az3 is not a zone of its pool (euw1-az1, euw1-az2); choose one of them
iam-egress | games.duel.iam.replays: {actions: [s3:PutObject], resources: ["arn:aws:s3:::replays/*"]}
  Pulumi.dev.yaml: games.duel.iam reaches no AWS API, because egress names no addresses; add egress such as { aws: { cidrs: [0.0.0.0/0], ports: [443] } }
iam-egress | games.duel: {iam: {replays: {actions: [s3:PutObject], resources: ["arn:aws:s3:::replays/*"]}}, egress: {telemetry: {app: telemetry, ports: [443]}}}
  Pulumi.dev.yaml: games.duel.iam reaches no AWS API, because egress names no addresses; add egress such as { aws: { cidrs: [0.0.0.0/0], ports: [443] } }
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
  local: `
iam-needs-eks | games.duel.iam.replays: {actions: [s3:PutObject], resources: ["arn:aws:s3:::replays/*"]}
  Pulumi.local.yaml: games.duel.iam needs Pod Identity, which a cluster: existing does not have; remove it, or leave this region out
pool-needs-eks | games.duel.pool: game
  Pulumi.local.yaml: games.duel.pool game has no effect on an existing cluster, whose nodes existingCluster.gameNodes names; remove it
world-zone-needs-eks | games.duel.storage.persistent: {sizeGiB: 10, worlds: {avalon: {zoneId: euw1-az1}, camelot: {}}}
  Pulumi.local.yaml: games.duel.storage.persistent.worlds.avalon.zoneId euw1-az1 is a zone of AWS, and an existing cluster's nodes are named by existingCluster.gameNodes; remove it
`,
  "prod-eu-west-1": `
game-secret-known | secrets: {sentry: {secure: v1:a:b}}, games.duel.secrets: {SENTRY_DSN: sentry, DB_PASSWORD: nodb}
  Pulumi.prod-eu-west-1.yaml: games.duel.secrets.DB_PASSWORD nodb is not among the secrets of this stack and its environment (sentry); set it with \`pulumi config set --stack prod --secret --path gameplane:secrets.nodb\`
quota-games | quota.gameServers: 1000
  Pulumi.prod-eu-west-1.yaml: quota.gameServers 1000 is less than the 1250 GameServers of all games in eu-west-1 at their most, updates included (duel 1250); raise it, or lower the most servers of games.duel
image-repository | games.duel.image: arena:1.0.0
  Pulumi.prod-eu-west-1.yaml: games.duel.image arena:1.0.0 is not in registry.repositories of prod (duel); add arena there, or correct it
image-repository | games.duel.image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/prod/arena:1.0.0
  Pulumi.prod-eu-west-1.yaml: games.duel.image 111122223333.dkr.ecr.us-east-1.amazonaws.com/prod/arena:1.0.0 is not in registry.repositories of prod (duel); add arena there, or correct it
image-digest | games.duel.image: registry.example.com/duel:1.0.0
  Pulumi.prod-eu-west-1.yaml: games.duel.image registry.example.com/duel:1.0.0 has a tag that may move, for the registry is not the environment's; production needs its digest (@sha256:...), or the image in registry.repositories
image-digest | games.duel.image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/duel:1.0.0
  Pulumi.prod-eu-west-1.yaml: games.duel.image 111122223333.dkr.ecr.us-east-1.amazonaws.com/duel:1.0.0 has a tag that may move, for the registry is not the environment's; production needs its digest (@sha256:...), or the image in registry.repositories
`,
};
