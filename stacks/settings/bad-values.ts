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
charts: latest
  Pulumi.dev.yaml: charts latest is not a map of settings; write its settings below it (awsLoadBalancerController, clusterAutoscaler, karpenter, nvidiaDevicePlugin)
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
`,
  local: `
region: Local Cluster
  Pulumi.local.yaml: region "Local Cluster" is not a name such as local; change it
production: 0
  Pulumi.local.yaml: production 0 is not true or false; change it, or remove it for the default (false)
protect: []
  Pulumi.local.yaml: protect [] is not true or false; change it, or remove it for the default (the value of production)
tags.owner: {team: platform}
  Pulumi.local.yaml: tags.owner {"team":"platform"} is not a team or address of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (platform)
tags.costCentre: a/b
  Pulumi.local.yaml: tags.costCentre a/b is not a name of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (games)
tags.extra.team: [a]
  Pulumi.local.yaml: tags.extra.team ["a"] is not a tag value of up to 256 letters, digits, spaces or .:/=+@_-; change it
existingCluster.context: kind gameplane
  Pulumi.local.yaml: existingCluster.context "kind gameplane" is not the name of a kubeconfig context; change it, or remove it for the default (the kubeconfig's current context)
gamePorts.min: 1023
  Pulumi.local.yaml: gamePorts.min 1023 is not a whole number from 1024 to 65535; change it, or remove it for the default (7000)
gamePorts.max: many
  Pulumi.local.yaml: gamePorts.max many is not a whole number from 1024 to 65535; change it, or remove it for the default (8000)
gamePorts.sourceCidrs: 0.0.0.0/0
  Pulumi.local.yaml: gamePorts.sourceCidrs 0.0.0.0/0 is not a list of IPv4 CIDRs such as [203.0.113.0/24]; change it, or remove it for the default (["0.0.0.0/0"])
secrets.token: {value: plain}
  Pulumi.local.yaml: secrets.token is in plain text; replace the secret, which anyone could read here, with \`pulumi config set --secret --path gameplane:secrets.token\`
tags: []
  Pulumi.local.yaml: tags [] is not a map of settings; write its settings below it (owner, costCentre, extra)
tags.extra: team
  Pulumi.local.yaml: tags.extra team is not a map whose keys are tag keys of up to 128 letters, digits or .:/_- that begin with a letter; change it, or remove it for the default (none)
existingCluster: kind-gameplane
  Pulumi.local.yaml: existingCluster kind-gameplane is not a map of settings; write its settings below it (context)
gamePorts: [7000, 8000]
  Pulumi.local.yaml: gamePorts [7000,8000] is not a map of settings; write its settings below it (min, max, sourceCidrs)
secrets: {secure: v1:a:b}
  Pulumi.local.yaml: secrets is encrypted as a whole; encrypt each secret of it with \`pulumi config set --secret --path gameplane:secrets.NAME\`
`,
  prod: `
regions.eu-west-1.cidr: 10.18.0.0
  Pulumi.prod.yaml: regions.eu-west-1.cidr 10.18.0.0 is not an IPv4 CIDR such as 10.16.0.0/16; change it
homeRegion: virginia
  Pulumi.prod.yaml: homeRegion virginia is not an AWS region such as eu-west-1; change it
account: 12345678901
  Pulumi.prod.yaml: account 12345678901 is not an AWS account id of 12 digits, quoted: "111122223333"; change it
production: 1
  Pulumi.prod.yaml: production 1 is not true or false; change it, or remove it for the default (false)
protect: "on"
  Pulumi.prod.yaml: protect on is not true or false; change it, or remove it for the default (the value of production)
tags.owner: "a:b"
  Pulumi.prod.yaml: tags.owner a:b is not a team or address of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (platform)
tags.costCentre: "a:b"
  Pulumi.prod.yaml: tags.costCentre a:b is not a name of up to 128 letters, digits, spaces or .@_-; change it, or remove it for the default (games)
tags.extra.team: {}
  Pulumi.prod.yaml: tags.extra.team {} is not a tag value of up to 256 letters, digits, spaces or .:/=+@_-; change it
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
secrets.token: 5
  Pulumi.prod.yaml: secrets.token is in plain text; replace the secret, which anyone could read here, with \`pulumi config set --secret --path gameplane:secrets.token\`
regions: [us-east-1]
  Pulumi.prod.yaml: regions ["us-east-1"] is not a map whose keys are AWS regions such as eu-west-1; change it
regions.eu-west-1: 10.18.0.0/16
  Pulumi.prod.yaml: regions.eu-west-1 10.18.0.0/16 is not a map of settings; write its settings below it (cidr)
tags: platform
  Pulumi.prod.yaml: tags platform is not a map of settings; write its settings below it (owner, costCentre, extra)
tags.extra: 1
  Pulumi.prod.yaml: tags.extra 1 is not a map whose keys are tag keys of up to 128 letters, digits or .:/_- that begin with a letter; change it, or remove it for the default (none)
registry: ecr
  Pulumi.prod.yaml: registry ecr is not a map of settings; write its settings below it (repositories, untaggedDays)
dns: play.example.com
  Pulumi.prod.yaml: dns play.example.com is not a map of settings; write its settings below it (zone, delegated)
certificates: none
  Pulumi.prod.yaml: certificates none is not a map of settings; write its settings below it (authorities, authorityValidityDays, validityDays, renewBeforeDays)
secrets: []
  Pulumi.prod.yaml: secrets is in plain text; replace the secret, which anyone could read here, with \`pulumi config set --secret --path gameplane:secrets.NAME\`
regions.europe: {cidr: 10.30.0.0/16}
  Pulumi.prod.yaml: regions.europe is not allowed here, only AWS regions such as eu-west-1; rename it
`,
};
