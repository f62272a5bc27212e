// What of a change takes a session from players: whatever they are on is replaced or goes.
import type { RecordedResource } from "../recorded-resource.ts";
import { at, text } from "../json-value.ts";
import type { FoldedChange } from "../since/folded-changes.ts";
import type { Effect, ResourceChange } from "../since/resource-changes.ts";
import type { StackReport } from "../report.ts";

export interface Harm {
  /** What it is to players, and its name: a pool's, for all of its node groups. */
  what: What;
  name: string;
  op: "replace" | "delete";
  changes: ResourceChange[];
  /** Properties that force it; where it is uncertain, those of which nobody knows. */
  because: string[];
  /** It happens only if a property does what no table says. */
  isUncertain: boolean;
  /** The engine refuses some of it, because what goes is protected. */
  isRefused: boolean;
  stacks: HarmedStack[];
}

export interface HarmedStack {
  stack: string;
  /** At most, by the capacity of the games on it; null where that is unknown. */
  players: number | null;
  /** Games whose players they are; empty where all of the stack's are. */
  games: string[];
}

export type What = "network" | "cluster" | "node pool" | "database" | "storage" | "Agones" | "Fleet";

/** Types with players on them, and by what name; those of Agones and its namespaces are told apart by name. */
const TYPES: readonly (readonly [RegExp, What])[] = [
  [/^aws:ec2\/(vpc:Vpc|subnet:Subnet|internetGateway:InternetGateway)$/, "network"],
  [/^(eks:index:Cluster|aws:eks\/cluster:Cluster|pulumi:providers:kubernetes)$/, "cluster"],
  [/^aws:eks\/nodeGroup:NodeGroup$/, "node pool"],
  [/^kubernetes:karpenter\.(sh|k8s\.aws)\/v\w+:(NodePool|EC2NodeClass)$/, "node pool"],
  [/^aws:(rds|elasticache|memorydb|dynamodb|docdb)\//, "database"],
  [/^kubernetes:core\/v1:PersistentVolume(Claim)?$/, "storage"],
  [/^kubernetes:agones\.dev\/v\w+:(Fleet|GameServer(Set)?)$/, "Fleet"],
];

export function whatOf({ type, name }: { type: string; name: string }): What | undefined {
  const known = TYPES.find(([pattern]) => pattern.test(type));
  if (known !== undefined) return known[1];
  if (type === "kubernetes:helm.sh/v3:Release" && name === "agones") return "Agones";
  if (type === "kubernetes:core/v1:Namespace" && /^(game-servers|agones-system)$/.test(name)) return "Agones";
  return undefined;
}

/** What all players of a stack are on comes first; else in the order of the changes. */
export function harms(reports: readonly StackReport[], folded: readonly FoldedChange[]): Harm[] {
  const stacks = new Map(reports.map((stack) => [stack.name, stack]));
  const found = new Map<string, Harm>();
  for (const { stacks: names, change } of folded) {
    const what = whatOf(change);
    if (what === undefined || (change.op !== "replace" && change.op !== "delete")) continue;
    for (const stack of names) {
      const here = placed(change, stacks.get(stack));
      if (what === "node pool" && stacks.get(stack)?.former?.drained.includes(here.name) === true) continue;
      const name = subjectOf(what, here, stacks.get(stack), change.name);
      const key = [what, name, change.op].join(" ");
      const known = found.get(key);
      const harm: Harm = known ?? {
        ...{ what, name, op: change.op, changes: [], stacks: [] },
        ...NOTHING_YET,
      };
      found.set(key, harm);
      if (!harm.changes.includes(change)) harm.changes.push(change);
      if (!harm.stacks.some((each) => each.stack === stack))
        harm.stacks.push(harmedStack(stack, what, name, stacks.get(stack)));
    }
  }
  const rank = ({ what }: Harm) => (concernsAll(what) ? 0 : 1);
  return [...found.values()]
    .map((harm) => ({ ...harm, ...reasons(harm.changes) }))
    .toSorted((one, other) => rank(one) - rank(other));
}

const NOTHING_YET = { because: [], isUncertain: false, isRefused: false };

/** Node groups are their pool to players, as it was before the change; other things have names of their own. */
const subjectOf = (
  what: What,
  change: ResourceChange,
  stack: StackReport | undefined,
  otherwise: string,
): string => {
  // Subnets are their network, whose name is the same everywhere.
  if (what === "network") return "network";
  if (what !== "node pool") return otherwise;
  return (
    stack?.former?.pools[change.formerUrn ?? change.urn] ??
    poolOf(change, stack?.resources ?? []) ??
    otherwise
  );
};

/** The change as it is in one stack: a folded one has places instead of names. */
function placed(change: ResourceChange, stack: StackReport | undefined): ResourceChange {
  if (stack === undefined) return change;
  const named = (text: string) =>
    text.replaceAll("<stack>", stack.name).replaceAll("<region>", stack.region ?? "<region>");
  const { formerUrn } = change;
  return {
    ...change,
    urn: named(change.urn),
    name: named(change.name),
    ...(formerUrn !== undefined && { formerUrn: named(formerUrn) }),
  };
}

const concernsAll = (what: What): boolean => ["network", "cluster", "database", "Agones"].includes(what);

function reasons(changes: readonly ResourceChange[]): Pick<Harm, "because" | "isUncertain" | "isRefused"> {
  const paths = (effect: Effect) => [
    ...new Set(
      changes.flatMap(({ diff }) => diff.filter((each) => each.effect === effect).map(({ path }) => path)),
    ),
  ];
  const certain = paths("replace");
  const isUncertain = changes.every(
    ({ op, diff }) => op === "replace" && diff.every(({ effect }) => effect !== "replace"),
  );
  return {
    because: isUncertain ? paths("may-replace") : certain,
    isUncertain,
    isRefused: changes.some(({ refused }) => refused),
  };
}

function harmedStack(stack: string, what: What, name: string, report: StackReport | undefined): HarmedStack {
  // Players lose what they are on, which is as before the change.
  const capacity = (report?.former ?? report)?.capacity ?? undefined;
  if (capacity === undefined) return { stack, players: null, games: [] };
  if (concernsAll(what)) return { stack, players: capacity.players, games: [] };
  const games = capacity.games.filter(({ pools, fleets }) =>
    (what === "node pool" ? pools : fleets).includes(name),
  );
  // A pool without games holds no players; a Fleet or a volume that no game names may hold any number.
  const isKnown =
    games.length > 0 || (what === "node pool" && capacity.pools.some(({ pool }) => pool === name));
  const players = isKnown ? games.reduce((sum, game) => sum + game.players, 0) : null;
  return { stack, players, games: games.map(({ game }) => game) };
}

/** The pool of a node group or NodePool: by its label, and where it is gone by its name, which begins with the pool's. */
export function poolOf(
  { urn, name }: { urn: string; name: string },
  resources: readonly RecordedResource[],
): string | undefined {
  const resource = resources.find((each) => each.urn === urn);
  const labelled = text(at(resource?.inputs.labels, "gameplane.dev/pool"));
  if (labelled !== undefined) return labelled;
  const pools = resources.filter(({ type }) => type === "gameplane:nodes:NodePool").map((pool) => pool.name);
  return pools
    .filter((pool) => name === pool || name.startsWith(`${pool}-`))
    .toSorted((one, other) => other.length - one.length)[0];
}

/** Of all stacks; null where one of them is unknown. */
export function playersOf({ stacks }: Harm): number | null {
  return stacks.reduce<number | null>(
    (sum, { players }) => (sum === null || players === null ? null : sum + players),
    0,
  );
}
