import type * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FleetArgs, FleetAutoscalerArgs } from "../agones/resources.ts";
import { Fleet, FleetAutoscaler } from "../agones/resources.ts";
import { podIdentityRole } from "../cluster/pod-identity.ts";
import { GAME_NAMESPACE } from "../isolation/namespaces.ts";
import { networkPolicyArgs } from "../isolation/network-policy.ts";
import { gibibytes } from "../quantities.ts";
import type { Transform } from "../transform.ts";
import { transformed } from "../transform.ts";
import { fleetAutoscalerSpec } from "./autoscaling.ts";
import { fleetArgs, isDraining } from "./fleet.ts";
import type { FleetIdentity } from "./game-server-pod.ts";
import { labels } from "./game-server-pod.ts";
import type { Autoscaling, GameIdentity, GameServers, GameSpec, World } from "./game-spec.ts";
import { environmentSecretName, policyName, pullSecretName, serviceAccountName, worldName } from "./names.ts";
import type { GamePorts } from "./network-policies.ts";
import { networkPolicies } from "./network-policies.ts";
import { secretChecksum } from "./secret-checksum.ts";

export interface GameArgs {
  game: GameSpec;
  /** Value of the servers' environment variable REGION. */
  region: string;
  /** Where players come from, and the host ports that Agones hands out. */
  gamePorts: GamePorts;
  /**
   * Refuses to delete the game's Fleets, what sizes them and the NetworkPolicy that lets players in, unless it drains.
   * Volumes of worlds are protected always.
   */
  protect: boolean;
  /** The EKS cluster whose Pod Identity gives the game its AWS rights. @default no game may have any */
  clusterName?: pulumi.Input<string>;
  /** The last word on children; a key is applied to each child of its kind. @default children as they are */
  transform?: {
    fleet?: Transform<FleetArgs>;
    fleetAutoscaler?: Transform<FleetAutoscalerArgs>;
    networkPolicy?: Transform<kubernetes.networking.v1.NetworkPolicyArgs>;
    persistentVolumeClaim?: Transform<kubernetes.core.v1.PersistentVolumeClaimArgs>;
    role?: Transform<aws.iam.RoleArgs>;
  };
}

/**
 * One game: its Fleet with what sizes it, or a Fleet with a volume for each of its worlds; its NetworkPolicies, secrets
 * and AWS rights. Nothing here depends on another game.
 *
 * Costs nothing itself but the volumes: $0.08 a GiB and month in us-east-1 (gp3); servers cost the nodes they need.
 *
 * @example
 * new Game("duel", { game, region: "eu-west-1", gamePorts, protect: true }, {
 *   parent: games,
 *   dependsOn: [agones, priorityClass],
 * });
 */
export class Game extends pulumi.ComponentResource {
  constructor(name: string, args: GameArgs, opts?: pulumi.ComponentResourceOptions) {
    super("gameplane:games:Game", name, {}, opts);
    const policies = createNetworkPolicies(this, args);
    const secrets = createSecrets(this, args);
    const identity = createIdentity(this, args);
    createServers(this, args, [...policies, ...secrets, ...identity]);
    this.registerOutputs({});
  }
}

function createNetworkPolicies(parent: pulumi.Resource, args: GameArgs): pulumi.Resource[] {
  return networkPolicies(args.game, args.gamePorts).map(
    (policy) =>
      new kubernetes.networking.v1.NetworkPolicy(
        ...transformed<kubernetes.networking.v1.NetworkPolicyArgs, pulumi.CustomResourceOptions>(
          args.transform?.networkPolicy,
          policy.name,
          networkPolicyArgs(policy),
          // Its pods keep the game's label for as long as they live: without its policy they lose their players.
          { parent, protect: policy.name === policyName(args.game) && isProtected(args) },
        ),
      ),
  );
}

function createSecrets(parent: pulumi.Resource, { game }: GameArgs): pulumi.Resource[] {
  const environment = Object.keys(game.secretEnv).length > 0 ? [createEnvironmentSecret(parent, game)] : [];
  const pull = Object.entries(game.pullSecrets).map(
    ([secret, dockerConfig]) =>
      new kubernetes.core.v1.Secret(
        pullSecretName(game, secret),
        {
          metadata: { name: pullSecretName(game, secret), namespace: GAME_NAMESPACE },
          type: "kubernetes.io/dockerconfigjson",
          stringData: { ".dockerconfigjson": dockerConfig },
        },
        { parent },
      ),
  );
  return [...environment, ...pull];
}

function createEnvironmentSecret(parent: pulumi.Resource, game: GameSpec): pulumi.Resource {
  const name = environmentSecretName(game);
  return new kubernetes.core.v1.Secret(
    name,
    {
      metadata: { name, namespace: GAME_NAMESPACE },
      type: "Opaque",
      stringData: game.secretEnv,
    },
    { parent },
  );
}

/**
 * A service account of the game's own with an IAM role. Its SDK server needs the rights that Agones' service account
 * has; the game's container gets none of them, see game-server-pod.ts.
 */
function createIdentity(parent: pulumi.Resource, args: GameArgs): pulumi.Resource[] {
  const { game, clusterName } = args;
  if (game.iam === undefined) return [];
  if (clusterName === undefined) {
    throw new Error(
      `game ${game.id} has AWS rights (iam), but its cluster is not EKS, so no pod can assume a role; remove iam, or run the game on EKS`,
    );
  }
  const name = serviceAccountName(game);
  const account = new kubernetes.core.v1.ServiceAccount(
    name,
    { metadata: { name, namespace: GAME_NAMESPACE } },
    { parent },
  );
  const sdkRights = new kubernetes.rbac.v1.RoleBinding(
    name,
    {
      metadata: { name, namespace: GAME_NAMESPACE },
      subjects: [{ kind: "ServiceAccount", name, namespace: GAME_NAMESPACE }],
      // Of the Agones chart: patch the GameServer, write events.
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "agones-sdk" },
    },
    { parent },
  );
  const awsRights = podIdentityRole(
    name,
    {
      clusterName,
      namespace: GAME_NAMESPACE,
      serviceAccount: name,
      statements: iamStatements(game.iam),
      transform: args.transform?.role,
    },
    { parent },
  );
  return [account, sdkRights, ...awsRights.all];
}

const iamStatements = ({ statements }: GameIdentity): aws.iam.PolicyStatement[] =>
  statements.map(({ actions, resources }) => ({ Effect: "Allow", Action: actions, Resource: resources }));

function createServers(parent: pulumi.Resource, args: GameArgs, ready: pulumi.Resource[]): void {
  const { game } = args;
  const { servers } = game;
  const shared = { region: args.region, ...checksumOf(game) };
  switch (servers.kind) {
    case "autoscaled":
      createAutoscaledFleet(parent, args, servers, { ...shared, fleet: game.fleet }, ready);
      return;
    case "fixed":
      createFleet(parent, args, { ...shared, fleet: game.fleet }, ready);
      return;
    case "worlds":
      for (const world of servers.worlds) {
        const identity = { ...shared, fleet: worldName(game, world), world };
        const claim = createWorldVolume(parent, args, servers, identity);
        createFleet(parent, args, identity, [...ready, claim]);
      }
      return;
  }
}

/**
 * The FleetAutoscaler comes after its Fleet, but the other way round while the Fleet drains: it has to have let go before
 * the Fleet says that there are no servers, or it would write its own number once more.
 */
function createAutoscaledFleet(
  parent: pulumi.Resource,
  args: GameArgs,
  { autoscaling }: Extract<GameServers, { kind: "autoscaled" }>,
  identity: FleetIdentity,
  ready: pulumi.Resource[],
): void {
  if (args.game.drain) {
    const autoscaler = createFleetAutoscaler(parent, args, autoscaling, []);
    createFleet(parent, args, identity, [...ready, autoscaler]);
    return;
  }
  const fleet = createFleet(parent, args, identity, ready);
  createFleetAutoscaler(parent, args, autoscaling, [fleet]);
}

/** Rolls the Fleet when a secret changes: environment variables are read when a pod starts. */
function checksumOf({ id, secretEnv }: GameSpec): Pick<FleetIdentity, "secretChecksum"> {
  if (Object.keys(secretEnv).length === 0) return {};
  return {
    secretChecksum: pulumi.secret(pulumi.all(secretEnv)).apply((values) => secretChecksum(id, values)),
  };
}

const isProtected = ({ game, protect }: GameArgs, world?: World) => protect && !isDraining(game, world);

function createFleet(
  parent: pulumi.Resource,
  args: GameArgs,
  identity: FleetIdentity,
  ready: pulumi.Resource[],
): Fleet {
  const { game } = args;
  return new Fleet(
    ...transformed<FleetArgs, pulumi.CustomResourceOptions>(
      args.transform?.fleet,
      identity.fleet,
      fleetArgs(game, identity),
      {
        parent,
        dependsOn: ready,
        protect: isProtected(args, identity.world),
        // Deletion waits until each server has had its time to end.
        customTimeouts: { delete: `${game.graceSeconds + DELETION_SECONDS}s` },
      },
    ),
  );
}

/** What the deletion of a Fleet takes beside its servers' grace: thousands of GameServers, one after the other. */
const DELETION_SECONDS = 600;

function createFleetAutoscaler(
  parent: pulumi.Resource,
  args: GameArgs,
  autoscaling: Autoscaling,
  dependsOn: pulumi.Resource[],
): FleetAutoscaler {
  const { game, transform } = args;
  return new FleetAutoscaler(
    ...transformed<FleetAutoscalerArgs, pulumi.CustomResourceOptions>(
      transform?.fleetAutoscaler,
      game.fleet,
      {
        metadata: { name: game.fleet, namespace: GAME_NAMESPACE },
        spec: fleetAutoscalerSpec(game.fleet, autoscaling, game.drain),
      },
      // It goes before its Fleet, so the Fleet's protection alone would leave a Fleet that nothing sizes.
      { parent, dependsOn, protect: isProtected(args) },
    ),
  );
}

/**
 * Protected also while the game drains, because a world is worth more than its servers: whoever wants it gone
 * unprotects it first (docs/operations.md).
 */
function createWorldVolume(
  parent: pulumi.Resource,
  { game, transform }: GameArgs,
  { volume }: Extract<GameServers, { kind: "worlds" }>,
  identity: FleetIdentity,
): kubernetes.core.v1.PersistentVolumeClaim {
  const name = identity.fleet;
  return new kubernetes.core.v1.PersistentVolumeClaim(
    ...transformed<kubernetes.core.v1.PersistentVolumeClaimArgs, pulumi.CustomResourceOptions>(
      transform?.persistentVolumeClaim,
      name,
      {
        metadata: {
          name,
          namespace: GAME_NAMESPACE,
          labels: labels(game, identity),
          // It is bound when its first pod has a node, which is after this.
          annotations: { "pulumi.com/skipAwait": "true" },
        },
        spec: {
          // One pod, not one node: an update's new server waits until the old one has let go of the world.
          accessModes: ["ReadWriteOncePod"],
          storageClassName: volume.storageClass,
          resources: { requests: { storage: gibibytes(volume.sizeGiB) } },
        },
      },
      { parent, protect: true },
    ),
  );
}
