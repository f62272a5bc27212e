import type { Peer } from "./peers.ts";

export type Protocol = "TCP" | "UDP" | "SCTP";

export interface Port {
  protocol: Protocol;
  port: number;
}

/** May `from` open a connection to this port of `to`? */
export interface Probe extends Port {
  from: Peer;
  to: Peer;
}

/** What NetworkPolicies answer: those of the receiving end, those of the sending end, and both together. */
export interface Answer {
  ingress: boolean;
  egress: boolean;
  combined: boolean;
}

/** Every peer to every peer, itself among them as another pod of its kind, on every port. */
export const everyProbe = (peers: Peer[], ports: Port[]): Probe[] =>
  peers.flatMap((from) => peers.flatMap((to) => ports.map((port) => ({ from, to, ...port }))));
