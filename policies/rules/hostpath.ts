import { posix } from "node:path";
import { z } from "zod";
import { each } from "../each.ts";
import { AGENTS, isAgent, podRule } from "../pods.ts";
import { show } from "../show.ts";

/** Agents need single files of them, such as a device or a kernel module: each stands for itself alone. */
const WHOLE = ["/", "/dev", "/lib", "/proc", "/sys", "/usr"];

/** Of /var/lib/kubelet what holds secrets: agents need its directories for device plugins and drivers. */
const SENSITIVE = [
  ...WHOLE,
  "/boot",
  "/etc",
  "/root",
  "/var/run/docker.sock",
  "/run/containerd/containerd.sock",
  "/var/lib/kubelet/config.json",
  "/var/lib/kubelet/kubeconfig",
  "/var/lib/kubelet/pki",
  "/var/lib/kubelet/pods",
];

export const hostpath = podRule({
  id: "hostpath",
  level: "mandatory",
  severity: "critical",
  statement:
    "No pod mounts files of its node; the agents that the settings name may, but none of the node's secrets.",
  why: "whoever takes over such a pod reaches the node's files, its credentials and every match on it",
  fix: "use an emptyDir, a claim or a ConfigMap; for an agent mount the one directory that it needs",
  references: ["kube-linter sensitive-host-mounts", "PSS baseline"],
  settings: {
    ...AGENTS,
    sensitive: z
      .array(z.string().startsWith("/"))
      .default(SENSITIVE)
      .meta({
        description: `paths of nodes that agents may not mount either: no such path, no parent of it, and nothing in it, but for ${WHOLE.join(", ")}`,
      }),
  },
  check(pod, report, { agents, sensitive }) {
    const agent = isAgent(pod, agents);
    each(pod.spec.volumes, ({ hostPath }, index) => {
      if (hostPath === undefined) return;
      const at = `${pod.at}.volumes[${index}].hostPath`;
      if (!agent) {
        report({ at, found: "files of the node", wanted: "a volume of another type" });
        return;
      }
      const path = pathOf(hostPath);
      if (sensitive.some((each) => exposes(canonical(path), canonical(each))))
        report({
          at: `${at}.path`,
          found: show(path),
          wanted: "a path that exposes none of the node's secrets",
        });
    });
  },
});

const pathOf = ({ path = "/" }: { path?: string }): string => path;

const exposes = (path: string, sensitive: string): boolean =>
  isWithin(sensitive, path) || (!WHOLE.includes(sensitive) && isWithin(path, sensitive));

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder === "/" ? folder : `${folder}/`);

/** /var/run is a link to /run on every node. */
const canonical = (path: string): string => posix.resolve("/", path).replace(/^\/var\/run(?=\/|$)/, "/run");
