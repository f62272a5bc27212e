// Pods that the admission policy of game-servers takes or turns away, with what it says: for tests.
import { AGONES_CONTROLLER_USER } from "./admission-policy.ts";

type Fields = Record<string, unknown>;

/** What a case changes on the plain pod, which `restricted` takes as it is. */
export interface Changes {
  /** On the container `app`. */
  container?: Fields;
  /** On its security context. */
  containerSecurity?: Fields;
  /** On the pod's spec. */
  spec?: Fields;
  /** On the pod's security context. */
  podSecurity?: Fields;
  annotations?: Record<string, string>;
}

export interface AdmissionCase extends Changes {
  /** @default someone else than Agones */
  createdByAgones?: true;
  /** What the user is told. @default nothing: the pod is taken */
  problem?: string;
}

/** Ports that game servers may take in these cases. */
export const GAME_PORTS = { min: 7000, max: 8000 };

const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };

const container = (name: string, securityContext: Fields = CONTAINER_SECURITY): Fields => ({
  name,
  image: "registry.example/app:1",
  securityContext,
});

/** As Agones 1.60 makes it: user and no privilege escalation, and nothing else. */
const sidecar = (name = "agones-gameserver-sidecar"): Fields => ({
  ...container(name, { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 1000 }),
  restartPolicy: "Always",
});

const port = (hostPort: number): Fields => ({
  ports: [
    { containerPort: 7777, protocol: "UDP" },
    { containerPort: 7654, hostPort, protocol: "UDP" },
  ],
});

export function pod(changes: Changes): Fields {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "pod",
      namespace: "game-servers",
      // No case depends on the label, though every one has it.
      labels: { "agones.dev/role": "gameserver" },
      ...(changes.annotations && { annotations: changes.annotations }),
    },
    spec: {
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: "RuntimeDefault" },
        ...changes.podSecurity,
      },
      containers: [
        {
          ...container("app", { ...CONTAINER_SECURITY, ...changes.containerSecurity }),
          ...changes.container,
        },
      ],
      ...changes.spec,
    },
  };
}

const PORTS_PROBLEM =
  "only a GameServer takes hostPorts, from 7000 to 8000; declare the port in its spec.ports";
const CAPABILITIES_PROBLEM = "capabilities kept; set securityContext.capabilities.drop to [ALL]";
const ROOT_PROBLEM =
  "may run as root; set securityContext.runAsNonRoot to true, for the pod or the container";
const SECCOMP_PROBLEM =
  "no seccomp profile; set securityContext.seccompProfile.type to RuntimeDefault, for the pod or the container";
const HOSTS_PROBLEM = "a probe or lifecycle handler calls another host; remove its host";
const APP_ARMOR_PROBLEM = "no AppArmor profile; set appArmorProfile.type to RuntimeDefault or Localhost";
const SELINUX_PROBLEM = "an SELinux user, role or type beyond a container's; remove seLinuxOptions";

export const ADMISSION_CASES: Record<string, AdmissionCase> = {
  "a restricted pod": {},
  "settings of the container where the pod has none": {
    podSecurity: { runAsNonRoot: undefined, seccompProfile: undefined },
    containerSecurity: {
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: "Localhost", localhostProfile: "game.json" },
    },
  },
  "everything that restricted leaves free": {
    containerSecurity: {
      capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] },
      procMount: "Default",
      seLinuxOptions: { type: "container_t", level: "s0:c123,c456" },
      appArmorProfile: { type: "Localhost", localhostProfile: "game" },
    },
    podSecurity: { sysctls: [{ name: "net.ipv4.tcp_rmem", value: "4096 87380 6291456" }] },
    container: {
      ports: [{ containerPort: 8080 }],
      livenessProbe: { httpGet: { path: "/", port: 8080 } },
      readinessProbe: { tcpSocket: { port: 8080 } },
      lifecycle: { preStop: { exec: { command: ["/stop"] } } },
    },
    spec: {
      os: { name: "linux" },
      volumes: [
        { name: "a", configMap: { name: "a" } },
        { name: "b", emptyDir: {} },
        { name: "c", secret: { secretName: "c" } },
        { name: "d", persistentVolumeClaim: { claimName: "d" } },
        { name: "e", projected: { sources: [] } },
        { name: "f", downwardAPI: { items: [] } },
        { name: "g", csi: { driver: "g" } },
        {
          name: "h",
          ephemeral: {
            volumeClaimTemplate: {
              spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
            },
          },
        },
        { name: "i", image: { reference: "registry.example/maps:1" } },
      ],
    },
  },
  "AppArmor by annotation": {
    annotations: { "container.apparmor.security.beta.kubernetes.io/app": "localhost/game" },
  },

  // What Agones' controller may do, and nobody else.
  "a game server of Agones": {
    createdByAgones: true,
    container: port(7000),
    spec: { initContainers: [sidecar()] },
  },
  "the highest game port": { createdByAgones: true, container: port(8000) },
  "the port above the range": {
    createdByAgones: true,
    container: port(8001),
    problem: `container app: ${PORTS_PROBLEM}`,
  },
  "the port below the range": {
    createdByAgones: true,
    container: port(6999),
    problem: `container app: ${PORTS_PROBLEM}`,
  },
  "a game port of somebody else's pod that says it is a game server": {
    container: port(7000),
    problem: `container app: ${PORTS_PROBLEM}`,
  },
  "somebody else's container with the sidecar's name": {
    spec: { initContainers: [sidecar()] },
    problem: `container agones-gameserver-sidecar: ${CAPABILITIES_PROBLEM}`,
  },
  "another container of a game server that keeps capabilities": {
    createdByAgones: true,
    spec: { initContainers: [sidecar(), sidecar("anti-cheat")] },
    problem: `container anti-cheat: ${CAPABILITIES_PROBLEM}`,
  },
  "capabilities that the sidecar adds": {
    createdByAgones: true,
    spec: {
      initContainers: [
        container("agones-gameserver-sidecar", {
          ...CONTAINER_SECURITY,
          capabilities: { add: ["SYS_PTRACE"] },
        }),
      ],
    },
    problem:
      "container agones-gameserver-sidecar: a capability added other than NET_BIND_SERVICE; remove it from securityContext.capabilities.add",
  },
  "a game server whose template has no security context": {
    createdByAgones: true,
    podSecurity: { runAsNonRoot: undefined, seccompProfile: undefined },
    container: { ...port(7000), securityContext: undefined },
    spec: { initContainers: [sidecar()] },
    problem: [
      "container app: may gain privileges; set securityContext.allowPrivilegeEscalation to false",
      `container app: ${ROOT_PROBLEM}`,
      `container app, container agones-gameserver-sidecar: ${SECCOMP_PROBLEM}`,
      `container app: ${CAPABILITIES_PROBLEM}`,
    ].join("; "),
  },

  // One control each.
  "a Windows pod": {
    spec: {
      os: { name: "windows" },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: "app", image: "registry.example/app:1" }],
    },
    problem: [
      "pod: Windows pods cannot be held to this; remove spec.os and windowsOptions",
      "container app: may gain privileges; set securityContext.allowPrivilegeEscalation to false",
      `container app: ${SECCOMP_PROBLEM}`,
      `container app: ${CAPABILITIES_PROBLEM}`,
    ].join("; "),
  },
  "a HostProcess pod": {
    podSecurity: { windowsOptions: { hostProcess: true } },
    spec: { hostNetwork: true },
    problem: [
      "pod: Windows pods cannot be held to this; remove spec.os and windowsOptions",
      "spec.hostNetwork: pods here share no namespace with their node; remove it",
    ].join("; "),
  },
  "a HostProcess container": {
    containerSecurity: { windowsOptions: { hostProcess: true } },
    spec: { hostNetwork: true },
    problem: [
      "container app: Windows pods cannot be held to this; remove spec.os and windowsOptions",
      "spec.hostNetwork: pods here share no namespace with their node; remove it",
    ].join("; "),
  },
  "all the node's namespaces": {
    createdByAgones: true,
    spec: { hostNetwork: true, hostPID: true, hostIPC: true },
    problem:
      "spec.hostNetwork, spec.hostPID, spec.hostIPC: pods here share no namespace with their node; remove it",
  },
  "a privileged container": {
    createdByAgones: true,
    containerSecurity: { privileged: true, allowPrivilegeEscalation: undefined },
    problem: [
      "container app: privileged; remove securityContext.privileged",
      "container app: may gain privileges; set securityContext.allowPrivilegeEscalation to false",
    ].join("; "),
  },
  "a host port of an init container": {
    spec: { initContainers: [{ ...container("setup"), ...port(9000) }] },
    problem: `container setup: ${PORTS_PROBLEM}`,
  },
  "a probe of another host by HTTP": {
    container: { livenessProbe: { httpGet: { host: "169.254.169.254", path: "/", port: 80 } } },
    problem: `container app: ${HOSTS_PROBLEM}`,
  },
  "a probe of another host by TCP": {
    container: { startupProbe: { tcpSocket: { host: "169.254.169.254", port: 80 } } },
    problem: `container app: ${HOSTS_PROBLEM}`,
  },
  "a readiness probe of another host": {
    container: { readinessProbe: { tcpSocket: { host: "169.254.169.254", port: 80 } } },
    problem: `container app: ${HOSTS_PROBLEM}`,
  },
  "a call to another host before the end": {
    container: { lifecycle: { preStop: { httpGet: { host: "169.254.169.254", path: "/", port: 80 } } } },
    problem: `container app: ${HOSTS_PROBLEM}`,
  },
  "a call to another host after the start": {
    container: { lifecycle: { postStart: { httpGet: { host: "169.254.169.254", path: "/", port: 80 } } } },
    problem: `container app: ${HOSTS_PROBLEM}`,
  },
  "a pod without AppArmor": {
    podSecurity: { appArmorProfile: { type: "Unconfined" } },
    problem: `container app: ${APP_ARMOR_PROBLEM}`,
  },
  "a container without AppArmor": {
    podSecurity: { appArmorProfile: { type: "RuntimeDefault" } },
    containerSecurity: { appArmorProfile: { type: "Unconfined" } },
    problem: `container app: ${APP_ARMOR_PROBLEM}`,
  },
  "a pod with an SELinux type": {
    podSecurity: { seLinuxOptions: { type: "spc_t" } },
    problem: `pod: ${SELINUX_PROBLEM}`,
  },
  "a container with an SELinux user and role": {
    containerSecurity: { seLinuxOptions: { user: "system_u", role: "system_r" } },
    problem: `container app: ${SELINUX_PROBLEM}`,
  },
  "a container with an SELinux role": {
    containerSecurity: { seLinuxOptions: { role: "system_r" } },
    problem: `container app: ${SELINUX_PROBLEM}`,
  },
  "/proc unmasked": {
    containerSecurity: { procMount: "Unmasked" },
    spec: { hostUsers: false },
    problem: "container app: /proc unmasked; remove securityContext.procMount",
  },
  "unsafe sysctls": {
    podSecurity: {
      sysctls: [
        { name: "net.core.somaxconn", value: "1024" },
        { name: "net.ipv4.tcp_syncookies", value: "1" },
        { name: "kernel.msgmax", value: "65536" },
      ],
    },
    problem:
      "sysctl net.core.somaxconn, sysctl kernel.msgmax: not safe to change in a pod; remove it, the node tuner sets what games need",
  },
  "a volume of the node's": {
    createdByAgones: true,
    spec: {
      volumes: [
        { name: "node", hostPath: { path: "/" } },
        { name: "share", nfs: { server: "nfs.example.com", path: "/" } },
      ],
    },
    problem:
      "volume node, volume share: of a type that reaches past the pod; use one of configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret",
  },
  "privilege escalation not ruled out": {
    containerSecurity: { allowPrivilegeEscalation: undefined },
    problem: "container app: may gain privileges; set securityContext.allowPrivilegeEscalation to false",
  },
  "root not ruled out": {
    podSecurity: { runAsNonRoot: undefined },
    problem: `container app: ${ROOT_PROBLEM}`,
  },
  "a container that undoes the pod's runAsNonRoot": {
    containerSecurity: { runAsNonRoot: false },
    problem: `container app: ${ROOT_PROBLEM}`,
  },
  "a pod as user 0": {
    podSecurity: { runAsUser: 0 },
    problem: "container app: user 0; set securityContext.runAsUser to another",
  },
  "a container as user 0": {
    podSecurity: { runAsUser: 1000 },
    containerSecurity: { runAsUser: 0 },
    problem: "container app: user 0; set securityContext.runAsUser to another",
  },
  "no seccomp profile": {
    podSecurity: { seccompProfile: undefined },
    problem: `container app: ${SECCOMP_PROBLEM}`,
  },
  "a container that undoes the pod's seccomp profile": {
    containerSecurity: { seccompProfile: { type: "Unconfined" } },
    problem: `container app: ${SECCOMP_PROBLEM}`,
  },
  "capabilities kept": {
    containerSecurity: { capabilities: { drop: ["NET_RAW"] } },
    problem: `container app: ${CAPABILITIES_PROBLEM}`,
  },
  "a capability added": {
    containerSecurity: { capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE", "SYS_NICE"] } },
    problem:
      "container app: a capability added other than NET_BIND_SERVICE; remove it from securityContext.capabilities.add",
  },
};

/** Who asks for a case's pod. */
export const creator = ({ createdByAgones }: AdmissionCase): string =>
  createdByAgones ? AGONES_CONTROLLER_USER : "system:serviceaccount:agones-system:another";
