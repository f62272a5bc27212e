import { each } from "../each.ts";
import type { StackReport, Subject } from "../rule.ts";
import { stackRule } from "../rule.ts";
import { isTrue, show } from "../show.ts";

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const VERSIONINGS = [
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketVersioningV2:BucketVersioningV2",
];

const SWITCHES = [
  "blockPublicAcls",
  "blockPublicPolicy",
  "ignorePublicAcls",
  "restrictPublicBuckets",
] as const;

interface BucketProps {
  bucket?: string;
  /** Deprecated, but read by AWS's provider. */
  versioning?: { enabled?: boolean | string };
  /** The same of BucketV2. */
  versionings?: { enabled?: boolean | string }[];
}

type AccessBlockProps = { bucket?: string } & Partial<Record<(typeof SWITCHES)[number], boolean | string>>;

interface VersioningProps {
  bucket?: string;
  versioningConfiguration?: { status?: string };
}

/** What belongs to a bucket names it, so that only names that a preview knows show whether a bucket has it. */
export const s3Private = stackRule({
  id: "s3-private",
  level: "mandatory",
  severity: "critical",
  statement: "S3 buckets are closed to the public, and keep what is written over or deleted.",
  why: "one wrong policy would publish builds or players' data, and one wrong command would lose them",
  fix: "give it a BucketPublicAccessBlock with all four switches on, and a BucketVersioning Enabled",
  references: ["CKV2_AWS_6", "CKV_AWS_21"],
  types: BUCKETS,
  check(resources, report) {
    const blocks = resources.filter(({ type }) => type === ACCESS_BLOCK);
    const versionings = resources.filter(({ type }) => VERSIONINGS.includes(type));
    const buckets = resources.filter(({ type }) => BUCKETS.includes(type));
    const checks = [
      () => each(blocks, (block) => checkBlock(block, report)),
      () => each(versionings, (versioning) => checkVersioning(versioning, report)),
      () => each(buckets, (bucket) => checkBlocked(bucket, blocks, report)),
      () => each(buckets, (bucket) => checkVersioned(bucket, versionings, report)),
    ];
    each(checks, (check) => check());
  },
});

/** Left out means false. */
function checkBlock(block: Subject<AccessBlockProps>, report: StackReport): void {
  each(SWITCHES, (at) => {
    const value = block.props[at];
    if (!isTrue(value)) report(block, { at, found: show(value ?? "unset"), wanted: "true" });
  });
}

function checkVersioning(versioning: Subject<VersioningProps>, report: StackReport): void {
  const status = versioning.props.versioningConfiguration?.status;
  const at = "versioningConfiguration.status";
  if (status !== "Enabled") report(versioning, { at, found: show(status ?? "unset"), wanted: "Enabled" });
}

function checkBlocked(bucket: Subject<BucketProps>, blocks: Subject<object>[], report: StackReport): void {
  if (!blocks.some((block) => belongsTo(block, bucket)))
    report(bucket, { at: "", found: "without a BucketPublicAccessBlock", wanted: "closed to the public" });
}

function checkVersioned(
  bucket: Subject<BucketProps>,
  versionings: Subject<object>[],
  report: StackReport,
): void {
  const { props } = bucket;
  if (versionings.some((versioning) => belongsTo(versioning, bucket))) return;
  if (isTrue(props.versioning?.enabled) || isTrue(props.versionings?.[0]?.enabled)) return;
  report(bucket, { at: "", found: "without a BucketVersioning", wanted: "versioned" });
}

const belongsTo = (
  { props }: Subject<{ bucket?: string }>,
  { props: { bucket } }: Subject<BucketProps>,
): boolean => props.bucket === bucket && bucket !== undefined;
