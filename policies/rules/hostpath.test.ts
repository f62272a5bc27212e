import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { hostpath } from "./hostpath.ts";

const VOLUMES = "spec.template.spec.volumes";
const PATH = `${VOLUMES}[0].hostPath.path`;
const AGENT = { agents: ["node-tuning/node-tuner"] };

const mounts = (path: string) => ({ set: { [PATH]: path }, settings: AGENT });
const exposes = (path: string) => ({ ...mounts(path), finds: `${PATH}: ${path}` });

testRule(hostpath, {
  type: "kubernetes:apps/v1:DaemonSet",
  compliant: () => ({
    metadata: { namespace: "node-tuning", name: "node-tuner" },
    spec: { template: { spec: { volumes: [{ name: "tmp", emptyDir: {} }] } } },
  }),
  passes: {
    "a pod without volumes": { set: { [VOLUMES]: undefined } },
    "an agent's directory": mounts("/sys/fs/cgroup"),
    "an agent's device": mounts("/dev/nvidia0"),
    "an agent's kernel modules": mounts("/lib/modules"),
    "an agent's directory for device plugins": mounts("/var/lib/kubelet/device-plugins"),
    "an agent's directory whose name begins like a sensitive one": mounts("/etcetera"),
    "what other settings say": { set: { [PATH]: "/etc" }, settings: { ...AGENT, sensitive: ["/boot"] } },
    "an agent in its provider's namespace": {
      set: { "metadata.namespace": undefined, [PATH]: "/sys/fs/cgroup" },
      provider: {
        type: "pulumi:providers:kubernetes",
        urn: "urn:pulumi:test::gameplane::pulumi:providers:kubernetes::cluster",
        name: "cluster",
        props: { namespace: "node-tuning" },
      },
      settings: AGENT,
    },
    "a directory of an agent, of which / alone is kept": {
      set: { [PATH]: "/boot" },
      settings: { ...AGENT, sensitive: ["/"] },
    },
  },
  fails: {
    "a directory of the node": {
      set: { [PATH]: "/mnt/data" },
      finds: `${VOLUMES}[0].hostPath: files of the node`,
    },
    "a directory that is not known yet": {
      set: { [PATH]: UNKNOWN },
      finds: `${VOLUMES}[0].hostPath: files of the node`,
    },
    "one volume among others, of a game server": {
      type: "kubernetes:agones.dev/v1:Fleet",
      set: {
        "spec.template": {
          spec: {
            template: {
              spec: {
                volumes: [
                  { name: "a", emptyDir: {} },
                  { name: "b", hostPath: { path: "/mnt" } },
                ],
              },
            },
          },
        },
      },
      finds: "spec.template.spec.template.spec.volumes[1].hostPath: files of the node",
    },
    "an agent in another namespace": {
      set: { [PATH]: "/sys" },
      settings: { agents: ["monitoring/*"] },
      finds: `${VOLUMES}[0].hostPath: files of the node`,
    },
    "an agent with the whole node": exposes("/"),
    "an agent with a path that is left out": {
      set: { [`${VOLUMES}[0].hostPath`]: {} },
      settings: AGENT,
      finds: `${PATH}: /`,
    },
    "an agent with /etc": exposes("/etc"),
    "an agent with /etc/": exposes("/etc/"),
    "an agent with what is in /etc": exposes("/etc/kubernetes/pki"),
    "an agent with all processes": exposes("/proc"),
    "an agent with the whole kernel": exposes("/sys/"),
    "an agent with all devices": exposes("/dev"),
    "an agent with the kernels": exposes("/boot"),
    "an agent with what is in /boot": exposes("/boot/efi"),
    "an agent with all libraries": exposes("/lib"),
    "an agent with all programs": exposes("/usr"),
    "an agent with root's home": exposes("/root"),
    "an agent with Docker's socket": exposes("/var/run/docker.sock"),
    "an agent with Docker's socket by its other name": exposes("/run/docker.sock"),
    "an agent with containerd's socket": exposes("/run/containerd/containerd.sock"),
    "an agent with the directory of containerd's socket": exposes("/var/run/containerd"),
    "an agent with the kubelet's files": exposes("/var/lib/kubelet"),
    "an agent with a parent of the kubelet's files": exposes("/var"),
    "an agent with the pods' secrets": exposes("/var/lib/kubelet/pods"),
    "an agent with a detour": exposes("/sys/../etc"),
    "an agent with /, the only one that is kept": {
      set: { [PATH]: "/" },
      settings: { ...AGENT, sensitive: ["/"] },
      finds: `${PATH}: /`,
    },
  },
  unknown: ["spec", VOLUMES, `${VOLUMES}[0]`, `${VOLUMES}[0].hostPath`],
});

testRule(hostpath, {
  type: "kubernetes:apps/v1:DaemonSet",
  compliant: () => ({
    metadata: { namespace: "node-tuning", name: "node-tuner" },
    spec: { template: { spec: { volumes: [{ name: "sys", hostPath: { path: "/sys/fs/cgroup" } }] } } },
  }),
  settings: AGENT,
  fails: {},
  unknown: [`${VOLUMES}[0].hostPath`, PATH],
});
