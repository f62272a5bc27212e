import { describe, expect, test } from "@jest/globals";
import { agonesRelease } from "./agones-release.ts";
import type { Inputs } from "./capacity-fixture.ts";
import { agones, autoscaler, buffered, fleet, resource } from "./capacity-fixture.ts";
import { gamesOf } from "./games.ts";

const release = agonesRelease([]);
const only = (made: ReturnType<typeof fleet>) => gamesOf([made], release).games[0]?.fleets[0];

describe("what a server takes", () => {
  test("its container's requests and Agones' sidecar's, a pod and its ports", () => {
    const ports = [
      { name: "game", portPolicy: "Dynamic", containerPort: 7777 },
      { name: "any", portPolicy: "Passthrough", protocol: "TCP" },
      { name: "own", portPolicy: "Static", containerPort: 1, hostPort: 7100, protocol: "TCP" },
      { name: "inner", portPolicy: "None" },
    ];
    expect(only(fleet("duel", { cpu: "2", memory: "4Gi", gpus: 1, ports }))?.takes).toEqual({
      CPU: 2030,
      memory: 4128,
      GPUs: 1,
      pods: 1,
      ports: 2,
      "port 7100/TCP": 1,
    });
  });

  test("sidecars count with the containers, what prepares the pod only where it is larger", () => {
    const container = (cpu: string, more: Inputs = {}): Inputs => ({
      resources: { requests: { cpu, memory: "0" } },
      ...more,
    });
    const takes = (initContainers: Inputs[]) =>
      only(fleet("duel", { cpu: "1", memory: "0", pod: { initContainers } }))?.takes.CPU;
    expect(takes([container("500m", { restartPolicy: "Always" })])).toBe(1530);
    expect(takes([container("500m")])).toBe(1030);
    expect(takes([container("3")])).toBe(3030);
  });

  test("a container without requests has its limits, else the namespace's default of 30m and 64Mi", () => {
    const pod = (resources: Inputs): Inputs => ({ containers: [{ name: "game-server", resources }] });
    expect(only(fleet("duel", { pod: pod({ limits: { cpu: "2", memory: "1Gi" } }) }))?.takes).toMatchObject({
      CPU: 2030,
      memory: 1056,
    });
    expect(only(fleet("duel", { pod: pod({}) }))?.takes).toMatchObject({ CPU: 60, memory: 96 });
  });

  test("volumes that come and go with it", () => {
    const volume = {
      ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "50Gi" } } } } },
    };
    expect(
      only(fleet("duel", { pod: { volumes: [volume, { name: "tmp", emptyDir: {} }] } }))?.scratchGiB,
    ).toBe(50);
  });
});

describe("games", () => {
  test("have all Fleets with their label, worlds for example", () => {
    const worlds = ["north", "south"].map((name) => fleet(name, { game: "realm", replicas: 1 }));
    const { games } = gamesOf([...worlds, fleet("duel")], release);
    expect(games.map(({ name, fleets }) => [name, fleets.map((each) => each.name)])).toEqual([
      ["realm", ["north", "south"]],
      ["duel", ["duel"]],
    ]);
  });

  test("are sized by their FleetAutoscaler, else by replicas; an autoscaler of a drained Fleet names none", () => {
    const drained = [fleet("old", { replicas: 0 }), autoscaler("old.drained", { type: "Webhook" })];
    const { games } = gamesOf([...buffered("duel", [1, 2, 3]), ...drained], release);
    expect(games.map(({ fleets }) => [fleets[0]?.sizes.maximum, fleets[0]?.sizedBy])).toEqual([
      [3, "autoscaling.max"],
      [0, "replicas"],
    ]);
  });

  test.each([
    ["64", 64],
    ["[unknown]", undefined],
    ["[secret]", undefined],
    ["", undefined],
  ])("players of %s are %s", (players, expected) => {
    expect(gamesOf([fleet("duel", { players })], release).games[0]?.playersPerServer).toBe(expected);
  });

  test("what is not known is said with its path, and what is only read is none of the stack's", () => {
    const made = [
      fleet("duel", { cpu: "[unknown]" }),
      autoscaler("duel", { type: "Guess" }),
      { ...fleet("theirs"), options: { read: true } as const },
    ];
    const { games, unread } = gamesOf(made, release);
    expect(games).toEqual([]);
    expect(unread).toEqual([
      "Fleet duel: spec.template.spec.template.spec.containers.0.resources.requests.cpu: [unknown] is not a quantity",
      expect.stringMatching(/^FleetAutoscaler duel: spec\.policy: /),
    ]);
  });
});

describe("Agones' release", () => {
  test("says ports and sidecar; what it leaves out is the chart's", () => {
    const values = (all: Inputs) =>
      agonesRelease([resource("kubernetes:helm.sh/v3:Release", "a", { chart: "agones", values: all })]);
    expect(values({})).toEqual({
      gamePorts: { min: 7000, max: 8000 },
      sidecar: { milliCpu: 30, mebibytes: 32 },
    });
    expect(
      values({
        gameservers: { minPort: 9000, maxPort: 9009 },
        agones: { image: { sdk: { cpuRequest: "50m", memoryRequest: "64Mi" } } },
      }),
    ).toEqual({ gamePorts: { min: 9000, max: 9009 }, sidecar: { milliCpu: 50, mebibytes: 64 } });
  });

  test("is not any other chart's", () => {
    const other = resource("kubernetes:helm.sh/v3:Release", "karpenter", {
      chart: "karpenter",
      values: { gameservers: { minPort: 1 } },
    });
    expect(agonesRelease([other, agones(9000, 9001)]).gamePorts).toEqual({ min: 9000, max: 9001 });
  });
});
