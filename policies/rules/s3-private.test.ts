import { testStackRule } from "../testing/test-rule.ts";
import { UNKNOWN } from "../unknown-values.ts";
import { s3Private } from "./s3-private.ts";

const ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const CLOSED = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const OPEN = "without a BucketPublicAccessBlock";
const UNVERSIONED = "without a BucketVersioning";

testStackRule(s3Private, {
  compliant: () => ({
    builds: { type: "aws:s3/bucket:Bucket", props: { bucket: "studio-builds" } },
    block: { type: ACCESS_BLOCK, props: { bucket: "studio-builds", ...CLOSED } },
    versions: {
      type: "aws:s3/bucketVersioning:BucketVersioning",
      props: { bucket: "studio-builds", versioningConfiguration: { status: "Enabled" } },
    },
  }),
  passes: {
    "the names of old": {
      without: ["builds", "versions"],
      add: {
        old: { type: "aws:s3/bucketV2:BucketV2", props: { bucket: "studio-builds" } },
        oldVersions: {
          type: "aws:s3/bucketVersioningV2:BucketVersioningV2",
          props: { bucket: "studio-builds", versioningConfiguration: { status: "Enabled" } },
        },
      },
    },
    "a bucket that says by itself that it is versioned": {
      without: ["versions"],
      set: { "builds.versioning": { enabled: true } },
    },
    "a bucket of old that says so": {
      without: ["builds", "versions"],
      add: {
        old: {
          type: "aws:s3/bucketV2:BucketV2",
          props: { bucket: "studio-builds", versionings: [{ enabled: true }] },
        },
      },
    },
    "a bucket whose name was found among others": {
      add: { other: { type: ACCESS_BLOCK, props: { bucket: "elsewhere", ...CLOSED } } },
    },
    "what AWS tells of a versioned bucket's versioning": { set: { "builds.versioning": UNKNOWN } },
  },
  fails: {
    "a bucket alone": { without: ["block", "versions"], finds: [`builds ${OPEN}`, `builds ${UNVERSIONED}`] },
    "a bucket alone whose name only an up can tell": {
      without: ["block", "versions"],
      set: { "builds.bucket": UNKNOWN },
      finds: [`builds ${OPEN}`, `builds ${UNVERSIONED}`],
    },
    "a bucket alone that Pulumi names": {
      without: ["block", "versions"],
      set: { "builds.bucket": undefined },
      finds: [`builds ${OPEN}`, `builds ${UNVERSIONED}`],
    },
    "a block of another bucket": { set: { "block.bucket": "elsewhere" }, finds: `builds ${OPEN}` },
    "versions of another bucket": { set: { "versions.bucket": "elsewhere" }, finds: `builds ${UNVERSIONED}` },
    "a second bucket": {
      add: { logs: { type: "aws:s3/bucket:Bucket", props: { bucket: "studio-logs" } } },
      finds: [`logs ${OPEN}`, `logs ${UNVERSIONED}`],
    },
    "each switch that is off or left out": {
      set: {
        "block.blockPublicAcls": false,
        "block.blockPublicPolicy": undefined,
        "block.ignorePublicAcls": undefined,
        "block.restrictPublicBuckets": false,
      },
      finds: [
        "block blockPublicAcls: false",
        "block blockPublicPolicy: unset",
        "block ignorePublicAcls: unset",
        "block restrictPublicBuckets: false",
      ],
    },
    "versions that are no longer kept": {
      set: { "versions.versioningConfiguration.status": "Suspended" },
      finds: "versions versioningConfiguration.status: Suspended",
    },
    "versions that nothing is said about": {
      set: { "versions.versioningConfiguration": undefined },
      finds: "versions versioningConfiguration.status: unset",
    },
    "a bucket that says by itself that it is not versioned": {
      without: ["versions"],
      set: { "builds.versioning": { enabled: false } },
      finds: `builds ${UNVERSIONED}`,
    },
  },
  unknown: [
    "builds.bucket",
    "block.bucket",
    "block.blockPublicAcls",
    "block.blockPublicPolicy",
    "block.ignorePublicAcls",
    "block.restrictPublicBuckets",
    "versions.bucket",
    "versions.versioningConfiguration",
    "versions.versioningConfiguration.status",
  ],
});
