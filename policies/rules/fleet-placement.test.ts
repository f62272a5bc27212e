import { testStackRule } from "../testing/test-rule.ts";
import { fleetPlacement } from "./fleet-placement.ts";

const NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
const KARPENTER = "kubernetes:karpenter.sh/v1:NodePool";
const CLUSTER = { type: "aws:eks/cluster:Cluster", props: { name: "dev" } };

const POD = "fleet.spec.template.spec.template.spec";
const AT = "spec.template.spec.template.spec";
const GAME = { key: "game-server", operator: "Equal", value: "true", effect: "NoSchedule" };
const GPU = { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" };
const GPU_SHOWN = "game-server=true:NoSchedule, nvidia.com/gpu:NoSchedule";

const withGpu = (list: string, count: unknown = 1) => ({
  [`${POD}.containers[0].resources.${list}`]: { "nvidia.com/gpu": count },
});
const also = (selector: object) => ({ [`${POD}.nodeSelector`]: { "game-server": "true", ...selector } });
const affinity = (...terms: { key: string; operator: string; values?: string[] }[]) => ({
  [`${POD}.nodeSelector`]: undefined,
  [`${POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`]:
    terms.map((expression) => ({ matchExpressions: [expression] })),
});
const karpenter = (spec: object, labels: object = { "game-server": "true" }) => ({
  type: KARPENTER,
  props: { spec: { template: { metadata: { labels }, spec } } },
});
const REQUIRED = `${POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
/** Beside the node selector: every one of them. */
const required = (...matchExpressions: { key: string; operator: string; values?: string[] }[]) => ({
  [REQUIRED]: [{ matchExpressions }],
});
const ON_GPUS = { ...withGpu("limits"), [`${POD}.tolerations[1]`]: GPU };
const TAINTED = { taints: [{ key: "game-server", value: "true", effect: "NoSchedule" }] };

const noLabel = (found = "none") => `fleet ${AT}.nodeSelector.game-server: ${found}`;
const noTolerance = (found: string) => `fleet ${AT}.tolerations: ${found}`;
const noPool = (selector = "game-server=true") => `fleet ${AT}.nodeSelector: ${selector}`;

testStackRule(fleetPlacement, {
  compliant: () => ({
    fleet: {
      type: "kubernetes:agones.dev/v1:Fleet",
      props: {
        metadata: { name: "duel" },
        spec: {
          template: {
            spec: {
              template: {
                spec: {
                  nodeSelector: { "game-server": "true" },
                  tolerations: [{ ...GAME }],
                  containers: [{ name: "game", resources: { limits: { cpu: "1" } } }],
                },
              },
            },
          },
        },
      },
    },
    system: { type: NODE_GROUP, props: { labels: { "gameplane.dev/pool": "system" } } },
    game: {
      type: NODE_GROUP,
      props: {
        labels: { "game-server": "true", "gameplane.dev/pool": "game" },
        taints: [{ key: "game-server", value: "true", effect: "NO_SCHEDULE" }],
      },
    },
  }),
  passes: {
    "a cluster that another stack made": { without: ["system", "game"], set: { [POD]: { containers: [] } } },
    "a cluster whose nodes another stack makes": { without: ["system", "game"], add: { cluster: CLUSTER } },
    "a Fleet without a pod": { set: { "fleet.spec": undefined } },
    "a toleration of the key alone": {
      set: { [`${POD}.tolerations`]: [{ key: "game-server", operator: "Exists" }] },
    },
    "a toleration that leaves out what is the default": {
      set: { [`${POD}.tolerations`]: [{ key: "game-server", value: "true" }] },
    },
    "more labels of the pool": { set: also({ "gameplane.dev/pool": "game" }) },
    "labels that nodes give themselves": {
      set: also({
        "kubernetes.io/arch": "arm64",
        "topology.k8s.aws/zone-id": "euw1-az1",
        "node.kubernetes.io/instance-type": "c7i.large",
      }),
    },
    "game nodes by an affinity": { set: affinity({ key: "game-server", operator: "In", values: ["true"] }) },
    "a taint that is only a preference": {
      set: { "game.taints[1]": { key: "spot", value: "true", effect: "PREFER_NO_SCHEDULE" } },
    },
    "a pool that is cordoned beside one that is not": {
      add: {
        old: {
          type: NODE_GROUP,
          props: {
            labels: { "game-server": "true" },
            taints: [{ key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" }],
          },
        },
      },
    },
    "GPUs that are tolerated": {
      set: {
        ...withGpu("limits", "1"),
        [`${POD}.tolerations[1]`]: GPU,
        "game.taints[1]": { key: "nvidia.com/gpu", value: "present", effect: "NO_SCHEDULE" },
      },
    },
    "GPUs of a pool that has only a label": { set: { ...ON_GPUS, "game.labels.gpu-type": "nvidia-a10g" } },
    "GPUs of a pool of Karpenter, by a requirement": {
      without: ["game"],
      set: ON_GPUS,
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [{ key: "karpenter.k8s.aws/instance-gpu-count", operator: "Gt", values: ["0"] }],
        }),
      },
    },
    "GPUs of a pool of Karpenter, by a label that it requires": {
      without: ["game"],
      set: ON_GPUS,
      add: {
        pool: karpenter({ ...TAINTED, requirements: [{ key: "gpu-type", operator: "In", values: ["l4"] }] }),
      },
    },
    "an affinity to the pool's own labels": {
      set: required(
        { key: "gameplane.dev/pool", operator: "In", values: ["other", "game"] },
        { key: "gameplane.dev/pool", operator: "Exists" },
        { key: "gameplane.dev/pool", operator: "NotIn", values: ["system"] },
        { key: "gameplane.dev/old", operator: "NotIn", values: ["true"] },
        { key: "gameplane.dev/old", operator: "DoesNotExist" },
        { key: "kubernetes.io/arch", operator: "In", values: ["arm64"] },
        { key: "kubernetes.io/arch", operator: "Exists" },
        { key: "karpenter.k8s.aws/instance-cpu", operator: "Gt", values: ["3"] },
      ),
    },
    "an affinity to either of two pools": {
      set: {
        [REQUIRED]: ["none", "game"].map((pool) => ({
          matchExpressions: [{ key: "gameplane.dev/pool", operator: "In", values: [pool] }],
        })),
      },
    },
    "an affinity to numbers of a label": {
      set: {
        "game.labels.generation": "4",
        ...required(
          { key: "generation", operator: "Gt", values: ["3"] },
          { key: "generation", operator: "Lt", values: ["5"] },
        ),
      },
    },
    "a label that Karpenter does not exclude": {
      without: ["game"],
      set: also({ "kubernetes.io/arch": "arm64", "karpenter.k8s.aws/instance-generation": "7" }),
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [
            { key: "kubernetes.io/arch", operator: "NotIn", values: ["amd64"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Gt", values: ["6"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Lt", values: ["8"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Gte", values: ["7"] },
            { key: "karpenter.k8s.aws/instance-generation", operator: "Lte", values: ["7"] },
          ],
        }),
      },
    },
    "an affinity to a label that Karpenter gives as it is asked for": {
      without: ["game"],
      set: required(
        { key: "team", operator: "Exists" },
        { key: "arch", operator: "NotIn", values: ["arm64"] },
      ),
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [
            { key: "team", operator: "Exists" },
            { key: "arch", operator: "In", values: ["arm64", "amd64"] },
          ],
        }),
      },
    },
    "no GPU, by number": { set: withGpu("limits", "0") },
    "a pool of Karpenter": { without: ["game"], add: { pool: karpenter(TAINTED) } },
    "a label that Karpenter gives by a requirement": {
      without: ["game"],
      set: also({ "gpu-type": "a10g" }),
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [{ key: "gpu-type", operator: "In", values: ["l4", "a10g"] }],
        }),
      },
    },
    "a label that Karpenter gives as it is asked for": {
      without: ["game"],
      set: also({ team: "duel" }),
      add: { pool: karpenter({ ...TAINTED, requirements: [{ key: "team", operator: "Exists" }] }) },
    },
  },
  fails: {
    "no node selector": { set: { [`${POD}.nodeSelector`]: undefined }, finds: noLabel() },
    "another value": { set: { [`${POD}.nodeSelector.game-server`]: "false" }, finds: noLabel("false") },
    "other labels only": {
      set: { [`${POD}.nodeSelector`]: { "gameplane.dev/pool": "game" } },
      finds: noLabel(),
    },
    "an affinity to what is not": {
      set: affinity({ key: "game-server", operator: "NotIn", values: ["true"] }),
      finds: noLabel(),
    },
    "an affinity to more values": {
      set: affinity({ key: "game-server", operator: "In", values: ["true", "false"] }),
      finds: noLabel(),
    },
    "an affinity to either": {
      set: affinity(
        { key: "game-server", operator: "In", values: ["true"] },
        { key: "system", operator: "In", values: ["true"] },
      ),
      finds: noLabel(),
    },
    "no tolerations": { set: { [`${POD}.tolerations`]: undefined }, finds: noTolerance("none") },
    "a toleration of another value": {
      set: { [`${POD}.tolerations[0].value`]: "yes" },
      finds: noTolerance("game-server=yes:NoSchedule"),
    },
    "a toleration of another effect": {
      set: { [`${POD}.tolerations[0].effect`]: "NoExecute" },
      finds: noTolerance("game-server=true:NoExecute"),
    },
    "a toleration of another key": {
      set: { [`${POD}.tolerations[0].key`]: "game" },
      finds: noTolerance("game=true:NoSchedule"),
    },
    "neither, on a cluster of this stack": {
      without: ["system", "game"],
      add: { cluster: CLUSTER },
      set: { [`${POD}.nodeSelector`]: undefined, [`${POD}.tolerations`]: [] },
      finds: [noLabel(), noTolerance("none")],
    },
    "neither, on a cluster of the eks package": {
      without: ["system", "game"],
      add: { cluster: { type: "eks:index:Cluster", props: {} } },
      set: { [`${POD}.nodeSelector`]: undefined },
      finds: noLabel(),
    },
    "GPUs that are not tolerated": {
      set: withGpu("limits"),
      finds: noTolerance("game-server=true:NoSchedule"),
    },
    "GPUs that are only requested": {
      set: withGpu("requests"),
      finds: noTolerance("game-server=true:NoSchedule"),
    },
    "GPUs of a sidecar": {
      set: { [`${POD}.initContainers`]: [{ resources: { limits: { "nvidia.com/gpu": "1" } } }] },
      finds: noTolerance("game-server=true:NoSchedule"),
    },
    "GPUs that are tolerated for nothing": {
      set: { [`${POD}.tolerations[1]`]: GPU },
      finds: noTolerance(GPU_SHOWN),
    },
    "everything tolerated, GPUs among it": {
      set: { [`${POD}.tolerations`]: [{ operator: "Exists" }] },
      finds: noTolerance("*:*"),
    },
    "no pool of that label": { without: ["game"], finds: noPool() },
    "no pool of another label": {
      set: also({ "gpu-type": "a10g" }),
      finds: noPool("game-server=true, gpu-type=a10g"),
    },
    "a label of two pools, one each": {
      set: { ...also({ "gameplane.dev/pool": "system" }) },
      finds: noPool("game-server=true, gameplane.dev/pool=system"),
    },
    "a pool in another zone": {
      set: {
        ...also({ "topology.k8s.aws/zone-id": "euw1-az1" }),
        'game.labels["topology.k8s.aws/zone-id"]': "euw1-az2",
      },
      finds: noPool("game-server=true, topology.k8s.aws/zone-id=euw1-az1"),
    },
    "pools that are all cordoned": {
      set: { "game.taints[1]": { key: "gameplane.dev/cordoned", value: "true", effect: "NO_SCHEDULE" } },
      finds: noPool(),
    },
    "a taint that ends what runs": { set: { "game.taints[0].effect": "NO_EXECUTE" }, finds: noPool() },
    "no pool of Karpenter of that label": {
      without: ["game"],
      add: { pool: karpenter(TAINTED, { team: "duel" }) },
      finds: noPool(),
    },
    "a taint of Karpenter's that is not tolerated": {
      without: ["game"],
      add: { pool: karpenter({ taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }] }) },
      finds: noPool(),
    },
    "GPUs where no pool has any": { set: ON_GPUS, finds: noPool() },
    "GPUs of a pool whose label is not the Fleet's": {
      set: ON_GPUS,
      add: {
        gpu: {
          type: NODE_GROUP,
          props: {
            labels: { "gpu-type": "nvidia-a10g" },
            taints: [{ key: "nvidia.com/gpu", value: "true" }],
          },
        },
      },
      finds: noPool(),
    },
    "GPUs of a pool of Karpenter that has none": {
      without: ["game"],
      set: ON_GPUS,
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [
            { key: "karpenter.k8s.aws/instance-gpu-count", operator: "DoesNotExist" },
            { key: "karpenter.k8s.aws/instance-cpu", operator: "Gt", values: ["3"] },
          ],
        }),
      },
      finds: noPool(),
    },
    ...Object.fromEntries(
      [
        { key: "gameplane.dev/pool", operator: "In", values: ["other"] },
        { key: "gameplane.dev/pool", operator: "NotIn", values: ["game"] },
        { key: "gameplane.dev/pool", operator: "DoesNotExist" },
        { key: "gameplane.dev/old", operator: "Exists" },
        { key: "gameplane.dev/generation", operator: "Gt", values: ["4"] },
        { key: "gameplane.dev/generation", operator: "Lt", values: ["4"] },
        { key: "gameplane.dev/generation", operator: "About", values: ["4"] },
      ].map((expression) => [
        `an affinity that no pool meets: ${expression.key} ${expression.operator}`,
        {
          set: { ...required(expression), 'game.labels["gameplane.dev/generation"]': "4" },
          finds: noPool(
            ["game-server=true, " + expression.key, expression.operator, ...(expression.values ?? [])].join(
              " ",
            ),
          ),
        },
      ]),
    ),
    "an affinity of which one half is met": {
      set: required(
        { key: "gameplane.dev/pool", operator: "In", values: ["game"] },
        { key: "gameplane.dev/pool", operator: "In", values: ["system"] },
      ),
      finds: noPool("game-server=true, gameplane.dev/pool In game and gameplane.dev/pool In system"),
    },
    "game nodes by an affinity, and no pool of them": {
      without: ["game"],
      set: affinity({ key: "game-server", operator: "In", values: ["true"] }),
      finds: noPool("game-server In true"),
    },
    ...Object.fromEntries(
      [
        { operator: "NotIn", values: ["7", "8"] },
        { operator: "DoesNotExist" },
        { operator: "Gt", values: ["7"] },
        { operator: "Lt", values: ["7"] },
        { operator: "Gte", values: ["8"] },
        { operator: "Lte", values: ["6"] },
      ].map((requirement) => [
        `what Karpenter excludes by ${requirement.operator}`,
        {
          without: ["game"],
          set: also({ "karpenter.k8s.aws/instance-generation": "7" }),
          add: {
            pool: karpenter({
              ...TAINTED,
              requirements: [
                { key: "karpenter.k8s.aws/instance-generation", operator: "Exists" },
                { key: "karpenter.k8s.aws/instance-generation", ...requirement },
              ],
            }),
          },
          finds: noPool("game-server=true, karpenter.k8s.aws/instance-generation=7"),
        },
      ]),
    ),
    "an affinity that Karpenter's values exclude": {
      without: ["game"],
      set: required({ key: "kubernetes.io/arch", operator: "NotIn", values: ["amd64"] }),
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
        }),
      },
      finds: noPool("game-server=true, kubernetes.io/arch NotIn amd64"),
    },
    "a requirement of other values": {
      without: ["game"],
      set: also({ "kubernetes.io/arch": "arm64" }),
      add: {
        pool: karpenter({
          ...TAINTED,
          requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["amd64"] }],
        }),
      },
      finds: noPool("game-server=true, kubernetes.io/arch=arm64"),
    },
  },
  unknown: [
    POD,
    `${POD}.nodeSelector`,
    `${POD}.nodeSelector.game-server`,
    `${POD}.tolerations`,
    `${POD}.tolerations[0].key`,
    `${POD}.tolerations[0].value`,
    `${POD}.tolerations[0].effect`,
    `${POD}.containers`,
    `${POD}.containers[0].resources`,
    "game.labels",
    "game.labels.game-server",
    "game.taints",
    "game.taints[0].key",
    "game.taints[0].value",
    "game.taints[0].effect",
  ].map((path) => path.replace(".game-server", '["game-server"]')),
});
