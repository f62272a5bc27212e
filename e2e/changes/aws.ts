// What each change of an environment and of its home region does. The operations of the doubles are not AWS' own words:
// whether AWS changes a field in place or replaces the object is what the doubles' kinds say of it.
import { AUTHORITY_STEPS } from "./aws-authority.ts";
import { POOL_STEPS } from "./aws-pools.ts";
import { ENVIRONMENT, inEnvironment, step } from "./aws-settings.ts";
import type { Step } from "./change.ts";
import { create, update } from "./operation.ts";

export { AWS_BASE } from "./aws-settings.ts";

const ENVIRONMENT_STEPS: Step[] = [
  step(
    ENVIRONMENT,
    {
      name: "a repository",
      documented: "Add a game",
      edits: [
        inEnvironment("registry.repositories", [
          ...["multiplayer", "battle-royale", "team-shooter", "competitive", "matchmaker", "node-tuner"],
          "duel",
        ]),
      ],
      operations: [create("Repository", "duel"), create("LifecyclePolicy", "duel")],
    },
    {
      name: "the zone is delegated",
      documented: "Delegate the zone",
      edits: [inEnvironment("dns.delegated", true)],
      operations: [],
    },
    {
      name: "a region is added",
      documented: "Add a region",
      edits: [
        inEnvironment("regions.eu-central-1", { cidr: "10.21.0.0/16" }),
        { stack: "prod-eu-central-1", setting: "environment", value: "prod" },
        { stack: "prod-eu-central-1", setting: "region", value: "eu-central-1" },
      ],
      operations: [
        create("AwsProvider", "eu-central-1"),
        create("RegistryScanningConfiguration", "scanning-eu-central-1"),
        create("RepositoryCreationTemplate", "eu-central-1"),
        update(
          "ReplicationConfiguration",
          "replication",
          "replicationConfiguration.rules[0].destinations[4]",
        ),
        create("PrivateKey", "server-eu-central-1"),
        create("CertRequest", "server-eu-central-1"),
        create("LocallySignedCert", "server-eu-central-1"),
      ],
    },
    {
      name: "a second authority is trusted",
      documented: "Replace the authority",
      edits: [inEnvironment("certificates.authorities", ["1", "2"])],
      operations: [create("PrivateKey", "authority-2"), create("SelfSignedCert", "authority-2")],
    },
  ),
];

export const AWS_STEPS: Step[] = [...ENVIRONMENT_STEPS, ...AUTHORITY_STEPS, ...POOL_STEPS];
