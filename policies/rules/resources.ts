import { each } from "../each.ts";
import { eachContainer, podRule } from "../pods.ts";
import { show } from "../show.ts";

export const resources = podRule({
  id: "resources",
  level: "mandatory",
  severity: "high",
  statement: "Every container requests cpu and memory and is limited in both.",
  why: "a container without limits takes frame time and memory from the game servers beside it",
  fix: "set it for the container or the pod; a game's are `games.*.cpu` and `games.*.memory`",
  references: ["CKV_K8S_10", "CKV_K8S_11", "CKV_K8S_12", "CKV_K8S_13"],
  check(pod, report) {
    eachContainer(pod, ({ resources: own }, at) => {
      const ofPod = () => pod.spec.resources;
      const limit = (name: string) => given(own?.limits?.[name]) ?? given(ofPod()?.limits?.[name]);
      // Kubernetes requests what is the limit where nothing is requested.
      const request = (name: string) =>
        given(own?.requests?.[name] ?? limit(name) ?? ofPod()?.requests?.[name]);
      const check = (kind: "requests" | "limits", name: string, quantity: string | undefined) => {
        if (quantity === undefined)
          report({
            at: `${at}.resources.${kind}.${name}`,
            found: show(own?.[kind]?.[name] ?? "unset"),
            wanted: "a quantity above 0",
          });
      };
      each(
        [
          () => check("requests", "cpu", request("cpu")),
          () => check("requests", "memory", request("memory")),
          () => check("limits", "cpu", limit("cpu")),
          () => check("limits", "memory", limit("memory")),
        ],
        (clause) => clause(),
      );
    });
  },
});

/** A limit of 0 is none; people also write quantities as numbers. */
const given = (quantity: string | undefined): string | undefined =>
  parseFloat(String(quantity)) === 0 ? undefined : quantity;
