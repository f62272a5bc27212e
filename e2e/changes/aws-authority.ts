// Another authority for the allocators, which environment and region change in turn; and between that the region's own
// settings.
import { ENVIRONMENT, REGION, eachZone, inEnvironment, inRegion, step } from "./aws-settings.ts";
import type { Step } from "./change.ts";
import { create, remove, replace, update } from "./operation.ts";

const SIGNED = [
  ...["us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2", "eu-central-1"].map(
    (region) => `server-${region}`,
  ),
  "client-matchmaker",
];

/** From where the step of aws.ts ended. */
export const AUTHORITY_STEPS: Step[] = [
  step(
    REGION,
    {
      name: "the region trusts it, too",
      documented: "Replace the authority",
      edits: [],
      operations: [update("Secret", "allocator-client-ca", "data")],
    },
    {
      name: "the API server is opened to an office",
      documented: "Change who reaches the API server",
      edits: [inRegion("eks.endpoint", { public: true, publicCidrs: ["203.0.113.0/24"] })],
      operations: [
        update(
          "Cluster",
          "cluster-eksCluster",
          "vpcConfig.endpointPublicAccess",
          "vpcConfig.publicAccessCidrs",
        ),
      ],
    },
    {
      name: "more nodes at most",
      documented: "Change a pool",
      edits: [inRegion("pools.game.max", 63)],
      operations: eachZone("game-1-614b61", "scalingConfig.maxSize"),
    },
    {
      name: "how long flow logs are kept",
      edits: [inRegion("network.flowLogRetentionDays", 180)],
      operations: [update("LogGroup", "flow-logs", "retentionInDays")],
    },
    {
      name: "an add-on's version",
      edits: [inRegion("eks.addons.ebsCsi", "v1.67.0-eksbuild.1")],
      operations: [update("Addon", "aws-ebs-csi-driver", "addonVersion")],
    },
    {
      name: "a game's settings in one region",
      edits: [inEnvironment("games.battle-royale.regions.us-east-1", { players: 80 })],
      operations: [
        update("Fleet", "battle-royale", "spec.template.spec.template.spec.containers[0].env[1].value"),
      ],
    },
  ),
  step(ENVIRONMENT, {
    name: "the second authority signs",
    documented: "Replace the authority",
    edits: [inEnvironment("certificates.authorities", ["2", "1"])],
    operations: SIGNED.map((name) => replace("LocallySignedCert", name, "caCertPem")),
  }),
  step(
    REGION,
    {
      name: "the region takes over what it signed",
      documented: "Replace the authority",
      edits: [],
      operations: [
        update("Secret", "allocator-tls", "data"),
        update("Secret", "allocator-client-ca", "data"),
      ],
    },
    {
      name: "the API server is opened to other addresses",
      documented: "Change who reaches the API server",
      edits: [inRegion("eks.endpoint.publicCidrs", ["198.51.100.0/24"])],
      operations: [update("Cluster", "cluster-eksCluster", "vpcConfig.publicAccessCidrs[0]")],
    },
    {
      name: "one more team may look",
      edits: [
        inRegion("eks.access.readOnly", [
          "arn:aws:iam::111122223333:role/on-call",
          "arn:aws:iam::111122223333:role/support",
        ]),
      ],
      operations: [
        create("AccessEntry", "support-a9c74d"),
        create("AccessPolicyAssociation", "support-a9c74d-AmazonEKSViewPolicy"),
      ],
    },
    {
      name: "one more AWS service within the VPC",
      edits: [inRegion("network.interfaceEndpoints", ["ecr.api", "ecr.dkr", "sts", "ec2", "logs", "kms"])],
      operations: [create("VpcEndpoint", "kms")],
    },
    {
      name: "labels of a pool's nodes",
      documented: "Change a pool",
      edits: [inRegion("pools.system.labels", { team: "live" })],
      operations: [update("NodeGroup", "system-1-0e475f", "labels.team")],
    },
  ),
  step(ENVIRONMENT, {
    name: "the first authority goes, and is protected",
    documented: "Replace the authority",
    edits: [inEnvironment("certificates.authorities", ["2"])],
    operations: [],
    refused: "cannot be deleted because it is protected",
  }),
  step(ENVIRONMENT, {
    name: "the first authority goes",
    documented: "Replace the authority",
    edits: [
      { stack: ENVIRONMENT, unprotect: "authority-1" },
      inEnvironment("certificates.authorities", ["2"]),
    ],
    operations: [remove("PrivateKey", "authority-1"), remove("SelfSignedCert", "authority-1")],
  }),
];
