import { describe, expect, test } from "@jest/globals";
import { amiType, eksTaint, labels, nodeTags, roleTaints, taints } from "./placement.ts";
import { agonesPool, gamePool, generation, gpuPool, metricsPool, systemPool } from "./test-pools.ts";

const show = (pool: Parameters<typeof taints>[0], cordoned = false) =>
  taints(pool, generation({ cordoned })).map(({ key, value, effect }) => `${key}=${value}:${effect}`);

describe("taints", () => {
  test("of each role", () => {
    expect(show(systemPool())).toEqual([]);
    expect(show(agonesPool())).toEqual(["agones.dev/agones-system=true:NoExecute"]);
    expect(show(metricsPool())).toEqual(["agones.dev/agones-metrics=true:NoExecute"]);
    expect(show(gamePool())).toEqual(["game-server=true:NoSchedule"]);
    expect(show(gpuPool())).toEqual(["game-server=true:NoSchedule", "nvidia.com/gpu=true:NoSchedule"]);
  });

  test("of a cordoned and of a drained generation keep new pods off", () => {
    const cordon = "gameplane.dev/cordoned=true:NoSchedule";
    expect(show(systemPool(), true)).toEqual([cordon]);
    expect(show(gamePool(), true)).toEqual(["game-server=true:NoSchedule", cordon]);
    expect(taints(gamePool(), generation({ drained: true }))).toEqual(
      taints(gamePool(), generation({ cordoned: true })),
    );
    expect(roleTaints(gamePool())).toEqual(taints(gamePool(), generation()));
  });

  test("in EKS' spelling", () => {
    expect(
      [...taints(agonesPool(), generation()), ...taints(gamePool(), generation())].map(eksTaint),
    ).toEqual([
      { key: "agones.dev/agones-system", value: "true", effect: "NO_EXECUTE" },
      { key: "game-server", value: "true", effect: "NO_SCHEDULE" },
    ]);
  });
});

describe("labels", () => {
  const ours = (name: string) => ({ "gameplane.dev/pool": name, "gameplane.dev/generation": "1" });

  test("of each role", () => {
    expect(labels(systemPool(), generation())).toEqual(ours("system"));
    expect(labels(agonesPool(), generation())).toEqual({
      "agones.dev/agones-system": "true",
      ...ours("agones"),
    });
    expect(labels(metricsPool(), generation())).toEqual({
      "agones.dev/agones-metrics": "true",
      ...ours("metrics"),
    });
    expect(labels(gamePool(), generation())).toEqual({ "game-server": "true", ...ours("game") });
    expect(labels(gpuPool(), generation({ gpu: true }))).toEqual({
      "game-server": "true",
      "gpu-type": "nvidia-a10g",
      "k8s.amazonaws.com/accelerator": "nvidia-a10g",
      "nvidia.com/gpu.present": "true",
      ...ours("gpu"),
    });
  });

  test("of Bottlerocket GPU nodes do not ask for the device plugin, which the image brings", () => {
    expect(labels(gpuPool(), generation({ gpu: true, ami: "bottlerocket" }))).not.toHaveProperty([
      "nvidia.com/gpu.present",
    ]);
  });

  test("of the settings are added, but ours win", () => {
    const pool = gamePool({
      labels: { team: "blue", "game-server": "false", "gameplane.dev/pool": "other" },
    });
    expect(labels(pool, generation())).toEqual({ team: "blue", "game-server": "true", ...ours("game") });
  });
});

test("image by operating system, architecture and GPU", () => {
  const types = (["al2023", "bottlerocket"] as const).flatMap((ami) =>
    (["amd64", "arm64"] as const).flatMap((architecture) =>
      [false, true].map((gpu) => amiType(generation({ ami, architecture, gpu }))),
    ),
  );
  expect(types).toEqual([
    "AL2023_x86_64_STANDARD",
    "AL2023_x86_64_NVIDIA",
    "AL2023_ARM_64_STANDARD",
    "AL2023_ARM_64_NVIDIA",
    "BOTTLEROCKET_x86_64",
    "BOTTLEROCKET_x86_64_NVIDIA",
    "BOTTLEROCKET_ARM_64",
    "BOTTLEROCKET_ARM_64_NVIDIA",
  ]);
});

test("tags say to whom a node belongs", () => {
  expect(nodeTags("prod-eu-west-1", gamePool(), generation(), { owner: "platform", Name: "other" })).toEqual({
    owner: "platform",
    Name: "prod-eu-west-1-game-1",
    "gameplane.dev/pool": "game",
    "gameplane.dev/generation": "1",
  });
});
