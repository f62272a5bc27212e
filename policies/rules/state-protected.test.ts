import { testRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { stateProtected } from "./state-protected.ts";

const OFF = { options: { protect: false } };
const UNPROTECTED = "unprotected";

testRule(stateProtected, {
  type: "aws:eks/cluster:Cluster",
  options: { protect: true },
  compliant: () => ({ deletionProtection: UNKNOWN }),
  passes: {
    "AWS's own protection": { ...OFF, set: { deletionProtection: true } },
    "a table's": {
      ...OFF,
      type: "aws:dynamodb/table:Table",
      set: { deletionProtection: undefined, deletionProtectionEnabled: true },
    },
    "what holds no state": { ...OFF, type: "aws:iam/role:Role" },
    "a type that the settings leave out": { ...OFF, settings: { types: ["aws:kms/key:Key"] } },
    "a Fleet that drains": {
      ...OFF,
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { deletionProtection: undefined, spec: { replicas: 0 } },
    },
  },
  fails: {
    "a cluster without AWS's protection": {
      ...OFF,
      set: { deletionProtection: false },
      finds: UNPROTECTED,
    },
    "a cluster that says nothing": { ...OFF, set: { deletionProtection: undefined }, finds: UNPROTECTED },
    "a type of the settings": {
      ...OFF,
      type: "aws:ec2/eip:Eip",
      set: { deletionProtection: undefined },
      settings: { types: ["aws:ec2/eip:Eip"] },
      finds: UNPROTECTED,
    },
    "a Fleet with servers": {
      ...OFF,
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { deletionProtection: undefined, spec: { replicas: 1 } },
      finds: UNPROTECTED,
    },
    "a Fleet that an autoscaler sizes": {
      ...OFF,
      type: "kubernetes:agones.dev/v1:Fleet",
      set: { deletionProtection: undefined, spec: {} },
      finds: UNPROTECTED,
    },
    "another kind without replicas": {
      ...OFF,
      type: "kubernetes:core/v1:PersistentVolumeClaim",
      set: { deletionProtection: undefined, spec: { replicas: 0 } },
      finds: UNPROTECTED,
    },
    ...Object.fromEntries(
      [
        "aws:dynamodb/table:Table",
        "aws:ecr/repository:Repository",
        "aws:efs/fileSystem:FileSystem",
        "aws:elasticache/replicationGroup:ReplicationGroup",
        "aws:kms/key:Key",
        "aws:rds/cluster:Cluster",
        "aws:rds/instance:Instance",
        "aws:route53/zone:Zone",
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketV2:BucketV2",
        "eks:index:Cluster",
      ].map((type) => [
        type,
        { ...OFF, type, set: { deletionProtection: undefined, name: "x" }, finds: UNPROTECTED },
      ]),
    ),
  },
  unknown: [],
});

testRule(stateProtected, {
  type: "kubernetes:agones.dev/v1:Fleet",
  compliant: () => ({ spec: { replicas: 0 } }),
  fails: { servers: { set: { "spec.replicas": 2 }, finds: UNPROTECTED } },
  unknown: ["deletionProtection", "deletionProtectionEnabled", "spec", "spec.replicas"],
});
