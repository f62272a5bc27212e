// A wrong value for every setting and every group of every kind of stack, and the line that a person gets to read.
// A row is `path: value` in YAML, as one change of a sound stack's file; what is indented below it, the exact lines.

export const BAD_VALUES = {
  dev: `
region: europe
  Pulumi.dev.yaml: region europe is not an AWS region such as eu-west-1; change it
environment: Prod
  Pulumi.dev.yaml: environment Prod is not the name of an environment stack such as prod; change it
cluster: minikube
  Pulumi.dev.yaml: cluster minikube is not eks, or existing in a stack's own file; change it, or remove it for the default (eks)
account: "11112222333"
  Pulumi.dev.yaml: account 11112222333 is not an AWS account id of 12 digits, quoted: "111122223333"; change it
production: "yes"
  Pulumi.dev.yaml: production yes is not true or false; change it, or remove it for the default (false)
protect: maybe
  Pulumi.dev.yaml: protect maybe is not true or false; change it, or remove it for the default (the value of production)
tags.owner: "a/b"
  Pulumi.dev.yaml: tags.owner a/b is not a team or address of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (platform)
tags.costCentre: ""
  Pulumi.dev.yaml: tags.costCentre "" is not a name of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (games)
tags.extra.team: "a|b"
  Pulumi.dev.yaml: tags.extra.team "a|b" is not a tag value of up to 256 letters, digits, spaces or .:/=+@_-; change it
network.cidr: 10.8.0.1/16
  Pulumi.dev.yaml: network.cidr 10.8.0.1/16 is not an IPv4 CIDR such as 10.16.0.0/16; change it
network.zones: 5
  Pulumi.dev.yaml: network.zones 5 is not a whole number from 1 to 4; change it, or remove it for the default (2)
network.zoneIds: [eu-west-1a]
  Pulumi.dev.yaml: network.zoneIds holds eu-west-1a, which does not belong in a list of zone ids such as [euw1-az1, euw1-az2]; change the entry or remove it
network.excludeZoneIds: [a]
  Pulumi.dev.yaml: network.excludeZoneIds holds a, which does not belong in a list of zone ids such as [use1-az5]; change the entry or remove it
network.nat: none
  Pulumi.dev.yaml: network.nat none is not one of per-zone, single; change it, or remove it for the default (single)
network.interfaceEndpoints: [sts, s3]
  Pulumi.dev.yaml: network.interfaceEndpoints holds s3, which does not belong in a list of ecr.api, ecr.dkr, sts, ec2, logs, eks, eks-auth, elasticloadbalancing, autoscaling, sqs, kms, ssm; change the entry or remove it
network.flowLogRetentionDays: 45
  Pulumi.dev.yaml: network.flowLogRetentionDays 45 is not one of CloudWatch Logs' retentions, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; change it, or remove it for the default (30 days)
network.ipv6: 6
  Pulumi.dev.yaml: network.ipv6 6 is not true or false; change it, or remove it for the default (false)
gamePorts.min: 80
  Pulumi.dev.yaml: gamePorts.min 80 is not a whole number from 1024 to 65535; change it, or remove it for the default (7000)
gamePorts.max: 70000
  Pulumi.dev.yaml: gamePorts.max 70000 is not a whole number from 1024 to 65535; change it, or remove it for the default (8000)
gamePorts.sourceCidrs: [203.0.113.0]
  Pulumi.dev.yaml: gamePorts.sourceCidrs holds 203.0.113.0, which does not belong in a list of IPv4 CIDRs such as [203.0.113.0/24]; change the entry or remove it
gamePorts.sourceCidrs: []
  Pulumi.dev.yaml: gamePorts.sourceCidrs is empty; set it to a list of IPv4 CIDRs such as [203.0.113.0/24]
eks.version: "1.30"
  Pulumi.dev.yaml: eks.version 1.30 is not one of 1.34, 1.35, 1.36; change it, or remove it for the default (1.36)
eks.support: LONG
  Pulumi.dev.yaml: eks.support LONG is not one of STANDARD, EXTENDED; change it, or remove it for the default (EXTENDED)
eks.endpoint.public: 1.2.3.4
  Pulumi.dev.yaml: eks.endpoint.public 1.2.3.4 is not true or false; change it, or remove it for the default (false)
eks.endpoint.publicCidrs: [203.0.113.7/24]
  Pulumi.dev.yaml: eks.endpoint.publicCidrs holds 203.0.113.7/24, which does not belong in a list of IPv4 CIDRs such as [203.0.113.0/24]; change the entry or remove it
eks.logRetentionDays: 10
  Pulumi.dev.yaml: eks.logRetentionDays 10 is not one of CloudWatch Logs' retentions, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days; change it, or remove it for the default (90 days)
eks.serviceCidr: 172.20.0.0
  Pulumi.dev.yaml: eks.serviceCidr 172.20.0.0 is not an IPv4 CIDR such as 10.16.0.0/16; change it, or remove it for the default (172.20.0.0/16)
eks.access.admins: [arn:aws:iam::111122223333:group/platform]
  Pulumi.dev.yaml: eks.access.admins holds arn:aws:iam::111122223333:group/platform, which does not belong in a list of IAM role or user ARNs such as [arn:aws:iam::111122223333:role/platform]; change the entry or remove it
eks.access.deployers: [deploy]
  Pulumi.dev.yaml: eks.access.deployers holds deploy, which does not belong in a list of IAM role or user ARNs such as [arn:aws:iam::111122223333:role/platform]; change the entry or remove it
eks.access.readOnly: arn:aws:iam::111122223333:role/on-call
  Pulumi.dev.yaml: eks.access.readOnly arn:aws:iam::111122223333:role/on-call is not a list of IAM role or user ARNs such as [arn:aws:iam::111122223333:role/platform]; change it, or remove it for the default (none)
eks.addons.vpcCni: 1.22.4
  Pulumi.dev.yaml: eks.addons.vpcCni 1.22.4 is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
eks.addons.coredns: latest
  Pulumi.dev.yaml: eks.addons.coredns latest is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
eks.addons.kubeProxy: v1.36
  Pulumi.dev.yaml: eks.addons.kubeProxy v1.36 is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
eks.addons.ebsCsi: v1.66.0
  Pulumi.dev.yaml: eks.addons.ebsCsi v1.66.0 is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
eks.addons.metricsServer: 0.9.0
  Pulumi.dev.yaml: eks.addons.metricsServer 0.9.0 is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
eks.addons.podIdentityAgent: v1
  Pulumi.dev.yaml: eks.addons.podIdentityAgent v1 is not an add-on version such as v1.20.4-eksbuild.1; change it, or remove it for the default (the version tried with the Kubernetes version)
pools.game.role: games
  Pulumi.dev.yaml: pools.game.role games is not one of system, agones, metrics, game, gpu; change it
pools.game.instanceTypes: [c7i]
  Pulumi.dev.yaml: pools.game.instanceTypes holds c7i, which does not belong in a list of instance types such as [c7i.4xlarge, c6i.4xlarge]; change the entry or remove it
pools.game.ami: ubuntu
  Pulumi.dev.yaml: pools.game.ami ubuntu is not one of al2023, bottlerocket; change it, or remove it for the default (al2023)
pools.game.version: "1.40"
  Pulumi.dev.yaml: pools.game.version 1.40 is not one of 1.34, 1.35, 1.36; change it, or remove it for the default (eks.version)
pools.game.releaseVersion: "20260930"
  Pulumi.dev.yaml: pools.game.releaseVersion 20260930 is not an AMI release such as 1.35.2-20260512; change it, or remove it for the default (EKS's newest when the node group is created)
pools.game.capacityType: SPOT
  Pulumi.dev.yaml: pools.game.capacityType SPOT is not one of on-demand, spot; change it, or remove it for the default (on-demand)
pools.game.diskGiB: 8
  Pulumi.dev.yaml: pools.game.diskGiB 8 is not a whole number of GiB from 20 to 16384; change it, or remove it for the default (100 GiB)
pools.game.maxPods: 500
  Pulumi.dev.yaml: pools.game.maxPods 500 is not a whole number from 4 to 250; change it, or remove it for the default (what prefix delegation allows: 110 below 30 vCPU, else 250, capped by the interfaces)
pools.game.min: -1
  Pulumi.dev.yaml: pools.game.min -1 is not a whole number of nodes from 0 to 450; change it
pools.game.desired: 2.5
  Pulumi.dev.yaml: pools.game.desired 2.5 is not a whole number of nodes from 0 to 450; change it, or remove it for the default (min)
pools.game.max: 451
  Pulumi.dev.yaml: pools.game.max 451 is not a whole number of nodes from 1 to 450; change it
pools.game.gpuType: "A10 G"
  Pulumi.dev.yaml: pools.game.gpuType "A10 G" is not a label value such as nvidia-a10g; change it, or remove it for the default (nvidia- and the GPU's model in lower case)
pools.game.excludeZoneIds: [euw1]
  Pulumi.dev.yaml: pools.game.excludeZoneIds holds euw1, which does not belong in a list of zone ids such as [use1-az5]; change the entry or remove it
pools.game.labels.tier: "gold!"
  Pulumi.dev.yaml: pools.game.labels.tier "gold!" is not a Kubernetes label value: up to 63 letters, digits or ._- that begin and end with a letter or digit; change it
pools.game.generations.1.instanceTypes: []
  Pulumi.dev.yaml: pools.game.generations.1.instanceTypes is empty; set it to a list of instance types such as [c7i.4xlarge, c6i.4xlarge]
pools.game.generations.1.ami: windows
  Pulumi.dev.yaml: pools.game.generations.1.ami windows is not one of al2023, bottlerocket; change it, or remove it for the default (the pool's)
pools.game.generations.1.version: "1.2"
  Pulumi.dev.yaml: pools.game.generations.1.version 1.2 is not one of 1.34, 1.35, 1.36; change it, or remove it for the default (the pool's)
pools.game.generations.1.releaseVersion: v1.36.4
  Pulumi.dev.yaml: pools.game.generations.1.releaseVersion v1.36.4 is not an AMI release such as 1.35.2-20260512; change it, or remove it for the default (the pool's)
pools.game.generations.1.capacityType: on_demand
  Pulumi.dev.yaml: pools.game.generations.1.capacityType on_demand is not one of on-demand, spot; change it, or remove it for the default (the pool's)
pools.game.generations.1.diskGiB: 100GB
  Pulumi.dev.yaml: pools.game.generations.1.diskGiB 100GB is not a whole number of GiB from 20 to 16384; change it, or remove it for the default (the pool's)
pools.game.generations.1.maxPods: 0
  Pulumi.dev.yaml: pools.game.generations.1.maxPods 0 is not a whole number from 4 to 250; change it, or remove it for the default (the pool's)
pools.game.generations.1.cordoned: no
  Pulumi.dev.yaml: pools.game.generations.1.cordoned no is not true or false; change it, or remove it for the default (false)
pools.game.generations.1.drained: 1
  Pulumi.dev.yaml: pools.game.generations.1.drained 1 is not true or false; change it, or remove it for the default (false)
nodeScaling: keda
  Pulumi.dev.yaml: nodeScaling keda is not one of cluster-autoscaler, karpenter; change it, or remove it for the default (cluster-autoscaler)
charts.awsLoadBalancerController.repository: http://example.com
  Pulumi.dev.yaml: charts.awsLoadBalancerController.repository http://example.com is not an https:// or oci:// address; change it, or remove it for the default (https://aws.github.io/eks-charts)
charts.awsLoadBalancerController.chart: "A chart"
  Pulumi.dev.yaml: charts.awsLoadBalancerController.chart "A chart" is not a chart name such as karpenter; change it, or remove it for the default (aws-load-balancer-controller)
charts.awsLoadBalancerController.version: latest
  Pulumi.dev.yaml: charts.awsLoadBalancerController.version latest is not an exact chart version such as 1.2.3; change it, or remove it for the default (3.5.0)
charts.clusterAutoscaler.repository: git@example.com
  Pulumi.dev.yaml: charts.clusterAutoscaler.repository git@example.com is not an https:// or oci:// address; change it, or remove it for the default (https://kubernetes.github.io/autoscaler)
charts.clusterAutoscaler.chart: "-"
  Pulumi.dev.yaml: charts.clusterAutoscaler.chart - is not a chart name such as karpenter; change it, or remove it for the default (cluster-autoscaler)
charts.clusterAutoscaler.version: "9"
  Pulumi.dev.yaml: charts.clusterAutoscaler.version 9 is not an exact chart version such as 1.2.3; change it, or remove it for the default (9.59.0)
charts.karpenter.repository: public.ecr.aws/karpenter
  Pulumi.dev.yaml: charts.karpenter.repository public.ecr.aws/karpenter is not an https:// or oci:// address; change it, or remove it for the default (oci://public.ecr.aws/karpenter)
charts.karpenter.chart: Karpenter
  Pulumi.dev.yaml: charts.karpenter.chart Karpenter is not a chart name such as karpenter; change it, or remove it for the default (karpenter)
charts.karpenter.version: 1.14
  Pulumi.dev.yaml: charts.karpenter.version 1.14 is not an exact chart version such as 1.2.3; change it, or remove it for the default (1.14.1)
charts.nvidiaDevicePlugin.repository: ""
  Pulumi.dev.yaml: charts.nvidiaDevicePlugin.repository "" is not an https:// or oci:// address; change it, or remove it for the default (https://nvidia.github.io/k8s-device-plugin)
charts.nvidiaDevicePlugin.chart: "nvidia plugin"
  Pulumi.dev.yaml: charts.nvidiaDevicePlugin.chart "nvidia plugin" is not a chart name such as karpenter; change it, or remove it for the default (nvidia-device-plugin)
charts.nvidiaDevicePlugin.version: ^0.20.0
  Pulumi.dev.yaml: charts.nvidiaDevicePlugin.version "^0.20.0" is not an exact chart version such as 1.2.3; change it, or remove it for the default (0.20.0)
secrets.token: plain
  Pulumi.dev.yaml: secrets.token is in plain text; replace the secret, which anyone could read here, with \`pulumi config set --secret --path gameplane:secrets.token\`
tags: platform
  Pulumi.dev.yaml: tags platform is not a map of settings; write its settings below it (owner, costCentre, extra)
tags.extra: [team]
  Pulumi.dev.yaml: tags.extra ["team"] is not a map whose keys are tag keys of up to 128 letters, digits or .:/_- that begin with a letter; change it, or remove it for the default (none)
network: 10.8.0.0/16
  Pulumi.dev.yaml: network 10.8.0.0/16 is not a map of settings; write its settings below it (cidr, zones, zoneIds, excludeZoneIds, nat, interfaceEndpoints, flowLogRetentionDays, ipv6)
gamePorts: 7000-8000
  Pulumi.dev.yaml: gamePorts 7000-8000 is not a map of settings; write its settings below it (min, max, sourceCidrs)
eks: "1.36"
  Pulumi.dev.yaml: eks 1.36 is not a map of settings; write its settings below it (version, support, endpoint, logRetentionDays, serviceCidr, access, addons)
eks.endpoint: public
  Pulumi.dev.yaml: eks.endpoint public is not a map of settings; write its settings below it (public, publicCidrs)
eks.access: admin
  Pulumi.dev.yaml: eks.access admin is not a map of settings; write its settings below it (admins, deployers, readOnly)
eks.addons: latest
  Pulumi.dev.yaml: eks.addons latest is not a map of settings; write its settings below it (vpcCni, coredns, kubeProxy, ebsCsi, metricsServer, podIdentityAgent)
pools: [game]
  Pulumi.dev.yaml: pools ["game"] is not a map whose keys are names of up to 20 lower-case letters, digits and dashes that begin with a letter; change it
pools.game: c7i.4xlarge
  Pulumi.dev.yaml: pools.game c7i.4xlarge is not a map of settings; write its settings below it (role, instanceTypes, ami, version, releaseVersion, capacityType, diskGiB, maxPods, min, desired, max, gpuType, excludeZoneIds, labels, generations)
pools.game.labels: [a]
  Pulumi.dev.yaml: pools.game.labels ["a"] is not a map whose keys are Kubernetes label keys such as team or example.com/team; change it, or remove it for the default (none)
pools.game.generations: 2
  Pulumi.dev.yaml: pools.game.generations 2 is not a map whose keys are ids of up to 8 lower-case letters and digits; change it, or remove it for the default ({"1":{"cordoned":false,"drained":false}})
pools.game.generations.1: drained
  Pulumi.dev.yaml: pools.game.generations.1 drained is not a map of settings; write its settings below it (instanceTypes, ami, version, releaseVersion, capacityType, diskGiB, maxPods, cordoned, drained)
charts.awsLoadBalancerController: 3.5.0
  Pulumi.dev.yaml: charts.awsLoadBalancerController 3.5.0 is not a map of settings; write its settings below it (repository, chart, version)
charts.clusterAutoscaler: 1
  Pulumi.dev.yaml: charts.clusterAutoscaler 1 is not a map of settings; write its settings below it (repository, chart, version)
charts.karpenter: []
  Pulumi.dev.yaml: charts.karpenter [] is not a map of settings; write its settings below it (repository, chart, version)
charts.nvidiaDevicePlugin: false
  Pulumi.dev.yaml: charts.nvidiaDevicePlugin false is not a map of settings; write its settings below it (repository, chart, version)
secrets: hunter2
  Pulumi.dev.yaml: secrets is in plain text; replace the secret, which anyone could read here, with \`pulumi config set --secret --path gameplane:secrets.NAME\`
tags.extra.1st: a
  Pulumi.dev.yaml: tags.extra.1st is not allowed here, only tag keys of up to 128 letters, digits or .:/_- that begin with a letter; rename it
pools.Game: {role: game}
  Pulumi.dev.yaml: pools.Game is not allowed here, only names of up to 20 lower-case letters, digits and dashes that begin with a letter; rename it
pools.game.labels.-x: a
  Pulumi.dev.yaml: pools.game.labels.-x is not allowed here, only Kubernetes label keys such as team or example.com/team; rename it
pools.game.generations.blue-green: {}
  Pulumi.dev.yaml: pools.game.generations.blue-green is not allowed here, only ids of up to 8 lower-case letters and digits; rename it
secrets.a b: {secure: v1:a:b}
  Pulumi.dev.yaml: secrets.a b is not allowed here, only names of up to 63 letters, digits, - or _ that begin with a letter; rename it
charts.externalDns.repository: sigs.k8s.io
  Pulumi.dev.yaml: charts.externalDns.repository sigs.k8s.io is not an https:// or oci:// address; change it, or remove it for the default (https://kubernetes-sigs.github.io/external-dns)
charts.externalDns.chart: external dns
  Pulumi.dev.yaml: charts.externalDns.chart "external dns" is not a chart name such as karpenter; change it, or remove it for the default (external-dns)
charts.externalDns.version: 1.19
  Pulumi.dev.yaml: charts.externalDns.version 1.19 is not an exact chart version such as 1.2.3; change it, or remove it for the default (1.21.1)
charts.externalDns: 1.19.0
  Pulumi.dev.yaml: charts.externalDns 1.19.0 is not a map of settings; write its settings below it (repository, chart, version)
charts.agones.repository: file:///charts
  Pulumi.dev.yaml: charts.agones.repository file:///charts is not an https:// or oci:// address; change it, or remove it for the default (https://agones.dev/chart/stable)
charts.agones.chart: "?"
  Pulumi.dev.yaml: charts.agones.chart "?" is not a chart name such as karpenter; change it, or remove it for the default (agones)
charts.agones.version: "1.60"
  Pulumi.dev.yaml: charts.agones.version 1.60 is not an exact chart version such as 1.2.3; change it, or remove it for the default (1.60.0)
charts.agones: 1.60.0
  Pulumi.dev.yaml: charts.agones 1.60.0 is not a map of settings; write its settings below it (repository, chart, version)
charts.prometheusOperatorCrds.repository: ftp://example.com
  Pulumi.dev.yaml: charts.prometheusOperatorCrds.repository ftp://example.com is not an https:// or oci:// address; change it, or remove it for the default (https://prometheus-community.github.io/helm-charts)
charts.prometheusOperatorCrds.chart: ""
  Pulumi.dev.yaml: charts.prometheusOperatorCrds.chart "" is not a chart name such as karpenter; change it, or remove it for the default (prometheus-operator-crds)
charts.prometheusOperatorCrds.version: v24
  Pulumi.dev.yaml: charts.prometheusOperatorCrds.version v24 is not an exact chart version such as 1.2.3; change it, or remove it for the default (31.0.1)
charts.prometheusOperatorCrds: []
  Pulumi.dev.yaml: charts.prometheusOperatorCrds [] is not a map of settings; write its settings below it (repository, chart, version)
charts: latest
  Pulumi.dev.yaml: charts latest is not a map of settings; write its settings below it (awsLoadBalancerController, clusterAutoscaler, karpenter, nvidiaDevicePlugin, externalDns, agones, prometheusOperatorCrds)
agones: 1.60.0
  Pulumi.dev.yaml: agones 1.60.0 is not a map of settings; write its settings below it (imageRegistry, replicas, numWorkers, allocationBatchWaitMilliseconds, allocator, ping, logLevel, featureGates, certificates)
agones.imageRegistry: https://registry.example.com
  Pulumi.dev.yaml: agones.imageRegistry https://registry.example.com is not a registry such as registry.example.com/agones; change it, or remove it for the default (the chart's own)
agones.replicas: 3
  Pulumi.dev.yaml: agones.replicas 3 is not a map of settings; write its settings below it (controller, extensions, allocator)
agones.replicas.controller: 0
  Pulumi.dev.yaml: agones.replicas.controller 0 is not a whole number from 1 to 20; change it, or remove it for the default (2)
agones.replicas.extensions: 21
  Pulumi.dev.yaml: agones.replicas.extensions 21 is not a whole number from 1 to 20; change it, or remove it for the default (2)
agones.replicas.allocator: many
  Pulumi.dev.yaml: agones.replicas.allocator many is not a whole number from 1 to 20; change it, or remove it for the default (3)
agones.numWorkers: 257
  Pulumi.dev.yaml: agones.numWorkers 257 is not a whole number from 1 to 256; change it, or remove it for the default (8)
agones.allocationBatchWaitMilliseconds: 5
  Pulumi.dev.yaml: agones.allocationBatchWaitMilliseconds 5 is not a whole number of ms from 10 to 1000; change it, or remove it for the default (50 ms)
agones.allocator: load-balancer
  Pulumi.dev.yaml: agones.allocator load-balancer is not a map of settings; write its settings below it (exposure, sourceCidrs)
agones.allocator.exposure: internet
  Pulumi.dev.yaml: agones.allocator.exposure internet is not one of load-balancer, cluster-ip; change it, or remove it for the default (load-balancer in a region of an environment, else cluster-ip)
agones.allocator.sourceCidrs: [203.0.113.1/24]
  Pulumi.dev.yaml: agones.allocator.sourceCidrs holds 203.0.113.1/24, which does not belong in a list of IPv4 CIDRs such as [203.0.113.0/24]; change the entry or remove it
agones.ping: "on"
  Pulumi.dev.yaml: agones.ping on is not true or false; change it, or remove it for the default (false)
agones.logLevel: verbose
  Pulumi.dev.yaml: agones.logLevel verbose is not one of fatal, error, warning, info, debug, trace; change it, or remove it for the default (info)
agones.featureGates: PlayerTracking=true
  Pulumi.dev.yaml: agones.featureGates "PlayerTracking=true" is not a map whose keys are names of Agones feature gates such as PlayerTracking; change it, or remove it for the default (none)
agones.featureGates.playerTracking: true
  Pulumi.dev.yaml: agones.featureGates.playerTracking is not allowed here, only names of Agones feature gates such as PlayerTracking; rename it
agones.featureGates.PlayerTracking: "yes"
  Pulumi.dev.yaml: agones.featureGates.PlayerTracking yes is not true or false; change it
agones.certificates: self-signed
  Pulumi.dev.yaml: agones.certificates self-signed is not a map of settings; write its settings below it (validityDays, renewBeforeDays)
agones.certificates.validityDays: 400
  Pulumi.dev.yaml: agones.certificates.validityDays 400 is not a whole number of days from 30 to 397; change it, or remove it for the default (180 days)
agones.certificates.renewBeforeDays: 30
  Pulumi.dev.yaml: agones.certificates.renewBeforeDays 30 is not a whole number of days from 35 to 365; change it, or remove it for the default (75 days)
quota: 100
  Pulumi.dev.yaml: quota 100 is not a map of settings; write its settings below it (gameServers, cpu, memoryGiB, gpus, storageGiB)
quota.gameServers: 0
  Pulumi.dev.yaml: quota.gameServers 0 is not a whole number from 1 to 20000; change it, or remove it for the default (5000)
quota.cpu: 1.5
  Pulumi.dev.yaml: quota.cpu 1.5 is not a whole number of CPUs from 1 to 100000; change it, or remove it for the default (8000 CPUs)
quota.memoryGiB: 8Ti
  Pulumi.dev.yaml: quota.memoryGiB 8Ti is not a whole number of GiB from 1 to 1000000; change it, or remove it for the default (16000 GiB)
quota.gpus: -1
  Pulumi.dev.yaml: quota.gpus -1 is not a whole number of GPUs from 0 to 10000; change it, or remove it for the default (64 GPUs)
quota.storageGiB: 20Ti
  Pulumi.dev.yaml: quota.storageGiB 20Ti is not a whole number of GiB from 0 to 10000000; change it, or remove it for the default (20000 GiB)
serviceQuotas: 2048
  Pulumi.dev.yaml: serviceQuotas 2048 is not a map of settings; write its settings below it (onDemandStandardVcpus, onDemandGVcpus, onDemandPVcpus, spotStandardVcpus, spotGVcpus, spotPVcpus, networkInterfaces, elasticIps)
serviceQuotas.onDemandStandardVcpus: 2k
  Pulumi.dev.yaml: serviceQuotas.onDemandStandardVcpus 2k is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.onDemandGVcpus: -1
  Pulumi.dev.yaml: serviceQuotas.onDemandGVcpus -1 is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.onDemandPVcpus: 1.5
  Pulumi.dev.yaml: serviceQuotas.onDemandPVcpus 1.5 is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.spotStandardVcpus: many
  Pulumi.dev.yaml: serviceQuotas.spotStandardVcpus many is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.spotGVcpus: 2000000
  Pulumi.dev.yaml: serviceQuotas.spotGVcpus 2000000 is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.spotPVcpus: true
  Pulumi.dev.yaml: serviceQuotas.spotPVcpus true is not a whole number of vCPUs from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.networkInterfaces: 5k
  Pulumi.dev.yaml: serviceQuotas.networkInterfaces 5k is not a whole number from 0 to 1000000; change it, or remove it for the default (not checked)
serviceQuotas.elasticIps: -5
  Pulumi.dev.yaml: serviceQuotas.elasticIps -5 is not a whole number from 0 to 1000000; change it, or remove it for the default (not checked)
monitoring: true
  Pulumi.dev.yaml: monitoring true is not a map of settings; write its settings below it (crds)
monitoring.crds: 1
  Pulumi.dev.yaml: monitoring.crds 1 is not true or false; change it, or remove it for the default (true)
games: [duel]
  Pulumi.dev.yaml: games ["duel"] is not a map whose keys are names of up to 30 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.Duel: {}
  Pulumi.dev.yaml: games.Duel is not allowed here, only names of up to 30 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel: registry.example.com/duel:1.0.0
  Pulumi.dev.yaml: games.duel registry.example.com/duel:1.0.0 is not a map of settings; write its settings below it (type, fleet, image, command, args, cpu, memory, players, tickRate, modes, ports, gpu, antiCheat, storage, health, regions, autoscaling, replicas, rollout, scheduling, eviction, graceSeconds, env, secrets, pullSecrets, labels, metrics, egress, iam, counters, lists, sdk, security, pool, drain)
games.duel.type: arena
  Pulumi.dev.yaml: games.duel.type arena is not one of dedicated, match, lobby, tournament; change it
games.duel.fleet: Duel Fleet
  Pulumi.dev.yaml: games.duel.fleet "Duel Fleet" is not a name of up to 63 lower-case letters, digits and dashes that begins with a letter; change it, or remove it for the default (the game's id)
games.duel.image: "Duel:1.0.0"
  Pulumi.dev.yaml: games.duel.image Duel:1.0.0 is not an image such as battle-royale:1.4.2, or registry.example.com/duel@sha256: and its digest; change it
games.duel.command: /server
  Pulumi.dev.yaml: games.duel.command /server is not a list of texts such as [/server, --log]; change it, or remove it for the default (the image's entry point)
games.duel.args: --verbose
  Pulumi.dev.yaml: games.duel.args --verbose is not a list of texts such as [--log]; change it, or remove it for the default (the image's)
games.duel.cpu: 2
  Pulumi.dev.yaml: games.duel.cpu 2 is not a map of settings; write its settings below it (request, limit)
games.duel.cpu.request: 0
  Pulumi.dev.yaml: games.duel.cpu.request 0 is not a number of CPUs such as 2, 0.5 or 500m; change it
games.duel.cpu.limit: 2 CPUs
  Pulumi.dev.yaml: games.duel.cpu.limit "2 CPUs" is not a number of CPUs such as 2, 0.5 or 500m; change it, or remove it for the default (the request)
games.duel.memory: 2Gi
  Pulumi.dev.yaml: games.duel.memory 2Gi is not a map of settings; write its settings below it (request, limit)
games.duel.memory.request: 2GB
  Pulumi.dev.yaml: games.duel.memory.request 2GB is not an amount of memory such as 512Mi or 4Gi; change it
games.duel.memory.limit: 0Gi
  Pulumi.dev.yaml: games.duel.memory.limit 0Gi is not an amount of memory such as 512Mi or 4Gi; change it, or remove it for the default (the request)
games.duel.players: 0
  Pulumi.dev.yaml: games.duel.players 0 is not a whole number from 1 to 10000; change it
games.duel.tickRate: 1001
  Pulumi.dev.yaml: games.duel.tickRate 1001 is not a whole number of Hz from 1 to 1000; change it, or remove it for the default (64 Hz)
games.duel.modes: []
  Pulumi.dev.yaml: games.duel.modes is empty; set it to a list of names such as [duel, ranked]
games.duel.ports: [7777]
  Pulumi.dev.yaml: games.duel.ports [7777] is not a map whose keys are names of up to 15 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default ({"game":{"port":7777,"protocol":"UDP","policy":"Dynamic"}})
games.duel.ports.game: 7777
  Pulumi.dev.yaml: games.duel.ports.game 7777 is not a map of settings; write its settings below it (port, protocol, policy, hostPort)
games.duel.ports.Game: {port: 7777}
  Pulumi.dev.yaml: games.duel.ports.Game is not allowed here, only names of up to 15 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.ports.game.port: 70000
  Pulumi.dev.yaml: games.duel.ports.game.port 70000 is not a whole number from 1 to 65535; change it, or remove it for the default (none)
games.duel.ports.game: {port: 7777, protocol: udp}
  Pulumi.dev.yaml: games.duel.ports.game.protocol udp is not one of UDP, TCP, TCPUDP; change it, or remove it for the default (UDP)
games.duel.ports.game: {port: 7777, policy: None}
  Pulumi.dev.yaml: games.duel.ports.game.policy None is not one of Dynamic, Passthrough, Static; change it, or remove it for the default (Dynamic)
games.duel.ports.game: {port: 7777, hostPort: 80}
  Pulumi.dev.yaml: games.duel.ports.game.hostPort 80 is not a whole number from 1024 to 65535; change it, or remove it for the default (none)
games.duel.gpu: nvidia-a10g
  Pulumi.dev.yaml: games.duel.gpu nvidia-a10g is not a map of settings; write its settings below it (type, count)
games.duel: {autoscaling: {max: 40}, gpu: {type: NVIDIA A10G}}
  Pulumi.dev.yaml: games.duel.gpu.type "NVIDIA A10G" is not a label value such as nvidia-a10g; change it
games.duel.gpu: {type: nvidia-a10g, count: 0}
  Pulumi.dev.yaml: games.duel.gpu.count 0 is not a whole number from 1 to 16; change it, or remove it for the default (1)
games.duel.antiCheat: enabled
  Pulumi.dev.yaml: games.duel.antiCheat enabled is not a map of settings; write its settings below it (enabled, sidecar)
games.duel.antiCheat.enabled: "on"
  Pulumi.dev.yaml: games.duel.antiCheat.enabled on is not true or false; change it, or remove it for the default (true)
games.duel.antiCheat.sidecar: registry.example.com/guard:1.0.0
  Pulumi.dev.yaml: games.duel.antiCheat.sidecar registry.example.com/guard:1.0.0 is not a map of settings; write its settings below it (image, cpu, memory)
games.duel.antiCheat.sidecar: {image: Guard, cpu: {request: 1}, memory: {request: 1Gi}}
  Pulumi.dev.yaml: games.duel.antiCheat.sidecar.image Guard is not an image such as battle-royale:1.4.2, or registry.example.com/duel@sha256: and its digest; change it
games.duel.storage: 10
  Pulumi.dev.yaml: games.duel.storage 10 is not a map of settings; write its settings below it (scratch, persistent)
games.duel.storage.scratch: 10
  Pulumi.dev.yaml: games.duel.storage.scratch 10 is not a map of settings; write its settings below it (sizeGiB, path)
games.duel.storage.scratch: {sizeGiB: 10Gi}
  Pulumi.dev.yaml: games.duel.storage.scratch.sizeGiB 10Gi is not a whole number of GiB from 1 to 16384; change it
games.duel.storage.scratch: {sizeGiB: 10, path: scratch}
  Pulumi.dev.yaml: games.duel.storage.scratch.path scratch is not an absolute path such as /data; change it, or remove it for the default (/scratch)
games.duel.storage.persistent: 10
  Pulumi.dev.yaml: games.duel.storage.persistent 10 is not a map of settings; write its settings below it (sizeGiB, path, worlds)
games.duel.storage.persistent: {sizeGiB: 0, worlds: {one: {}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.sizeGiB 0 is not a whole number of GiB from 1 to 16384; change it
games.duel.storage.persistent: {sizeGiB: 10, path: "/data:rw", worlds: {one: {}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.path /data:rw is not an absolute path such as /data; change it, or remove it for the default (/data)
games.duel.storage.persistent: {sizeGiB: 10, worlds: [one]}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds ["one"] is not a map whose keys are names of up to 20 lower-case letters, digits and dashes that begin with a letter; change it
games.duel.storage.persistent: {sizeGiB: 10, worlds: {One: {}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds.One is not allowed here, only names of up to 20 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.storage.persistent: {sizeGiB: 10, worlds: {one: euw1-az1}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds.one euw1-az1 is not a map of settings; write its settings below it (zoneId, drain)
games.duel.storage.persistent: {sizeGiB: 10, worlds: {one: {zoneId: eu-west-1a}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds.one.zoneId eu-west-1a is not a zone id such as euw1-az1; change it, or remove it for the default (where its server first starts)
games.duel.storage.persistent: {sizeGiB: 10, worlds: {one: {drain: now}}}
  Pulumi.dev.yaml: games.duel.storage.persistent.worlds.one.drain now is not true or false; change it, or remove it for the default (false)
games.duel.health: fast
  Pulumi.dev.yaml: games.duel.health fast is not a map of settings; write its settings below it (initialDelaySeconds, periodSeconds, failureThreshold)
games.duel.health.initialDelaySeconds: 30s
  Pulumi.dev.yaml: games.duel.health.initialDelaySeconds 30s is not a whole number of seconds from 1 to 3600; change it, or remove it for the default (30 seconds)
games.duel.health.periodSeconds: 0
  Pulumi.dev.yaml: games.duel.health.periodSeconds 0 is not a whole number of seconds from 1 to 60; change it, or remove it for the default (10 seconds)
games.duel.health.failureThreshold: 21
  Pulumi.dev.yaml: games.duel.health.failureThreshold 21 is not a whole number from 1 to 20; change it, or remove it for the default (3)
games.duel.regions: [eu-west-1]
  Pulumi.dev.yaml: games.duel.regions ["eu-west-1"] is not a map whose keys are region names such as eu-west-1; change it
games.duel.regions.EU: {}
  Pulumi.dev.yaml: games.duel.regions.EU is not allowed here, only region names such as eu-west-1; rename it
games.duel.regions.eu-west-1: 2
  Pulumi.dev.yaml: games.duel.regions.eu-west-1 2 is not a map of the game's settings such as {} or { players: 32 }; change it
games.duel.autoscaling: buffer
  Pulumi.dev.yaml: games.duel.autoscaling buffer is not a map of settings; write its settings below it (policy, min, max, buffer, percentage, key, minCapacity, maxCapacity, windows, webhook, syncSeconds)
games.duel.autoscaling.policy: Buffer
  Pulumi.dev.yaml: games.duel.autoscaling.policy Buffer is not one of buffer, percentage, counter, list, schedule, chain, webhook; change it, or remove it for the default (buffer, or percentage where that is set)
games.duel.autoscaling.min: -1
  Pulumi.dev.yaml: games.duel.autoscaling.min -1 is not a whole number from 0 to 20000; change it, or remove it for the default (by the game's type)
games.duel.autoscaling.max: 0
  Pulumi.dev.yaml: games.duel.autoscaling.max 0 is not a whole number from 1 to 20000; change it, or remove it for the default (by the game's type)
games.duel.autoscaling.buffer: 15%
  Pulumi.dev.yaml: games.duel.autoscaling.buffer "15%" is not a whole number from 1 to 5000; change it, or remove it for the default (by the game's type)
games.duel.autoscaling.percentage: 100
  Pulumi.dev.yaml: games.duel.autoscaling.percentage 100 is not a whole percentage from 1 to 99; change it, or remove it for the default (none)
games.duel.autoscaling.key: Rooms
  Pulumi.dev.yaml: games.duel.autoscaling.key Rooms is not a name of up to 63 lower-case letters, digits and dashes that begins with a letter; change it, or remove it for the default (the game's only one)
games.duel.autoscaling.minCapacity: -1
  Pulumi.dev.yaml: games.duel.autoscaling.minCapacity -1 is not a whole number from 0 to 10000000; change it, or remove it for the default (the buffer)
games.duel.autoscaling.maxCapacity: 0
  Pulumi.dev.yaml: games.duel.autoscaling.maxCapacity 0 is not a whole number from 1 to 10000000; change it, or remove it for the default (max times the capacity of one server)
games.duel.autoscaling.windows: [evening]
  Pulumi.dev.yaml: games.duel.autoscaling.windows ["evening"] is not a map whose keys are names of up to 40 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.duel.autoscaling: {policy: chain, windows: {Evening: {}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.Evening is not allowed here, only names of up to 40 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.autoscaling: {policy: chain, windows: {evening: "0 18 * * *"}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening "0 18 * * *" is not a map of settings; write its settings below it (start, end, cron, duration, timezone, min, max, buffer, percentage)
games.duel.autoscaling: {policy: chain, windows: {evening: {start: "2027-01-30"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.start 2027-01-30 is not a time such as 2027-01-30T18:00:00Z, quoted; change it, or remove it for the default (at once)
games.duel.autoscaling: {policy: chain, windows: {evening: {end: tomorrow}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.end tomorrow is not a time such as 2027-01-30T18:00:00Z, quoted; change it, or remove it for the default (never)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "18:00"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.cron 18:00 is not a cron expression of five fields such as "0 18 * * 5"; change it, or remove it for the default (open from start to end)
games.duel.autoscaling: {policy: chain, windows: {evening: {duration: 4 hours}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.duration "4 hours" is not a duration such as 4h or 1h30m; change it, or remove it for the default (none)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, timezone: "+01:00"}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.timezone +01:00 is not an IANA time zone such as Europe/Berlin; change it, or remove it for the default (UTC)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, min: 20001}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.min 20001 is not a whole number from 0 to 20000; change it, or remove it for the default (the game's)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, max: many}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.max many is not a whole number from 1 to 20000; change it, or remove it for the default (the game's)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, buffer: 0}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.buffer 0 is not a whole number from 1 to 5000; change it, or remove it for the default (the game's)
games.duel.autoscaling: {policy: chain, windows: {evening: {cron: "0 18 * * *", duration: 4h, percentage: 0}}}
  Pulumi.dev.yaml: games.duel.autoscaling.windows.evening.percentage 0 is not a whole percentage from 1 to 99; change it, or remove it for the default (none)
games.duel.autoscaling.webhook: http://scaler
  Pulumi.dev.yaml: games.duel.autoscaling.webhook http://scaler is not a map of settings; write its settings below it (service, namespace, path, port)
games.duel.autoscaling: {policy: webhook, webhook: {service: http://scaler}}
  Pulumi.dev.yaml: games.duel.autoscaling.webhook.service http://scaler is not a name of up to 63 lower-case letters, digits and dashes that begins with a letter; change it
games.duel.autoscaling: {policy: webhook, webhook: {service: scaler, namespace: Game Servers}}
  Pulumi.dev.yaml: games.duel.autoscaling.webhook.namespace "Game Servers" is not a name of up to 63 lower-case letters, digits and dashes that begins with a letter; change it, or remove it for the default (game-servers)
games.duel.autoscaling: {policy: webhook, webhook: {service: scaler, path: scale}}
  Pulumi.dev.yaml: games.duel.autoscaling.webhook.path scale is not an absolute path such as /metrics; change it, or remove it for the default (/scale)
games.duel.autoscaling: {policy: webhook, webhook: {service: scaler, port: 0}}
  Pulumi.dev.yaml: games.duel.autoscaling.webhook.port 0 is not a whole number from 1 to 65535; change it, or remove it for the default (8000)
games.duel.autoscaling.syncSeconds: 1
  Pulumi.dev.yaml: games.duel.autoscaling.syncSeconds 1 is not a whole number of seconds from 2 to 600; change it, or remove it for the default (30 seconds)
games.duel.replicas: 1.5
  Pulumi.dev.yaml: games.duel.replicas 1.5 is not a whole number from 0 to 20000; change it, or remove it for the default (autoscaling decides)
games.duel.rollout: 25%
  Pulumi.dev.yaml: games.duel.rollout "25%" is not a map of settings; write its settings below it (maxSurgePercent, maxUnavailablePercent)
games.duel.rollout.maxSurgePercent: 100
  Pulumi.dev.yaml: games.duel.rollout.maxSurgePercent 100 is not a whole percentage from 1 to 99; change it, or remove it for the default (25 %)
games.duel.rollout.maxUnavailablePercent: 25%
  Pulumi.dev.yaml: games.duel.rollout.maxUnavailablePercent "25%" is not a whole percentage from 1 to 99; change it, or remove it for the default (25 %)
games.duel.scheduling: packed
  Pulumi.dev.yaml: games.duel.scheduling packed is not one of Packed, Distributed; change it, or remove it for the default (by the game's type)
games.duel.eviction: Sometimes
  Pulumi.dev.yaml: games.duel.eviction Sometimes is not one of Never, OnUpgrade, Always; change it, or remove it for the default (by the game's type)
games.duel.graceSeconds: 0
  Pulumi.dev.yaml: games.duel.graceSeconds 0 is not a whole number of seconds from 1 to 86400; change it, or remove it for the default (by the game's type)
games.duel.env: [LOG_LEVEL=debug]
  Pulumi.dev.yaml: games.duel.env ["LOG_LEVEL=debug"] is not a map whose keys are names of environment variables such as LOG_LEVEL; change it, or remove it for the default (none)
games.duel.env.LOG-LEVEL: debug
  Pulumi.dev.yaml: games.duel.env.LOG-LEVEL is not allowed here, only names of environment variables such as LOG_LEVEL; rename it
games.duel.env.LOG_LEVEL: [debug]
  Pulumi.dev.yaml: games.duel.env.LOG_LEVEL ["debug"] is not text; change it
games.duel.secrets: [TOKEN]
  Pulumi.dev.yaml: games.duel.secrets ["TOKEN"] is not a map whose keys are names of environment variables such as LOG_LEVEL; change it, or remove it for the default (none)
games.duel.secrets.API-TOKEN: token
  Pulumi.dev.yaml: games.duel.secrets.API-TOKEN is not allowed here, only names of environment variables such as LOG_LEVEL; rename it
games.duel.secrets.TOKEN: hunter2!
  Pulumi.dev.yaml: games.duel.secrets.TOKEN "hunter2!" is not the name of a secret below gameplane:secrets; change it
games.duel.pullSecrets: registry
  Pulumi.dev.yaml: games.duel.pullSecrets registry is not a list of names below gameplane:secrets such as [registry]; change it, or remove it for the default (none)
games.duel.labels: [team]
  Pulumi.dev.yaml: games.duel.labels ["team"] is not a map whose keys are Kubernetes label keys such as team or example.com/team; change it, or remove it for the default (none)
games.duel.labels.-team: arena
  Pulumi.dev.yaml: games.duel.labels.-team is not allowed here, only Kubernetes label keys such as team or example.com/team; rename it
games.duel.labels.team: "a b"
  Pulumi.dev.yaml: games.duel.labels.team "a b" is not a Kubernetes label value: up to 63 letters, digits or ._- that begin and end with a letter or digit; change it
games.duel.metrics: 9090
  Pulumi.dev.yaml: games.duel.metrics 9090 is not a map of settings; write its settings below it (port, path)
games.duel.metrics.port: 0
  Pulumi.dev.yaml: games.duel.metrics.port 0 is not a whole number from 1 to 65535; change it, or remove it for the default (9090)
games.duel.metrics.path: metrics
  Pulumi.dev.yaml: games.duel.metrics.path metrics is not an absolute path such as /metrics; change it, or remove it for the default (/metrics)
games.duel.egress: [telemetry]
  Pulumi.dev.yaml: games.duel.egress ["telemetry"] is not a map whose keys are names of up to 40 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.duel.egress.Telemetry: {ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.Telemetry is not allowed here, only names of up to 40 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.egress.telemetry: 443
  Pulumi.dev.yaml: games.duel.egress.telemetry 443 is not a map of settings; write its settings below it (app, namespace, cidrs, ports, protocol)
games.duel.egress.telemetry: {app: a/b, ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry.app a/b is not a label value such as telemetry; change it, or remove it for the default (none)
games.duel.egress.telemetry: {app: telemetry, namespace: Monitoring, ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry.namespace Monitoring is not a name of up to 63 lower-case letters, digits and dashes that begins with a letter; change it, or remove it for the default (game-servers)
games.duel.egress.telemetry: {cidrs: [203.0.113.1], ports: [443]}
  Pulumi.dev.yaml: games.duel.egress.telemetry.cidrs holds 203.0.113.1, which does not belong in a list of IPv4 CIDRs such as [203.0.113.0/24]; change the entry or remove it
games.duel.egress.telemetry: {app: telemetry, ports: []}
  Pulumi.dev.yaml: games.duel.egress.telemetry.ports is empty; set it to a list of ports such as [443]
games.duel.egress.telemetry: {app: telemetry, ports: [443], protocol: HTTPS}
  Pulumi.dev.yaml: games.duel.egress.telemetry.protocol HTTPS is not one of TCP, UDP; change it, or remove it for the default (TCP)
games.duel.iam: [s3]
  Pulumi.dev.yaml: games.duel.iam ["s3"] is not a map whose keys are names of up to 40 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.duel: {iam: {S3: {}}, egress: {aws: {cidrs: [0.0.0.0/0], ports: [443]}}}
  Pulumi.dev.yaml: games.duel.iam.S3 is not allowed here, only names of up to 40 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel: {iam: {replays: s3}, egress: {aws: {cidrs: [0.0.0.0/0], ports: [443]}}}
  Pulumi.dev.yaml: games.duel.iam.replays s3 is not a map of settings; write its settings below it (actions, resources)
games.duel: {iam: {replays: {actions: ["*"], resources: ["*"]}}, egress: {aws: {cidrs: [0.0.0.0/0], ports: [443]}}}
  Pulumi.dev.yaml: games.duel.iam.replays.actions holds "*", which does not belong in a list of IAM actions such as [s3:PutObject]; change the entry or remove it
games.duel: {iam: {replays: {actions: [s3:PutObject], resources: [replays]}}, egress: {aws: {cidrs: [0.0.0.0/0], ports: [443]}}}
  Pulumi.dev.yaml: games.duel.iam.replays.resources holds replays, which does not belong in a list of ARNs such as [arn:aws:s3:::replays/*]; change the entry or remove it
games.duel.counters: [rooms]
  Pulumi.dev.yaml: games.duel.counters ["rooms"] is not a map whose keys are names of up to 63 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.duel.counters.Rooms: {capacity: 10}
  Pulumi.dev.yaml: games.duel.counters.Rooms is not allowed here, only names of up to 63 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.counters.rooms: 10
  Pulumi.dev.yaml: games.duel.counters.rooms 10 is not a map of settings; write its settings below it (count, capacity)
games.duel.counters.rooms: {count: -1, capacity: 10}
  Pulumi.dev.yaml: games.duel.counters.rooms.count -1 is not a whole number from 0 to 1000000; change it, or remove it for the default (0)
games.duel.counters.rooms: {capacity: 0}
  Pulumi.dev.yaml: games.duel.counters.rooms.capacity 0 is not a whole number from 1 to 1000000; change it
games.duel.lists: [players]
  Pulumi.dev.yaml: games.duel.lists ["players"] is not a map whose keys are names of up to 63 lower-case letters, digits and dashes that begin with a letter; change it, or remove it for the default (none)
games.duel.lists.Players: {capacity: 10}
  Pulumi.dev.yaml: games.duel.lists.Players is not allowed here, only names of up to 63 lower-case letters, digits and dashes that begin with a letter; rename it
games.duel.lists.players: 10
  Pulumi.dev.yaml: games.duel.lists.players 10 is not a map of settings; write its settings below it (capacity)
games.duel.lists.players: {capacity: 1001}
  Pulumi.dev.yaml: games.duel.lists.players.capacity 1001 is not a whole number from 1 to 1000; change it
games.duel.sdk: 9357
  Pulumi.dev.yaml: games.duel.sdk 9357 is not a map of settings; write its settings below it (logLevel, grpcPort, httpPort)
games.duel.sdk.logLevel: Warning
  Pulumi.dev.yaml: games.duel.sdk.logLevel Warning is not one of Error, Info, Debug, Trace; change it, or remove it for the default (Info)
games.duel.sdk.grpcPort: 80
  Pulumi.dev.yaml: games.duel.sdk.grpcPort 80 is not a whole number from 1024 to 65535; change it, or remove it for the default (9357)
games.duel.sdk.httpPort: 443
  Pulumi.dev.yaml: games.duel.sdk.httpPort 443 is not a whole number from 1024 to 65535; change it, or remove it for the default (9358)
games.duel.security: non-root
  Pulumi.dev.yaml: games.duel.security non-root is not a map of settings; write its settings below it (runAsUser, readOnlyRootFilesystem)
games.duel.security.runAsUser: 0
  Pulumi.dev.yaml: games.duel.security.runAsUser 0 is not a whole number from 1 to 65535; change it, or remove it for the default (1000)
games.duel.security.readOnlyRootFilesystem: "true "
  Pulumi.dev.yaml: games.duel.security.readOnlyRootFilesystem "true " is not true or false; change it, or remove it for the default (false)
games.duel.pool: Game
  Pulumi.dev.yaml: games.duel.pool Game is not the name of a pool such as game; change it, or remove it for the default (any pool with role game, or with role gpu and the GPU's type)
games.duel.drain: soon
  Pulumi.dev.yaml: games.duel.drain soon is not true or false; change it, or remove it for the default (false)
drain: evening
  Pulumi.dev.yaml: drain evening is not true or false; change it, or remove it for the default (false)
`,
  local: `
region: Local Cluster
  Pulumi.local.yaml: region "Local Cluster" is not a name such as local; change it
existingCluster.context: kind gameplane
  Pulumi.local.yaml: existingCluster.context "kind gameplane" is not the name of a kubeconfig context; change it, or remove it for the default (the kubeconfig's current context)
charts: latest
  Pulumi.local.yaml: charts latest is not a map of settings; write its settings below it (agones, prometheusOperatorCrds)
existingCluster: kind-gameplane
  Pulumi.local.yaml: existingCluster kind-gameplane is not a map of settings; write its settings below it (context, apiServer, gameNodes, storageClass)
existingCluster.apiServer: https://127.0.0.1:6443
  Pulumi.local.yaml: existingCluster.apiServer https://127.0.0.1:6443 is not a map of settings; write its settings below it (cidrs, ports)
existingCluster.apiServer.cidrs: []
  Pulumi.local.yaml: existingCluster.apiServer.cidrs is empty; set it to a list of IPv4 CIDRs such as [203.0.113.0/24]
existingCluster.apiServer.ports: [0]
  Pulumi.local.yaml: existingCluster.apiServer.ports holds 0, which does not belong in a list of ports such as [443]; change the entry or remove it
existingCluster.gameNodes: game
  Pulumi.local.yaml: existingCluster.gameNodes game is not a map of settings; write its settings below it (labels, taints)
existingCluster.gameNodes.labels: [game]
  Pulumi.local.yaml: existingCluster.gameNodes.labels ["game"] is not a map whose keys are Kubernetes label keys such as team or example.com/team; change it, or remove it for the default (none)
existingCluster.gameNodes.labels.-game: "true"
  Pulumi.local.yaml: existingCluster.gameNodes.labels.-game is not allowed here, only Kubernetes label keys such as team or example.com/team; rename it
existingCluster.gameNodes.labels.game: "yes!"
  Pulumi.local.yaml: existingCluster.gameNodes.labels.game "yes!" is not a Kubernetes label value: up to 63 letters, digits or ._- that begin and end with a letter or digit; change it
existingCluster.gameNodes.taints: [game]
  Pulumi.local.yaml: existingCluster.gameNodes.taints ["game"] is not a map whose keys are taint keys such as game-server; change it, or remove it for the default (none)
existingCluster.gameNodes.taints.-game: true:NoSchedule
  Pulumi.local.yaml: existingCluster.gameNodes.taints.-game is not allowed here, only taint keys such as game-server; rename it
existingCluster.gameNodes.taints.game: "true"
  Pulumi.local.yaml: existingCluster.gameNodes.taints.game true is not a value and an effect such as true:NoSchedule; change it
existingCluster.storageClass: Standard
  Pulumi.local.yaml: existingCluster.storageClass Standard is not the name of a StorageClass; change it, or remove it for the default (standard)
`,
  prod: `
regions.eu-west-1.cidr: 10.18.0.0
  Pulumi.prod.yaml: regions.eu-west-1.cidr 10.18.0.0 is not an IPv4 CIDR such as 10.16.0.0/16; change it
homeRegion: virginia
  Pulumi.prod.yaml: homeRegion virginia is not an AWS region such as eu-west-1; change it
registry.repositories: [Matchmaker]
  Pulumi.prod.yaml: registry.repositories holds Matchmaker, which does not belong in a list of repository names such as [battle-royale, matchmaker]; change the entry or remove it
registry.untaggedDays: 0
  Pulumi.prod.yaml: registry.untaggedDays 0 is not a whole number of days from 1 to 365; change it, or remove it for the default (14 days)
dns.zone: https://play.example.com
  Pulumi.prod.yaml: dns.zone https://play.example.com is not a domain such as play.example.com; change it
dns.delegated: soon
  Pulumi.prod.yaml: dns.delegated soon is not true or false; change it, or remove it for the default (false)
certificates.authorities: [first_one]
  Pulumi.prod.yaml: certificates.authorities holds first_one, which does not belong in a list of quoted ids such as ["1", "2"]; change the entry or remove it
certificates.authorityValidityDays: 10
  Pulumi.prod.yaml: certificates.authorityValidityDays 10 is not a whole number of days from 365 to 7300; change it, or remove it for the default (3650 days)
certificates.validityDays: 398
  Pulumi.prod.yaml: certificates.validityDays 398 is not a whole number of days from 30 to 397; change it, or remove it for the default (180 days)
certificates.renewBeforeDays: 7
  Pulumi.prod.yaml: certificates.renewBeforeDays 7 is not a whole number of days from 35 to 365; change it, or remove it for the default (75 days)
regions: [us-east-1]
  Pulumi.prod.yaml: regions ["us-east-1"] is not a map whose keys are AWS regions such as eu-west-1; change it
regions.eu-west-1: 10.18.0.0/16
  Pulumi.prod.yaml: regions.eu-west-1 10.18.0.0/16 is not a map of settings; write its settings below it (cidr)
registry: ecr
  Pulumi.prod.yaml: registry ecr is not a map of settings; write its settings below it (repositories, untaggedDays)
dns: play.example.com
  Pulumi.prod.yaml: dns play.example.com is not a map of settings; write its settings below it (zone, delegated)
certificates: none
  Pulumi.prod.yaml: certificates none is not a map of settings; write its settings below it (authorities, authorityValidityDays, validityDays, renewBeforeDays)
regions.europe: {cidr: 10.30.0.0/16}
  Pulumi.prod.yaml: regions.europe is not allowed here, only AWS regions such as eu-west-1; rename it
`,
};
