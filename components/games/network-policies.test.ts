import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cup, duel, GAME_PORTS } from "./game-fixture.ts";
import type { Autoscaling, GamePort, GameSpec } from "./game-spec.ts";
import { networkPolicies } from "./network-policies.ts";

const policies = (game: GameSpec) => networkPolicies(game, GAME_PORTS);

test("players reach the container's port, not the host's", () => {
  expect(policies(duel())).toEqual([
    {
      name: "game-server.duel",
      namespace: "game-servers",
      pods: { matchLabels: { "agones.dev/role": "gameserver", game: "duel" } },
      ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ protocol: "UDP", port: 7777 }] }],
    },
  ]);
});

test("a game that uses everything", () => {
  expect(networkPolicies(cup(), { ...GAME_PORTS, sourceCidrs: ["192.0.2.0/24", "2001:db8::/32"] })).toEqual([
    {
      name: "game-server.cup",
      namespace: "game-servers",
      pods: { matchLabels: { "agones.dev/role": "gameserver", game: "cup" } },
      ingress: [
        {
          from: [{ ipBlock: { cidr: "192.0.2.0/24" } }, { ipBlock: { cidr: "2001:db8::/32" } }],
          ports: [
            { protocol: "TCP", port: 7777 },
            { protocol: "UDP", port: 7777 },
            { protocol: "UDP", port: 7000, endPort: 8000 },
            { protocol: "UDP", port: 27015 },
          ],
        },
        {
          from: [
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } },
            { podSelector: { matchLabels: { app: "game-matchmaker" } } },
          ],
          ports: [{ protocol: "TCP", port: 9100 }],
        },
      ],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "replays" } },
              podSelector: { matchLabels: { app: "replays" } },
            },
          ],
          ports: [
            { protocol: "TCP", port: 443 },
            { protocol: "TCP", port: 8443 },
          ],
        },
        {
          to: [{ ipBlock: { cidr: "192.0.2.0/24" } }, { ipBlock: { cidr: "198.51.100.7/32" } }],
          ports: [{ protocol: "UDP", port: 8125 }],
        },
        { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ protocol: "TCP", port: 80 }] },
      ],
    },
  ]);
});

test("no players without their addresses: an empty list would mean everybody", () => {
  expect(() => networkPolicies(duel(), { ...GAME_PORTS, sourceCidrs: [] })).toThrow("would mean everybody");
});

describe("an app in the cluster", () => {
  const reaches = (namespace: string) =>
    policies(
      duel({
        egress: { telemetry: { kind: "app", app: "otel", namespace, ports: [4317], protocol: "TCP" } },
      }),
    ).slice(1);

  test.each(["game-servers", "monitoring", "agones-system"])(
    "lets the game in where everything is denied by default: %s",
    (namespace) => {
      expect(reaches(namespace)).toEqual([
        {
          name: "game-server.duel.telemetry",
          namespace,
          pods: { matchLabels: { app: "otel" } },
          ingress: [
            {
              from: [
                {
                  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "game-servers" } },
                  podSelector: { matchLabels: { "agones.dev/role": "gameserver", game: "duel" } },
                },
              ],
              ports: [{ protocol: "TCP", port: 4317 }],
            },
          ],
        },
      ]);
    },
  );

  test("is its owner's matter elsewhere", () => {
    expect(reaches("telemetry")).toEqual([]);
  });
});

test("no game's policy has the name of another's or of a shared one", () => {
  const everything = (id: string) =>
    policies(
      duel({
        id,
        egress: { policy: { kind: "app", app: "a", namespace: "game-servers", ports: [1], protocol: "TCP" } },
        servers: {
          kind: "autoscaled",
          autoscaling: {
            syncSeconds: 30,
            kind: "webhook",
            webhook: { service: "s", namespace: "game-servers", path: "/", port: 1 },
          },
        },
      }),
    );
  const ids = ["x", "webhook-x", "network-policy", "backend", "server-x", "policy"];
  const names = [
    ...ids.flatMap(everything).map(({ name }) => name),
    "game-server-network-policy",
    "game-backend",
    "default-deny",
  ];
  expect(new Set(names).size).toBe(names.length);
});

describe("a webhook that sizes the Fleet", () => {
  const asks = (namespace: string) => ({
    kind: "webhook" as const,
    webhook: { service: "sizer", namespace, path: "/scale", port: 8443 },
  });
  const sized = (autoscaling: Autoscaling, drain = false) =>
    policies(duel({ servers: { kind: "autoscaled", autoscaling }, drain })).slice(1);
  const question = (namespace: string) => ({
    name: "fleetautoscaler.duel",
    namespace: "agones-system",
    pods: { matchLabels: { "agones.dev/role": "controller" } },
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } }],
        ports: [{ protocol: "TCP", port: 8443 }],
      },
    ],
  });

  test("is asked by Agones' controller", () => {
    expect(sized({ syncSeconds: 30, ...asks("sizing") })).toEqual([question("sizing")]);
  });

  test("takes the question in where everything is denied by default", () => {
    expect(sized({ syncSeconds: 30, ...asks("game-servers") })).toEqual([
      question("game-servers"),
      {
        name: "fleetautoscaler.duel.webhook",
        namespace: "game-servers",
        pods: { matchExpressions: [{ key: "agones.dev/role", operator: "NotIn", values: ["gameserver"] }] },
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "agones-system" } },
                podSelector: { matchLabels: { "agones.dev/role": "controller" } },
              },
            ],
            ports: [{ protocol: "TCP", port: 8443 }],
          },
        ],
      },
    ]);
  });

  test("is not asked while the game drains", () => {
    expect(sized({ syncSeconds: 30, ...asks("sizing") }, true)).toEqual([]);
  });
});

const number = fc.integer({ min: 1, max: 65535 });
const policy = fc.oneof(
  fc.record({ policy: fc.constant("Dynamic" as const), containerPort: number }),
  fc.record({ policy: fc.constant("Passthrough" as const) }),
  fc.record({ policy: fc.constant("Static" as const), containerPort: number, hostPort: number }),
);
const port: fc.Arbitrary<GamePort> = fc
  .tuple(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.constantFrom("UDP" as const, "TCP" as const, "TCPUDP" as const),
    policy,
  )
  .map(([name, protocol, rest]) => ({ name, protocol, ...rest }));

/** Every `protocol/port` on which the game's container listens for players. */
function listens({ ports, metrics }: GameSpec): Set<string> {
  const open = new Set<string>();
  for (const one of ports) {
    const { min, max } = GAME_PORTS;
    const [first, last] = one.policy === "Passthrough" ? [min, max] : [one.containerPort, one.containerPort];
    for (let at = first; at <= last; at++) {
      if (one.protocol !== "TCP") open.add(`UDP/${at}`);
      if (one.protocol !== "UDP") open.add(`TCP/${at}`);
    }
  }
  if (metrics.port !== 9090) open.add(`TCP/${metrics.port}`);
  return open;
}

function opens(game: GameSpec): Set<string> {
  const numbered = policies(game)
    .flatMap(({ ingress = [] }) => ingress)
    .flatMap(({ ports }) => ports.map((one) => ({ endPort: undefined, ...one })));
  const open = new Set<string>();
  for (const { protocol, port: first = 1, endPort } of numbered) {
    const last = typeof endPort === "number" ? endPort : first;
    for (let at = first; at <= last; at++) open.add(`${protocol}/${at}`);
  }
  return open;
}

test("whatever a game's ports are, these are open and nothing else is", () => {
  const games = fc.record({
    ports: fc.array(port, { maxLength: 5 }),
    metricsPort: fc.oneof(fc.constant(9090), number),
  });
  fc.assert(
    fc.property(games, ({ ports, metricsPort }) => {
      const game = duel({ ports, metrics: { port: metricsPort, path: "/metrics" } });
      expect(opens(game)).toEqual(listens(game));
    }),
  );
});
