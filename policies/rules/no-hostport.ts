import { each } from "../each.ts";
import { AGENTS, eachContainer, isAgent, podRule } from "../pods.ts";
import { show } from "../show.ts";

export const noHostport = podRule({
  id: "no-hostport",
  level: "mandatory",
  severity: "high",
  statement: "No container takes a port of its node, but for the agents that the settings name.",
  why: "a server to which Agones gives the same port then never starts there, and players wait for it",
  fix: "declare the port in the GameServer's own ports (`games.*.ports`), or use a Service",
  references: ["CKV_K8S_26", "PSS baseline"],
  settings: AGENTS,
  check(pod, report, { agents }) {
    if (isAgent(pod, agents)) return;
    eachContainer(pod, ({ ports }, at) =>
      each(ports, ({ hostPort = 0 }, index) => {
        if (hostPort !== 0)
          report({ at: `${at}.ports[${index}].hostPort`, found: show(hostPort), wanted: "unset" });
      }),
    );
  },
});
