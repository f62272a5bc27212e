import { allocatorMtls } from "./rules/allocator-mtls.ts";
import { capsSeccomp } from "./rules/caps-seccomp.ts";
import { chartsPinned } from "./rules/charts-pinned.ts";
import { cniNetpol } from "./rules/cni-netpol.ts";
import { defaultSg } from "./rules/default-sg.ts";
import { dynamoPitr } from "./rules/dynamo-pitr.ts";
import { ecrImmutableScan } from "./rules/ecr-immutable-scan.ts";
import { eksAuthApi } from "./rules/eks-auth-api.ts";
import { eksEndpoint } from "./rules/eks-endpoint.ts";
import { eksLogs } from "./rules/eks-logs.ts";
import { eksSecretsKms } from "./rules/eks-secrets-kms.ts";
import { eksVersion } from "./rules/eks-version.ts";
import { explicitProvider } from "./rules/explicit-provider.ts";
import { fasBuffer } from "./rules/fas-buffer.ts";
import { fleetEviction } from "./rules/fleet-eviction.ts";
import { fleetHealth } from "./rules/fleet-health.ts";
import { fleetPlacement } from "./rules/fleet-placement.ts";
import { fleetPorts } from "./rules/fleet-ports.ts";
import { fleetReplicasOwned } from "./rules/fleet-replicas-owned.ts";
import { gameNotSpot } from "./rules/game-not-spot.ts";
import { gamePoolProtected } from "./rules/game-pool-protected.ts";
import { gamePoolTaint } from "./rules/game-pool-taint.ts";
import { gameServersScraped } from "./rules/game-servers-scraped.ts";
import { gpuPoolTaint } from "./rules/gpu-pool-taint.ts";
import { hostpath } from "./rules/hostpath.ts";
import { iamNoStar } from "./rules/iam-no-star.ts";
import { imagePinned } from "./rules/image-pinned.ts";
import { imageRegistry } from "./rules/image-registry.ts";
import { karpenterGame } from "./rules/karpenter-game.ts";
import { kmsRotate } from "./rules/kms-rotate.ts";
import { logRetention } from "./rules/log-retention.ts";
import { ltEbsEnc } from "./rules/lt-ebs-enc.ts";
import { ltImdsv2 } from "./rules/lt-imdsv2.ts";
import { noDefaultNs } from "./rules/no-default-ns.ts";
import { noHostNs } from "./rules/no-host-ns.ts";
import { noHostport } from "./rules/no-hostport.ts";
import { noPrivileged } from "./rules/no-privileged.ts";
import { nodeNoSsh } from "./rules/node-no-ssh.ts";
import { nonRoot } from "./rules/non-root.ts";
import { nsDefaultDeny } from "./rules/ns-default-deny.ts";
import { nsPsa } from "./rules/ns-psa.ts";
import { pdb } from "./rules/pdb.ts";
import { portRangeAgrees } from "./rules/port-range-agrees.ts";
import { probes } from "./rules/probes.ts";
import { publicIpGameOnly } from "./rules/public-ip-game-only.ts";
import { rbacWildcard } from "./rules/rbac-wildcard.ts";
import { resources } from "./rules/resources.ts";
import { roRootfs } from "./rules/ro-rootfs.ts";
import { s3Private } from "./rules/s3-private.ts";
import { saToken } from "./rules/sa-token.ts";
import { sgDescription } from "./rules/sg-description.ts";
import { sgGamePortsOnly } from "./rules/sg-game-ports-only.ts";
import { sgGameUntracked } from "./rules/sg-game-untracked.ts";
import { stateProtected } from "./rules/state-protected.ts";
import { subnetPublic } from "./rules/subnet-public.ts";
import { svcExposed } from "./rules/svc-exposed.ts";
import { vpcCidrDisjoint } from "./rules/vpc-cidr-disjoint.ts";
import { vpcFlowlogs } from "./rules/vpc-flowlogs.ts";
import type { Rule } from "./rule.ts";

/** Every rule of the pack, as docs/policies.md groups them. */
export const GROUPS: readonly { title: string; rules: readonly Rule[] }[] = [
  {
    title: "Clusters",
    rules: [eksEndpoint, eksLogs, eksSecretsKms, eksVersion, eksAuthApi, cniNetpol],
  },
  {
    title: "Nodes",
    rules: [
      nodeNoSsh,
      gamePoolTaint,
      gamePoolProtected,
      gpuPoolTaint,
      gameNotSpot,
      ltImdsv2,
      ltEbsEnc,
      publicIpGameOnly,
      karpenterGame,
    ],
  },
  {
    title: "Networks",
    rules: [
      subnetPublic,
      vpcFlowlogs,
      vpcCidrDisjoint,
      defaultSg,
      sgGamePortsOnly,
      sgDescription,
      sgGameUntracked,
      portRangeAgrees,
    ],
  },
  {
    title: "Data and accounts",
    rules: [
      ecrImmutableScan,
      kmsRotate,
      dynamoPitr,
      s3Private,
      iamNoStar,
      logRetention,
      stateProtected,
      explicitProvider,
    ],
  },
  {
    title: "Pods",
    rules: [
      noPrivileged,
      noHostNs,
      noHostport,
      capsSeccomp,
      nonRoot,
      roRootfs,
      hostpath,
      imagePinned,
      imageRegistry,
      resources,
      probes,
      saToken,
      pdb,
    ],
  },
  {
    title: "Namespaces and access",
    rules: [nsPsa, nsDefaultDeny, noDefaultNs, rbacWildcard, svcExposed],
  },
  {
    title: "Games",
    rules: [
      fleetHealth,
      fleetPorts,
      fleetEviction,
      fleetPlacement,
      fleetReplicasOwned,
      fasBuffer,
      gameServersScraped,
      allocatorMtls,
      chartsPinned,
    ],
  },
];

export const RULES: readonly Rule[] = GROUPS.flatMap(({ rules }) => rules);
