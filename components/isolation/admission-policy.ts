// The ValidatingAdmissionPolicy that stands in for Pod Security Admission in game-servers: the level `restricted` as of
// Kubernetes 1.35, with two exceptions for pods that Agones' controller creates. Pure.
//
//     control                  pods of Agones' controller       every other pod
//     host ports               inside the range of game ports   none
//     capabilities: drop ALL   all but the SDK sidecar          all containers
//     everything else          as restricted                    as restricted
//
// What `restricted` lets pass for Windows or in user namespaces is turned away as well.
//
// A pod is Agones' by who creates it, not by a label or an image, which anybody could write. The sidecar is known by its
// name, which no other container of the pod can have, because Agones adds it to every pod. It runs as a user and cannot
// gain privileges, so that the capabilities that it does not drop are none it has (agones #4668).
//
// Only creation is looked at, and ephemeral containers as they are added: nothing else that matters here can change.
import type * as k8s from "@pulumi/kubernetes";
import { AGONES_NAMESPACE, GAME_NAMESPACE } from "./namespaces.ts";

export const ADMISSION_POLICY = "game-servers-restricted";

/** Who creates the pods of game servers: the service account that the Agones chart makes for its controller. */
export const AGONES_CONTROLLER_USER = `system:serviceaccount:${AGONES_NAMESPACE}:agones-controller`;

/** Container that Agones' controller adds to every game server. */
export const SDK_SIDECAR_NAME = "agones-gameserver-sidecar";

/** Ports of nodes that game servers may take, both included. */
export interface PortRange {
  min: number;
  max: number;
}

/** One thing that a pod must not do. */
export interface Control {
  /** Name of its variable in the policy. */
  name: string;
  /** CEL: who does it, as a list of names. */
  culprits: string;
  /** What is wrong and how to mend it, after the culprits' names. */
  problem: string;
}

const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
];

const VOLUME_TYPES = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const SELINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

/** What a container's own security context says or, where it is silent, the pod's. */
const effective = (field: string) => `c.?securityContext.${field}.or(object.spec.?securityContext.${field})`;

const containersWhere = (condition: string) =>
  `variables.containers.filter(c, ${condition}).map(c, "container " + c.name)`;

const podWhere = (condition: string) => `(${condition} ? ["pod"] : [])`;

/** CEL's list literals are JSON's. */
const list = (values: string[]) => JSON.stringify(values);

/** Pod Security Standards, in the order of their documentation: baseline, then restricted. */
export function controls({ min, max }: PortRange): Control[] {
  return [
    {
      name: "windows",
      culprits: [
        podWhere(
          `object.spec.?os.?name.orValue("linux") == "windows" || ${hostProcess("object.spec.?securityContext")}`,
        ),
        containersWhere(hostProcess("c.?securityContext")),
      ].join(" + "),
      problem: "Windows pods cannot be held to this; remove spec.os and windowsOptions",
    },
    {
      name: "hostNamespaces",
      culprits: ["hostNetwork", "hostPID", "hostIPC"]
        .map((field) => `(object.spec.?${field}.orValue(false) ? ["spec.${field}"] : [])`)
        .join(" + "),
      problem: "pods here share no namespace with their node; remove it",
    },
    {
      name: "privileged",
      culprits: containersWhere("c.?securityContext.?privileged.orValue(false)"),
      problem: "privileged; remove securityContext.privileged",
    },
    {
      name: "hostPorts",
      culprits: containersWhere(
        `c.?ports.orValue([]).exists(p, p.?hostPort.orValue(0) != 0 && !(variables.byAgones && p.hostPort >= ${min} && p.hostPort <= ${max}))`,
      ),
      problem: `only a GameServer takes hostPorts, from ${min} to ${max}; declare the port in its spec.ports`,
    },
    {
      name: "hostsOfProbes",
      culprits: containersWhere(`[${PROBE_HOSTS.join(", ")}].exists(host, host != "")`),
      problem: "a probe or lifecycle handler calls another host; remove its host",
    },
    {
      name: "appArmor",
      culprits: [
        podWhere(
          `object.metadata.?annotations.orValue({}).exists(key, key.startsWith("container.apparmor.security.beta.kubernetes.io/") && !(object.metadata.annotations[key] in ["", "runtime/default"]) && !object.metadata.annotations[key].startsWith("localhost/"))`,
        ),
        containersWhere(
          `!(${effective("?appArmorProfile.?type")}.orValue("RuntimeDefault") in ["RuntimeDefault", "Localhost"])`,
        ),
      ].join(" + "),
      problem: "no AppArmor profile; set appArmorProfile.type to RuntimeDefault or Localhost",
    },
    {
      name: "seLinux",
      culprits: [
        podWhere(badSeLinux("object.spec.?securityContext.?seLinuxOptions")),
        containersWhere(badSeLinux("c.?securityContext.?seLinuxOptions")),
      ].join(" + "),
      problem: "an SELinux user, role or type beyond a container's; remove seLinuxOptions",
    },
    {
      name: "procMount",
      culprits: containersWhere(`c.?securityContext.?procMount.orValue("Default") != "Default"`),
      problem: "/proc unmasked; remove securityContext.procMount",
    },
    {
      name: "sysctls",
      culprits: `object.spec.?securityContext.?sysctls.orValue([]).filter(s, !(s.name in ${list(SAFE_SYSCTLS)})).map(s, "sysctl " + s.name)`,
      problem: "not safe to change in a pod; remove it, the node tuner sets what games need",
    },
    {
      name: "volumes",
      culprits: `object.spec.?volumes.orValue([]).filter(v, !(${VOLUME_TYPES.map((type) => `has(v.${type})`).join(" || ")})).map(v, "volume " + v.name)`,
      problem: `of a type that reaches past the pod; use one of ${VOLUME_TYPES.join(", ")}`,
    },
    {
      name: "privilegeEscalation",
      culprits: containersWhere("c.?securityContext.?allowPrivilegeEscalation.orValue(true)"),
      problem: "may gain privileges; set securityContext.allowPrivilegeEscalation to false",
    },
    {
      name: "rootAllowed",
      culprits: containersWhere(`!${effective("?runAsNonRoot")}.orValue(false)`),
      problem: "may run as root; set securityContext.runAsNonRoot to true, for the pod or the container",
    },
    {
      name: "root",
      culprits: containersWhere(`${effective("?runAsUser")}.orValue(1) == 0`),
      problem: "user 0; set securityContext.runAsUser to another",
    },
    {
      name: "seccomp",
      culprits: containersWhere(
        `!(${effective("?seccompProfile.?type")}.orValue("Unconfined") in ["RuntimeDefault", "Localhost"])`,
      ),
      problem:
        "no seccomp profile; set securityContext.seccompProfile.type to RuntimeDefault, for the pod or the container",
    },
    {
      name: "capabilitiesKept",
      culprits: containersWhere(
        `!("ALL" in c.?securityContext.?capabilities.?drop.orValue([])) && !(variables.byAgones && c.name == "${SDK_SIDECAR_NAME}")`,
      ),
      problem: "capabilities kept; set securityContext.capabilities.drop to [ALL]",
    },
    {
      name: "capabilitiesAdded",
      culprits: containersWhere(
        `c.?securityContext.?capabilities.?add.orValue([]).exists(capability, capability != "NET_BIND_SERVICE")`,
      ),
      problem:
        "a capability added other than NET_BIND_SERVICE; remove it from securityContext.capabilities.add",
    },
  ];
}

const hostProcess = (securityContext: string) =>
  `${securityContext}.?windowsOptions.?hostProcess.orValue(false)`;

const badSeLinux = (options: string) =>
  `!(${options}.?type.orValue("") in ${list(SELINUX_TYPES)}) || ${options}.?user.orValue("") != "" || ${options}.?role.orValue("") != ""`;

const PROBE_HOSTS = [
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle.?postStart",
  "lifecycle.?preStop",
].flatMap((caller) => ["httpGet", "tcpSocket"].map((action) => `c.?${caller}.?${action}.?host.orValue("")`));

/** All problems of a pod in one message, because the API server shows the first failed validation only. */
export function admissionPolicySpec(
  gamePorts: PortRange,
): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicySpec {
  const all = controls(gamePorts);
  return {
    failurePolicy: "Fail",
    matchConstraints: {
      resourceRules: [
        { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
        {
          apiGroups: [""],
          apiVersions: ["v1"],
          operations: ["UPDATE"],
          resources: ["pods/ephemeralcontainers"],
        },
      ],
    },
    variables: [
      {
        name: "byAgones",
        expression: `request.userInfo.username == "${AGONES_CONTROLLER_USER}"`,
      },
      {
        // dyn: ephemeral containers are of another type, though their fields are the same.
        name: "containers",
        expression:
          'request.operation == "CREATE" ? dyn(object.spec.containers + object.spec.?initContainers.orValue([])) : dyn(object.spec.?ephemeralContainers.orValue([]))',
      },
      ...all.map(({ name, culprits }) => ({ name, expression: culprits })),
      {
        name: "problems",
        expression: `[${all.map(({ name, problem }) => `variables.${name}.size() == 0 ? "" : variables.${name}.join(", ") + ${JSON.stringify(`: ${problem}`)}`).join(", ")}].filter(problem, problem != "")`,
      },
    ],
    validations: [
      {
        expression: "variables.problems.size() == 0",
        messageExpression: 'variables.problems.join("; ")',
        message: "the pod does more than the Pod Security level restricted allows",
        reason: "Forbidden",
      },
    ],
  };
}

export function admissionBindingSpec(): k8s.types.input.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec {
  return {
    policyName: ADMISSION_POLICY,
    validationActions: ["Deny"],
    matchResources: {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": GAME_NAMESPACE } },
    },
  };
}
