import { describe, expect, test } from "@jest/globals";
import { chartValues } from "../../components/agones/chart-values.ts";
import { gameWith } from "./game-fixture.ts";
import { podRequests, SDK_SIDECAR, shareOf, sidecarRequests } from "./game-requests.ts";
import { mebibytes, milliCpus } from "./quantities.ts";

const GUARD = {
  sidecar: { image: "guard:2", cpu: { request: 0.1 }, memory: { request: "64Mi" } },
} as const;

test("the SDK's sidecar requests what Agones' chart is told", () => {
  const { agones } = chartValues(
    {
      gamePorts: { min: 7000, max: 8000 },
      gameServerNamespaces: ["game-servers"],
      replicas: { controller: 2, extensions: 2, allocator: 3 },
      placement: { nodeSelector: {}, tolerations: [] },
      allocator: { exposure: { kind: "cluster-ip" } },
    },
    "",
  );
  const { cpuRequest, memoryRequest } = agones.image.sdk;
  expect(SDK_SIDECAR).toEqual({ milliCpu: milliCpus(cpuRequest), mebibytes: mebibytes(memoryRequest) });
});

test("a pod requests what its containers do", () => {
  expect(podRequests(gameWith())).toEqual({ milliCpu: 2030, mebibytes: 4128 });
  expect(podRequests(gameWith({ antiCheat: GUARD }))).toEqual({ milliCpu: 2130, mebibytes: 4192 });
  expect(sidecarRequests(gameWith({ antiCheat: GUARD }))).toEqual({ milliCpu: 130, mebibytes: 96 });
});

describe("a game's share of the quota", () => {
  test("counts an update's surge, rounded up", () => {
    const game = gameWith({
      autoscaling: { max: 30 },
      gpu: { type: "nvidia-a10g", count: 2 },
      storage: { scratch: { sizeGiB: 5 } },
    });
    expect(shareOf(game)).toEqual({
      gameServers: 38,
      cpu: 77.14,
      memoryGiB: (38 * 4128) / 1024,
      gpus: 76,
      storageGiB: 190,
    });
  });

  test("worlds have no surge, and volumes of their own", () => {
    const worlds = { avalon: {}, camelot: {} };
    const game = gameWith({ storage: { persistent: { sizeGiB: 20, worlds }, scratch: { sizeGiB: 1 } } });
    expect(shareOf(game)).toEqual({
      gameServers: 2,
      cpu: 4.06,
      memoryGiB: (2 * 4128) / 1024,
      gpus: 0,
      storageGiB: 42,
    });
  });
});
