import { z } from "zod";

/**
 * What no resource says and a bill depends on. A price file may give its own; every one that counts is said in the
 * report. None of these is measured: they are rough, round, and rather too much than too little.
 */
export const ASSUMPTIONS = z
  .strictObject({
    /** Sent to a player while playing. 200 kbit/s are 90 MB an hour. */
    playerKbitPerSecond: amount(200),
    /** A node without a public address: images, updates, requests to AWS that no endpoint takes. */
    natGbPerNode: amount(10),
    /** A node: images from ECR, logs, calls of AWS's APIs. */
    endpointGbPerNode: amount(10),
    /** A node, sent to nodes of other zones; AWS charges each GB at both ends. */
    interZoneGbPerNode: amount(10),
    /** A node: lines of who talked to whom. */
    flowLogGbPerNode: amount(1),
    /** A cluster: all of its control plane's logs, most of them audit logs. */
    controlPlaneLogGb: amount(20),
    /** How long logs that are kept for ever are counted. */
    endlessLogMonths: amount(12),
    /** Of a network load balancer: 800 new TCP connections a second, 100,000 open ones or 1 GB an hour. */
    loadBalancerCapacityUnits: amount(1),
    /** Images that a repository holds. */
    repositoryGb: amount(10),
    /** Images pushed to a repository in a month, each replicated to every region. */
    repositoryPushedGb: amount(5),
    /** What a bucket holds. */
    bucketGb: amount(100),
    /** Of a queue in a month: one that is asked all the time, without news, is asked 130,000 times. */
    queueMillionRequests: amount(0.2),
  })
  .prefault({});

export type Assumptions = z.infer<typeof ASSUMPTIONS>;

function amount(normal: number) {
  return z.number().min(0, { error: "not an amount: 0 or more" }).default(normal);
}
