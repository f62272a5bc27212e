import { describe, expect, test } from "@jest/globals";
import { planAccess, principalName } from "./access-entries.ts";
import { CI, PLATFORM, recordCluster, SUPPORT } from "./cluster-fixture.ts";

describe("the plan", () => {
  test("each list has its policies", () => {
    expect(planAccess({ admins: [PLATFORM], deployers: [CI], readOnly: [SUPPORT] })).toEqual([
      {
        name: "platform-1f58c1",
        principalArn: PLATFORM,
        groups: [],
        policies: ["AmazonEKSClusterAdminPolicy"],
      },
      {
        name: "deploy-03383f",
        principalArn: CI,
        groups: ["gameplane:deployers", "gameplane:viewers"],
        policies: ["AmazonEKSEditPolicy", "AmazonEKSViewPolicy"],
      },
      {
        name: principalName(SUPPORT),
        principalArn: SUPPORT,
        groups: ["gameplane:viewers"],
        policies: ["AmazonEKSViewPolicy"],
      },
    ]);
  });

  test("a principal on several lists, or twice on one, has one entry with each policy once", () => {
    expect(planAccess({ admins: [PLATFORM, PLATFORM], deployers: [PLATFORM], readOnly: [PLATFORM] })).toEqual(
      [
        {
          name: "platform-1f58c1",
          principalArn: PLATFORM,
          groups: ["gameplane:deployers", "gameplane:viewers"],
          policies: ["AmazonEKSClusterAdminPolicy", "AmazonEKSEditPolicy", "AmazonEKSViewPolicy"],
        },
      ],
    );
  });

  test("nobody on the lists, no entry", () => {
    expect(planAccess({ admins: [], deployers: [], readOnly: [] })).toEqual([]);
  });
});

describe("names", () => {
  test("are short, and differ where only account or path differ", () => {
    const names = [
      "arn:aws:iam::111122223333:role/platform",
      "arn:aws:iam::444455556666:role/platform",
      "arn:aws:iam::111122223333:role/team/platform",
      "arn:aws:iam::111122223333:user/platform",
    ].map(principalName);
    for (const name of names) expect(name).toMatch(/^platform-[0-9a-f]{6}$/);
    expect(new Set(names).size).toBe(4);
  });

  test("are the same whoever else is on the lists", () => {
    const alone = planAccess({ admins: [], deployers: [], readOnly: [CI] })[0]?.name;
    const last = planAccess({ admins: [PLATFORM, SUPPORT], deployers: [], readOnly: [CI] })[2]?.name;
    expect(last).toBe(alone);
  });
});

describe("the resources", () => {
  test("an entry each, and policies for the whole cluster that wait for it", async () => {
    const { keys, inputs, waitsFor } = await recordCluster({
      access: { admins: [PLATFORM], deployers: [CI], readOnly: [] },
    });
    expect(keys.filter((key) => key.startsWith("Access"))).toEqual([
      "AccessEntry deploy-03383f",
      "AccessEntry platform-1f58c1",
      "AccessPolicyAssociation deploy-03383f-AmazonEKSEditPolicy",
      "AccessPolicyAssociation deploy-03383f-AmazonEKSViewPolicy",
      "AccessPolicyAssociation platform-1f58c1-AmazonEKSClusterAdminPolicy",
    ]);
    expect(inputs("AccessEntry platform-1f58c1")).toEqual({
      clusterName: "[unknown]",
      principalArn: PLATFORM,
      type: "STANDARD",
    });
    expect(inputs("AccessEntry deploy-03383f")).toMatchObject({
      kubernetesGroups: ["gameplane:deployers", "gameplane:viewers"],
    });
    expect(inputs("AccessPolicyAssociation platform-1f58c1-AmazonEKSClusterAdminPolicy")).toEqual({
      clusterName: "[unknown]",
      principalArn: PLATFORM,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
    expect(inputs("AccessPolicyAssociation deploy-03383f-AmazonEKSEditPolicy")).toMatchObject({
      accessScope: { type: "namespace", namespaces: ["game-servers"] },
    });
    expect(inputs("AccessPolicyAssociation deploy-03383f-AmazonEKSViewPolicy")).toMatchObject({
      accessScope: { type: "cluster" },
    });
    expect(waitsFor("AccessPolicyAssociation platform-1f58c1-AmazonEKSClusterAdminPolicy")).toEqual([
      "AccessEntry platform-1f58c1",
      "Cluster cluster",
    ]);
  });

  test("a transform reaches each entry", async () => {
    const { inputs } = await recordCluster({
      access: { admins: [PLATFORM], deployers: [], readOnly: [] },
      transform: { accessEntry: { kubernetesGroups: ["gameplane:admins"] } },
    });
    expect(inputs("AccessEntry platform-1f58c1")).toMatchObject({ kubernetesGroups: ["gameplane:admins"] });
  });
});
