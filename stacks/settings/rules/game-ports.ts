import { mostServers } from "../games.ts";
import type { Game } from "../schema/games.ts";
import type { WithGames } from "./each-game.ts";
import { dotted, eachGame, gamesHere } from "./each-game.ts";
import type { Rule } from "./rule.ts";

interface WithGamePorts extends WithGames {
  gamePorts: { min: number; max: number };
}

type Transport = "TCP" | "UDP";

/** A port on which something in a game server's pod listens: its containers share one network. */
interface Listener {
  port: number;
  transports: Transport[];
  /** The setting; undefined for what is fixed. */
  path?: string[];
}

/** Where the SDK's sidecar answers health checks (Agones, cmd/sdk-server: defaultHealthPort). */
const SDK_HEALTH_PORT = 8080;

export const gamePortsRules: Rule<WithGamePorts>[] = [
  eachGame("ports-none", ({ ports }, path, report) => {
    if (Object.keys(ports).length === 0)
      report([...path, "ports"], "is empty, so nobody could play; name at least one port");
  }),
  eachPort("port-missing", ({ port, policy }, path, report) => {
    if (policy !== "Passthrough" && port === undefined)
      report(
        [...path, "port"],
        `is missing, and policy ${policy} needs the port on which the container listens; set it`,
      );
  }),
  eachPort("port-passthrough", ({ port, policy }, path, report) => {
    if (policy === "Passthrough" && port !== undefined)
      report(
        [...path, "port"],
        `${port} does not go with policy Passthrough, where the container listens on the port that Agones chose; remove it`,
      );
  }),
  eachPort("host-port-missing", ({ policy, hostPort }, path, report) => {
    if (policy === "Static" && hostPort === undefined)
      report([...path, "hostPort"], "is missing, and policy Static needs it; set it to one of gamePorts");
  }),
  eachPort("host-port-unused", ({ policy, hostPort }, path, report) => {
    if (policy !== "Static" && hostPort !== undefined)
      report(
        [...path, "hostPort"],
        `${hostPort} does not go with policy ${policy}, where Agones chooses it; remove it`,
      );
  }),
  eachPort("host-port-range", ({ policy, hostPort }, path, report, { gamePorts: { min, max } }) => {
    if (policy === "Static" && hostPort !== undefined && (hostPort < min || hostPort > max))
      report(
        [...path, "hostPort"],
        `${hostPort} is outside gamePorts ${min}-${max}, which alone are open to players; choose one of them`,
      );
  }),
  eachGame("host-port-servers", (game, path, report) => {
    const most = mostServers(game);
    if (most <= 1) return;
    for (const [name] of Object.entries(game.ports).filter(([, { policy }]) => policy === "Static"))
      report(
        [...path, "ports", name, "policy"],
        `Static does not go with up to ${most} servers, of which each node could hold one; set replicas to 1, or policy to Dynamic`,
      );
  }),
  {
    id: "host-ports-unique",
    check(settings, report) {
      const seen: Required<Listener>[] = [];
      for (const [id, game] of gamesHere(settings)) {
        for (const [name, { policy, hostPort, protocol }] of Object.entries(game.ports)) {
          if (policy !== "Static" || hostPort === undefined) continue;
          const path = ["games", id, "ports", name, "hostPort"];
          const own = { port: hostPort, transports: transports(protocol), path };
          const other = seen.find((listener) => clash(listener, own));
          if (other !== undefined)
            report(path, `${hostPort} is the port of ${dotted(other.path)} too; choose another`);
          seen.push(own);
        }
      }
    },
  },
  eachGame("container-ports-unique", (game, path, report) => {
    const seen: Listener[] = [{ port: SDK_HEALTH_PORT, transports: ["TCP"] }];
    for (const own of listeners(game, path)) {
      const other = seen.find((listener) => clash(listener, own));
      if (other !== undefined) {
        const what =
          other.path === undefined
            ? "where the SDK's sidecar answers health checks"
            : `${dotted(other.path)} too`;
        report(own.path, `${own.port} (${shared(own, other)}) is ${what}; choose another`);
      }
      seen.push(own);
    }
  }),
  eachGame("passthrough-ports-free", (game, path, report, { gamePorts: { min, max } }) => {
    for (const [name, { policy, protocol }] of Object.entries(game.ports)) {
      if (policy !== "Passthrough") continue;
      const open = transports(protocol);
      const inside = listeners(game, path).find(
        (own) => own.port >= min && own.port <= max && own.transports.some((one) => open.includes(one)),
      );
      if (inside !== undefined)
        report(
          inside.path,
          `${inside.port} is within gamePorts ${min}-${max}, from which Agones may choose the same for ${dotted([...path, "ports", name])} (Passthrough); choose one outside`,
        );
    }
  }),
];

function eachPort(
  id: string,
  check: (
    port: Game["ports"][string],
    path: string[],
    report: (path: string[], text: string) => void,
    settings: WithGamePorts,
  ) => void,
): Rule<WithGamePorts> {
  return eachGame(id, (game, path, report, settings) => {
    for (const [name, port] of Object.entries(game.ports))
      check(port, [...path, "ports", name], report, settings);
  });
}

/** What of a pod listens on a port that settings name, the players' ports last. */
function listeners(game: Game, path: string[]): Required<Listener>[] {
  const { metrics, sdk, ports } = game;
  return [
    { port: sdk.grpcPort, transports: ["TCP"], path: [...path, "sdk", "grpcPort"] },
    { port: sdk.httpPort, transports: ["TCP"], path: [...path, "sdk", "httpPort"] },
    { port: metrics.port, transports: ["TCP"], path: [...path, "metrics", "port"] },
    ...Object.entries(ports).flatMap(([name, { port, policy, protocol }]) =>
      port === undefined || policy === "Passthrough"
        ? []
        : [{ port, transports: transports(protocol), path: [...path, "ports", name, "port"] }],
    ),
  ];
}

const transports = (protocol: Game["ports"][string]["protocol"]): Transport[] =>
  protocol === "TCPUDP" ? ["TCP", "UDP"] : [protocol];

const shared = (one: Listener, other: Listener) =>
  one.transports.filter((transport) => other.transports.includes(transport)).join(" and ");

const clash = (one: Listener, other: Listener) => one.port === other.port && shared(one, other) !== "";
