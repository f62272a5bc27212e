import { describe, expect, test } from "@jest/globals";
import { record } from "../../preview/record.ts";
import { recorded } from "../cluster/cluster-fixture.ts";
import { admissionPolicySpec } from "./admission-policy.ts";
import { makeIsolation, recordIsolation } from "./isolation-fixture.ts";

const POLICIES = [
  "NetworkPolicy agones-system-agones-allocator",
  "NetworkPolicy agones-system-agones-controller",
  "NetworkPolicy agones-system-agones-extensions",
  "NetworkPolicy agones-system-default-deny",
  "NetworkPolicy agones-system-dns-and-api-server",
  "NetworkPolicy game-servers-default-deny",
  "NetworkPolicy game-servers-game-backend",
  "NetworkPolicy game-servers-game-server-network-policy",
  "NetworkPolicy monitoring-default-deny",
  "NetworkPolicy monitoring-dns-api-server-and-each-other",
  "NetworkPolicy monitoring-prometheus",
];
const NAMESPACES = ["Namespace agones-system", "Namespace game-servers", "Namespace monitoring"];
const POLICY = "ValidatingAdmissionPolicy game-servers-restricted";
const BINDING = "ValidatingAdmissionPolicyBinding game-servers-restricted";
const ROLES = ["Role gameplane-deployers", "Role gameplane-viewers"];
const ROLE_BINDINGS = ["RoleBinding gameplane-deployers", "RoleBinding gameplane-viewers"];

const recordAll = async (...changes: Parameters<typeof recordIsolation>) =>
  recorded(await recordIsolation(...changes));

test("makes exactly this", async () => {
  const { keys } = await recordAll();
  expect(keys).toEqual([
    "LimitRange game-servers",
    ...NAMESPACES,
    ...POLICIES,
    "ResourceQuota game-servers",
    ...ROLES,
    ...ROLE_BINDINGS,
    POLICY,
    BINDING,
  ]);
});

test("opens ping with one policy more", async () => {
  const { keys } = await recordAll({ ping: true });
  expect(keys.filter((key) => key.startsWith("NetworkPolicy"))).toEqual(
    [...POLICIES, "NetworkPolicy agones-system-agones-ping"].toSorted(),
  );
});

describe("namespaces", () => {
  const podSecurity = (level: string) => ({
    "pod-security.kubernetes.io/enforce": level,
    "pod-security.kubernetes.io/enforce-version": "v1.34",
    "pod-security.kubernetes.io/audit": level,
    "pod-security.kubernetes.io/audit-version": "latest",
    "pod-security.kubernetes.io/warn": level,
    "pod-security.kubernetes.io/warn-version": "latest",
  });

  test("have their labels", async () => {
    const { inputs } = await recordAll();
    expect(NAMESPACES.map((key) => inputs(key).metadata)).toEqual([
      {
        name: "agones-system",
        labels: { ...podSecurity("baseline"), "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" },
      },
      {
        name: "game-servers",
        labels: { name: "game-servers", monitoring: "enabled", ...podSecurity("privileged") },
      },
      { name: "monitoring", labels: podSecurity("restricted") },
    ]);
  });

  test("ask for no readiness gates where no load balancer is", async () => {
    const { inputs } = await recordAll({ allocatorSources: [] });
    expect(inputs("Namespace agones-system").metadata).toEqual({
      name: "agones-system",
      labels: podSecurity("baseline"),
    });
  });

  test("are there before what is in them", async () => {
    const { waitsFor } = await recordAll();
    for (const key of [...POLICIES, ...ROLES, "LimitRange game-servers", "ResourceQuota game-servers"]) {
      expect([key, waitsFor(key)]).toEqual([key, NAMESPACES]);
    }
  });
});

test("a pod that waits for `ready` finds every policy there", async () => {
  const urns: string[] = [];
  const resources = await record(() => {
    for (const { urn } of makeIsolation().ready) urn.apply((known) => urns.push(known));
  });
  const { keys, find } = recorded(resources);
  const needless = [...ROLES, ...ROLE_BINDINGS];
  expect(urns.toSorted()).toEqual(
    keys
      .filter((key) => !needless.includes(key))
      .map((key) => find(key).urn)
      .toSorted(),
  );
});

describe("quota", () => {
  test("bounds what game-servers holds, and lets no Service open nodes", async () => {
    const { inputs } = await recordAll();
    expect(inputs("ResourceQuota game-servers")).toMatchObject({
      metadata: { name: "game-servers", namespace: "game-servers" },
      spec: {
        hard: {
          pods: "2100",
          "requests.cpu": "4k",
          "requests.memory": "8000Gi",
          "requests.nvidia.com/gpu": "64",
          "requests.storage": "20000Gi",
          persistentvolumeclaims: "2100",
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    });
  });

  test("counts a request of every container, and limits none", async () => {
    const { inputs } = await recordAll();
    expect(inputs("LimitRange game-servers")).toMatchObject({
      metadata: { name: "game-servers", namespace: "game-servers" },
      spec: { limits: [{ type: "Container", defaultRequest: { cpu: "30m", memory: "64Mi" } }] },
    });
  });
});

describe("admission policy", () => {
  test("holds pods to the ports of the settings", async () => {
    const gamePorts = { min: 9000, max: 9100 };
    const { inputs } = await recordAll({ gamePorts });
    expect(inputs(POLICY).spec).toEqual(admissionPolicySpec(gamePorts));
    expect(JSON.stringify(inputs(POLICY).spec)).toContain("p.hostPort >= 9000 && p.hostPort <= 9100");
  });

  test("sees pods as they are made, and ephemeral containers as they are added", async () => {
    const { inputs } = await recordAll();
    expect(inputs(POLICY)).toMatchObject({
      metadata: { name: "game-servers-restricted" },
      spec: {
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
      },
    });
  });

  test("turns pods of game-servers away, and nobody else's", async () => {
    const { inputs, waitsFor } = await recordAll();
    expect(inputs(BINDING)).toMatchObject({
      metadata: { name: "game-servers-restricted" },
      spec: {
        policyName: "game-servers-restricted",
        validationActions: ["Deny"],
        matchResources: {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "game-servers" } },
        },
      },
    });
    expect(waitsFor(BINDING)).toEqual([POLICY]);
  });
});

describe("access", () => {
  const all = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];
  const read = ["get", "list", "watch"];

  test("deployers manage Agones' resources and allocate, viewers see them", async () => {
    const { inputs } = await recordAll();
    expect(ROLES.map((key) => inputs(key).rules)).toEqual([
      [
        { apiGroups: ["agones.dev"], resources: ["fleets", "fleets/scale", "gameservers"], verbs: all },
        { apiGroups: ["agones.dev"], resources: ["gameserversets"], verbs: read },
        { apiGroups: ["autoscaling.agones.dev"], resources: ["fleetautoscalers"], verbs: all },
        { apiGroups: ["multicluster.agones.dev"], resources: ["gameserverallocationpolicies"], verbs: all },
        { apiGroups: ["allocation.agones.dev"], resources: ["gameserverallocations"], verbs: ["create"] },
      ],
      [
        {
          apiGroups: ["agones.dev"],
          resources: ["fleets", "fleets/scale", "gameserversets", "gameservers"],
          verbs: read,
        },
        { apiGroups: ["autoscaling.agones.dev"], resources: ["fleetautoscalers"], verbs: read },
        { apiGroups: ["multicluster.agones.dev"], resources: ["gameserverallocationpolicies"], verbs: read },
      ],
    ]);
  });

  test.each(["deployers", "viewers"])(
    "the group of %s gets its role, in game-servers alone",
    async (group) => {
      const { inputs, waitsFor } = await recordAll();
      const name = `gameplane-${group}`;
      expect(inputs(`RoleBinding ${name}`)).toMatchObject({
        metadata: { name, namespace: "game-servers" },
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
        subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: `gameplane:${group}` }],
      });
      expect(inputs(`Role ${name}`).metadata).toEqual({ name, namespace: "game-servers" });
      expect(waitsFor(`RoleBinding ${name}`)).toEqual([`Role ${name}`]);
    },
  );
});

test("transforms reach namespaces, network policies and the admission policy", async () => {
  const { find, inputs } = await recordAll({
    transform: {
      namespace: (args, _opts, name) => {
        args.metadata = { name, annotations: { owner: "platform" } };
      },
      networkPolicy: (_args, opts) => {
        opts.protect = true;
      },
      admissionPolicy: { spec: { failurePolicy: "Ignore" } },
    },
  });
  expect(inputs("Namespace monitoring").metadata).toEqual({
    name: "monitoring",
    annotations: { owner: "platform" },
  });
  expect(POLICIES.filter((key) => find(key).options.protect !== true)).toEqual([]);
  expect(inputs(POLICY).spec).toEqual({ failurePolicy: "Ignore" });
});
