import { closest } from "fastest-levenshtein";
import type { InstanceType } from "../instance-types.ts";
import { typesNotIn, zonesWithout } from "../instance-type-zones.ts";
import { instanceType, instanceTypeNames, podsOn } from "../instance-types.ts";
import { holdsSessions, isActive } from "../../../components/nodes/pool-spec.ts";
import { typesOf } from "../pools.ts";
import type { EksRegionValues, Generation, Pool } from "../schema/schema.ts";
import { unlessRefused } from "../sound-parts.ts";
import { usableZones } from "../zones.ts";
import { checkExcluded } from "./network.ts";
import type { Report, Rule } from "./rule.ts";

type PoolCheck = (pool: Pool, path: string[], report: Report, settings: EksRegionValues) => void;
type GenerationCheck = (
  generation: Generation,
  pool: Pool,
  path: string[],
  report: Report,
  settings: EksRegionValues,
) => void;

/** Nodes that Agones is known to manage in one cluster. */
export const MOST_NODES = 500;

/** Kubelets may be this many minor versions older than the API server. */
const MOST_SKEW = 3;

const RESERVED_LABEL =
  /^(game-server|gpu-type)$|(^|\.)(kubernetes\.io|k8s\.io|agones\.dev|gameplane\.dev|nvidia\.com|amazonaws\.com)\//;

const eachPool = (id: string, check: PoolCheck): Rule<EksRegionValues> => ({
  id,
  check(settings, report) {
    for (const name of Object.keys(settings.pools)) {
      unlessRefused(() => {
        const pool = settings.pools[name];
        if (pool !== undefined) check(pool, ["pools", name], report, settings);
      });
    }
  },
});

const eachGeneration = (id: string, check: GenerationCheck): Rule<EksRegionValues> =>
  eachPool(id, (pool, path, report, settings) => {
    for (const name of Object.keys(pool.generations)) {
      unlessRefused(() => {
        const generation = pool.generations[name];
        if (generation !== undefined)
          check(generation, pool, [...path, "generations", name], report, settings);
      });
    }
  });

/** Checks the instance types where they are written: at the pool, and at each generation with types of its own. */
const eachTypeList = (
  id: string,
  check: (types: string[], pool: Pool, path: string[], report: Report, settings: EksRegionValues) => void,
) =>
  eachPool(id, (pool, path, report, settings) => {
    check(pool.instanceTypes, pool, [...path, "instanceTypes"], report, settings);
    for (const [name, generation] of Object.entries(pool.generations)) {
      if (generation.instanceTypes === undefined) continue;
      check(
        generation.instanceTypes,
        pool,
        [...path, "generations", name, "instanceTypes"],
        report,
        settings,
      );
    }
  });

const known = (types: string[]): [string, InstanceType][] =>
  types.flatMap((name) => {
    const type = instanceType(name);
    return type === undefined ? [] : [[name, type]];
  });

const minor = (version: string) => Number(version.split(".")[1]);

export const poolRules: Rule<EksRegionValues>[] = [
  eachTypeList("instance-type-known", (types, _, path, report) => {
    for (const type of types.filter((name) => instanceType(name) === undefined)) {
      report(
        path,
        `${type} is not in the table of instance types; did you mean ${closest(type, instanceTypeNames())}? Otherwise add it to stacks/settings/instance-types.json (docs/settings.md, "Instance types")`,
      );
    }
  }),
  eachTypeList("instance-type-in-region", (types, _, path, report, { region }) => {
    const lacking = typesNotIn(region, types);
    if (lacking.length > 0) {
      report(path, `${lacking.join(", ")} is offered in no zone of ${region}; choose another type`);
    }
  }),
  eachTypeList("one-architecture", (types, _, path, report) => {
    const of = (arch: string) =>
      known(types)
        .filter(([, type]) => type.arch === arch)
        .map(([name]) => name);
    const [amd64, arm64] = [of("amd64"), of("arm64")];
    if (amd64.length > 0 && arm64.length > 0) {
      report(
        path,
        `mixes amd64 (${amd64.join(", ")}) and arm64 (${arm64.join(", ")}); keep to one, an image runs on one of them`,
      );
    }
  }),
  eachTypeList("gpu-role", (types, pool, path, report) => {
    const without = known(types)
      .filter(([, type]) => type.gpu === undefined)
      .map(([name]) => name);
    if (pool.role === "gpu" && without.length > 0) {
      report(
        path,
        `${without.join(", ")} has no GPU, and the pool's role is gpu; choose types with one, or role game`,
      );
    }
  }),
  eachTypeList("gpu-elsewhere", (types, pool, path, report) => {
    const withGpu = known(types)
      .filter(([, type]) => type.gpu !== undefined)
      .map(([name]) => name);
    if (pool.role !== "gpu" && withGpu.length > 0) {
      report(
        path,
        `${withGpu.join(", ")} has a GPU, and the pool's role is ${pool.role}; make its role gpu, or choose types without one`,
      );
    }
  }),
  eachTypeList("one-gpu-model", (types, _, path, report) => {
    const models = new Set(known(types).flatMap(([, type]) => type.gpu?.model ?? []));
    if (models.size > 1)
      report(
        path,
        `mixes GPUs (${[...models].join(", ")}), and the label gpu-type names one; make a pool for each`,
      );
  }),
  eachPool("gpu-type-unused", (pool, path, report) => {
    if (pool.gpuType !== undefined && pool.role !== "gpu") {
      report(
        [...path, "gpuType"],
        `${pool.gpuType} has no effect on a pool with role ${pool.role}; remove it, or make the role gpu`,
      );
    }
  }),
  eachPool("pool-min-max", (pool, path, report) => {
    if (pool.min > pool.max)
      report([...path, "max"], `${pool.max} is below min ${pool.min}; raise max or lower min`);
  }),
  eachPool("pool-desired", (pool, path, report) => {
    const { min, max, desired } = pool;
    if (desired !== undefined && min <= max && (desired < min || desired > max)) {
      report(
        [...path, "desired"],
        `${desired} is not between min ${min} and max ${max}; change it, or remove it for min`,
      );
    }
  }),
  eachPool("spot-sessions", (pool, path, report, { production }) => {
    if (!production || !holdsSessions(pool)) return;
    const text = `spot ends sessions at two minutes' notice; production needs on-demand for role ${pool.role}`;
    if (pool.capacityType === "spot") report([...path, "capacityType"], text);
    for (const [name, generation] of Object.entries(pool.generations)) {
      if (generation.capacityType === "spot") report([...path, "generations", name, "capacityType"], text);
    }
  }),
  eachPool("one-active-generation", (pool, path, report) => {
    const active = Object.entries(pool.generations).filter(([, generation]) => isActive(generation));
    // All drained: the pool is on its way out.
    const all = Object.values(pool.generations);
    const isDrained = all.length > 0 && all.every((generation) => generation.drained);
    if (active.length > 1 || (active.length === 0 && !isDrained)) {
      const names = active.length === 0 ? "none" : active.map(([name]) => name).join(", ");
      report(
        [...path, "generations"],
        `has ${active.length} active generations (${names}); keep one that is neither cordoned nor drained (docs/operations.md, "Change a pool")`,
      );
    }
  }),
  eachGeneration("drained-cordoned", (generation, _, path, report) => {
    if (generation.drained && !generation.cordoned) {
      report(
        [...path, "drained"],
        "true on a generation that is not cordoned: new sessions would land on it; set cordoned: true as well",
      );
    }
  }),
  eachGeneration("version-skew", (generation, pool, path, report, { eks }) => {
    const own = generation.version ?? pool.version;
    if (own === undefined) return;
    const at = generation.version === undefined ? [...path.slice(0, 2), "version"] : [...path, "version"];
    const skew = minor(eks.version) - minor(own);
    if (skew < 0)
      report(at, `${own} is newer than eks.version ${eks.version}; upgrade the control plane first`);
    if (skew > MOST_SKEW)
      report(
        at,
        `${own} is more than ${MOST_SKEW} minor versions behind eks.version ${eks.version}; move the pool on first`,
      );
  }),
  eachGeneration("release-version", (generation, pool, path, report, { eks }) => {
    const release = generation.releaseVersion ?? pool.releaseVersion;
    const version = generation.version ?? pool.version ?? eks.version;
    const ami = generation.ami ?? pool.ami;
    if (release === undefined || ami !== "al2023" || release.startsWith(`${version}.`)) return;
    const at =
      generation.releaseVersion === undefined
        ? [...path.slice(0, 2), "releaseVersion"]
        : [...path, "releaseVersion"];
    report(
      at,
      `${release} is not a release for Kubernetes ${version}; choose one that begins with ${version}`,
    );
  }),
  eachGeneration("max-pods", (generation, pool, path, report) => {
    const maxPods = generation.maxPods ?? pool.maxPods;
    if (maxPods === undefined) return;
    const small = known(typesOf(pool, generation)).filter(([, type]) => podsOn(type) < maxPods);
    const at = generation.maxPods === undefined ? [...path.slice(0, 2), "maxPods"] : [...path, "maxPods"];
    const holds = small.map(([name, type]) => `${name} (${podsOn(type)})`).join(", ");
    if (small.length > 0)
      report(at, `${maxPods} is more than fits on ${holds}; lower it, or choose larger types`);
  }),
  eachPool("pool-zones", (pool, path, report, { region, network }) => {
    const zones = usableZones(region, network).slice(0, network.zones);
    if (zones.length > 0 && zones.every((id) => pool.excludeZoneIds.includes(id))) {
      report([...path, "excludeZoneIds"], `leaves the pool no zone of ${zones.join(", ")}; exclude fewer`);
    }
  }),
  eachPool("pool-excluded-zone-known", (pool, path, report) =>
    checkExcluded([...path, "excludeZoneIds"], pool.excludeZoneIds, report),
  ),
  eachGeneration("generation-zones", (generation, pool, path, report, { region, network }) => {
    const zones = usableZones(region, network)
      .slice(0, network.zones)
      .filter((id) => !pool.excludeZoneIds.includes(id));
    const types = typesOf(pool, generation);
    const isOffered = typesNotIn(region, types).length === 0;
    if (isOffered && zones.length > 0 && zonesWithout(region, types, zones).length === zones.length) {
      const at = generation.instanceTypes === undefined ? path.slice(0, 2) : path;
      report(
        [...at, "instanceTypes"],
        `${types.join(", ")} cannot all be had in any one zone of ${zones.join(", ")}; choose other types or zones`,
      );
    }
  }),
  eachPool("labels-reserved", (pool, path, report) => {
    for (const key of Object.keys(pool.labels).filter((label) => RESERVED_LABEL.test(label))) {
      report(
        [...path, "labels", key],
        "is a label that gameplane, Kubernetes or the cloud sets; choose another key",
      );
    }
  }),
  {
    id: "system-pool",
    check({ pools }, report) {
      const system = Object.values(pools).filter((pool) => pool.role === "system");
      if (!system.some((pool) => pool.min > 0)) {
        report(
          ["pools"],
          "has no pool with role system and min above 0, and the cluster's own parts run nowhere else; add one",
        );
      }
    },
  },
  {
    id: "most-nodes",
    check({ pools }, report) {
      // A generation that is on its way out keeps its max.
      const most = (pool: Pool) => pool.max * Object.keys(pool.generations).length;
      const total = Object.values(pools).reduce((sum, pool) => sum + most(pool), 0);
      if (total > MOST_NODES) {
        report(
          ["pools"],
          `can grow to ${total} nodes, and Agones is known to manage ${MOST_NODES} in one cluster; lower a pool's max`,
        );
      }
    },
  },
];
