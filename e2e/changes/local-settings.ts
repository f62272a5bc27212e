import type { Edit } from "./change.ts";
import { update } from "./operation.ts";

export const IMAGE = "us-docker.pkg.dev/agones-images/examples/simple-game-server";

/** The version that Agones goes up to; the chart repository serves a stub of it. */
export const NEXT_AGONES = "1.60.1";

/** The least that a game has to say. */
export const SMALL_GAME = {
  type: "match",
  image: `${IMAGE}:0.43`,
  cpu: { request: "50m", limit: "500m" },
  memory: { request: "64Mi", limit: "128Mi" },
  players: 2,
};

export const set = (path: string, value: unknown): Edit => ({ stack: "local", setting: path, value });
export const removed = (path: string): Edit => set(path, undefined);
export const secret = (name: string, value: string): Edit => ({ stack: "local", secret: name, value });
export const unprotect = (name: string): Edit => ({ stack: "local", unprotect: name });

/** Of a Fleet. */
export const SERVER = "spec.template.spec";
export const POD = `${SERVER}.template.spec`;
export const CONTAINER = `${POD}.containers[0]`;

/** A Fleet and what sizes it, as they begin to drain or take players again. */
export const draining = (fleet: string) => [
  update("Fleet", fleet, "spec.replicas"),
  update("FleetAutoscaler", fleet, "spec.fleetName"),
];

/** Of the admission policy: which host ports are wrong, and what it says about problems. */
export const ADMISSION_OF_PORTS = ["spec.variables[5].expression", "spec.variables[18].expression"];
