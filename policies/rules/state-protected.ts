import { z } from "zod";
import { ruleForTypes } from "../rule.ts";
import { isTrue } from "../show.ts";
import { FLEET } from "../pods.ts";

/** What holds data, sessions, or an identity that nobody gets back. */
const HOLDS_STATE = [
  "aws:dynamodb/table:Table",
  "aws:ecr/repository:Repository",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kms/key:Key",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "eks:index:Cluster",
  FLEET,
  "kubernetes:core/v1:PersistentVolumeClaim",
];

const SETTINGS = {
  types: z.array(z.string()).default(HOLDS_STATE).meta({ description: "types of resources that hold state" }),
};

interface StateProps {
  /** AWS's own protection, which is named so or so. */
  deletionProtection?: boolean | string;
  deletionProtectionEnabled?: boolean | string;
  /** Of a Fleet. */
  spec?: { replicas?: number };
}

/** Which types it is about is a setting, so that it is asked of every resource. */
export const stateProtected = ruleForTypes<StateProps, typeof SETTINGS>(["*"], {
  id: "state-protected",
  level: "advisory",
  severity: "high",
  statement: "What holds state is protected from deletion.",
  why: "one renamed resource would delete players' data or end their matches",
  fix: "set `protect: true` in the stack's file, or the resource option protect",
  references: [],
  settings: SETTINGS,
  check({ type, props, options }, report, { types }) {
    if (!types.includes(type) || options.protect) return;
    if (isTrue(props.deletionProtection) || isTrue(props.deletionProtectionEnabled)) return;
    // It drains, unprotected so that it can go (docs/operations.md, Drain and remove a game).
    if (type === FLEET && props.spec?.replicas === 0) return;
    report({ at: "", found: "unprotected", wanted: "protected" });
  },
});
