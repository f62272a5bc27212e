/** Properties of a type of which a change is made in place, and of which it makes another resource. */
export interface Effects {
  updates: string[];
  /** Paths; of those that fit, the longest counts. */
  replaces: string[];
}

/** In and out are alike. */
const SECURITY_GROUP_RULE: Effects = {
  updates: [
    "cidrIpv4",
    "cidrIpv6",
    "description",
    "fromPort",
    "ipProtocol",
    "prefixListId",
    "referencedSecurityGroupId",
    "toPort",
    "tags",
  ],
  replaces: ["securityGroupId"],
};

/**
 * Every type that the program registers. Which change replaces: `ForceNew` of the Terraform AWS provider 6, on which
 * @pulumi/aws 7 is built, from its documentation, 2026-11; the npm package does not say.
 */
export const AWS_EFFECTS: Record<string, Effects> = {
  "aws:cloudwatch/eventRule:EventRule": {
    updates: ["description", "eventPattern", "state", "tags"],
    replaces: ["eventBusName", "name", "namePrefix"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    updates: ["arn", "input", "roleArn"],
    replaces: ["eventBusName", "rule", "targetId"],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    updates: ["kmsKeyId", "retentionInDays", "skipDestroy", "tags"],
    replaces: ["logGroupClass", "name", "namePrefix"],
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    updates: ["egress", "ingress", "tags"],
    replaces: ["vpcId"],
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    updates: ["tags"],
    replaces: ["vpcId"],
  },
  "aws:ec2/eip:Eip": {
    updates: ["instance", "networkInterface", "tags"],
    replaces: ["address", "domain", "networkBorderGroup", "publicIpv4Pool"],
  },
  "aws:ec2/flowLog:FlowLog": {
    updates: ["tags"],
    replaces: [
      "iamRoleArn",
      "logDestination",
      "logDestinationType",
      "logFormat",
      "maxAggregationInterval",
      "trafficType",
      "vpcId",
    ],
  },
  "aws:ec2/internetGateway:InternetGateway": {
    updates: ["vpcId", "tags"],
    replaces: [],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    updates: [
      "blockDeviceMappings",
      "description",
      "metadataOptions",
      "monitoring",
      "networkInterfaces",
      "tagSpecifications",
      "userData",
      "tags",
    ],
    replaces: ["name", "namePrefix"],
  },
  "aws:ec2/natGateway:NatGateway": {
    updates: ["tags"],
    replaces: ["allocationId", "connectivityType", "privateIp", "subnetId"],
  },
  "aws:ec2/route:Route": {
    updates: ["egressOnlyGatewayId", "gatewayId", "natGatewayId", "networkInterfaceId", "vpcEndpointId"],
    replaces: ["routeTableId", "destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"],
  },
  "aws:ec2/routeTable:RouteTable": {
    updates: ["routes", "propagatingVgws", "tags"],
    replaces: ["vpcId"],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    updates: ["routeTableId"],
    replaces: ["gatewayId", "subnetId"],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    updates: ["egress", "ingress", "revokeRulesOnDelete", "tags"],
    replaces: ["description", "name", "namePrefix", "vpcId"],
  },
  "aws:ec2/subnet:Subnet": {
    updates: ["assignIpv6AddressOnCreation", "ipv6CidrBlock", "mapPublicIpOnLaunch", "tags"],
    replaces: ["availabilityZone", "availabilityZoneId", "cidrBlock", "vpcId"],
  },
  "aws:ec2/vpc:Vpc": {
    updates: ["assignGeneratedIpv6CidrBlock", "enableDnsHostnames", "enableDnsSupport", "tags"],
    replaces: ["cidrBlock", "instanceTenancy"],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    updates: ["policy", "privateDnsEnabled", "routeTableIds", "securityGroupIds", "subnetIds", "tags"],
    replaces: ["serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    updates: [],
    replaces: ["policy", "repository"],
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    updates: ["rules", "scanType"],
    replaces: [],
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    updates: ["replicationConfiguration"],
    replaces: [],
  },
  "aws:ecr/repository:Repository": {
    updates: ["forceDelete", "imageScanningConfiguration", "imageTagMutability", "tags"],
    replaces: ["encryptionConfigurations", "name"],
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    updates: [
      "appliedFors",
      "customRoleArn",
      "description",
      "encryptionConfigurations",
      "imageTagMutability",
      "lifecyclePolicy",
    ],
    replaces: ["prefix"],
  },
  "aws:eks/accessEntry:AccessEntry": {
    updates: ["kubernetesGroups", "userName", "tags"],
    replaces: ["clusterName", "principalArn", "type"],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    updates: [],
    replaces: ["accessScope", "clusterName", "policyArn", "principalArn"],
  },
  "aws:eks/addon:Addon": {
    updates: [
      "addonVersion",
      "configurationValues",
      "preserve",
      "resolveConflictsOnCreate",
      "resolveConflictsOnUpdate",
      "serviceAccountRoleArn",
      "tags",
    ],
    replaces: ["addonName", "clusterName", "namespaceConfig"],
  },
  "aws:eks/cluster:Cluster": {
    updates: [
      "accessConfig.authenticationMode",
      "deletionProtection",
      "enabledClusterLogTypes",
      "upgradePolicy",
      "version",
      "vpcConfig",
      "tags",
    ],
    replaces: [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "encryptionConfig",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "name",
      "roleArn",
    ],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    updates: [
      "forceUpdateVersion",
      "labels",
      "launchTemplate.version",
      "nodeRepairConfig",
      "releaseVersion",
      "scalingConfig",
      "taints",
      "updateConfig",
      "version",
      "tags",
    ],
    replaces: [
      "amiType",
      "capacityType",
      "clusterName",
      "diskSize",
      "instanceTypes",
      "launchTemplate.id",
      "launchTemplate.name",
      "nodeGroupName",
      "nodeGroupNamePrefix",
      "nodeRoleArn",
      "remoteAccess",
      "subnetIds",
    ],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    updates: ["disableSessionTags", "roleArn", "targetRoleArn", "tags"],
    replaces: ["clusterName", "namespace", "serviceAccount"],
  },
  "aws:iam/instanceProfile:InstanceProfile": {
    updates: ["role", "tags"],
    replaces: ["name", "namePrefix", "path"],
  },
  "aws:iam/role:Role": {
    updates: [
      "assumeRolePolicy",
      "description",
      "forceDetachPolicies",
      "maxSessionDuration",
      "permissionsBoundary",
      "tags",
    ],
    replaces: ["name", "namePrefix", "path"],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    updates: ["policy"],
    replaces: ["name", "namePrefix", "role"],
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    updates: [],
    replaces: ["policyArn", "role"],
  },
  "aws:kms/alias:Alias": {
    updates: ["targetKeyId"],
    replaces: ["name", "namePrefix"],
  },
  "aws:kms/key:Key": {
    updates: ["deletionWindowInDays", "description", "enableKeyRotation", "isEnabled", "policy", "tags"],
    replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion"],
  },
  "aws:route53/zone:Zone": {
    updates: ["comment", "forceDestroy", "tags"],
    replaces: ["delegationSetId", "name"],
  },
  "aws:sqs/queue:Queue": {
    updates: [
      "delaySeconds",
      "messageRetentionSeconds",
      "sqsManagedSseEnabled",
      "visibilityTimeoutSeconds",
      "tags",
    ],
    replaces: ["fifoQueue", "name", "namePrefix"],
  },
  "aws:sqs/queuePolicy:QueuePolicy": {
    updates: ["policy"],
    replaces: ["queueUrl"],
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": SECURITY_GROUP_RULE,
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": SECURITY_GROUP_RULE,
};
