import { beforeEach, expect, test } from "@jest/globals";
import { Faults } from "./faults.ts";
import type { Operation } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";

const VPC = "aws:ec2/vpc:Vpc";
const MADE = { id: "vpc-1", inputs: {}, outputs: { arn: "a" } };

let faults: Faults;
let made: number;
let cancelled: AbortController;

beforeEach(() => {
  faults = new Faults();
  made = 0;
  cancelled = new AbortController();
});

const operation = (change: Partial<Operation> = {}): Operation => ({
  urn: `urn:pulumi:s::p::${VPC}::vpc`,
  type: VPC,
  name: "vpc",
  package: "aws",
  operation: "create",
  cancelled: cancelled.signal,
  ...change,
});

const create = (change?: Partial<Operation>) =>
  faults.intercept(operation(change), () => {
    made++;
    return Promise.resolve(MADE);
  });

async function partialOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? error.partial : undefined;
}

test("throttling only takes time, until the SDK has tried 25 times", async () => {
  faults.add({ kind: "throttled", type: VPC, refusals: 24 });
  expect(await create()).toBe(MADE);
  faults.add({ kind: "throttled", type: VPC, refusals: 25, nth: 1 });
  await expect(create()).rejects.toThrow(
    /exceeded maximum number of attempts, 25, .*ThrottlingException: Rate exceeded/,
  );
  expect(made).toBe(1);
});

test("a quota refuses before anything is made", async () => {
  faults.add({ kind: "quota", type: VPC, code: "VpcLimitExceeded", message: "The maximum number of VPCs" });
  await expect(create()).rejects.toThrow("api error VpcLimitExceeded: The maximum number of VPCs");
  expect(made).toBe(0);
});

test("what never becomes available is there, and the engine hears of it", async () => {
  faults.add({ kind: "never-available", type: VPC, message: "unexpected state 'failed'" });
  expect(await partialOf(create())).toEqual(MADE);
  expect(made).toBe(1);
});

test("of an answer that is lost the engine hears nothing, and the object is there", async () => {
  faults.add({ kind: "answer-lost", type: VPC, message: "connection reset by peer" });
  expect(await partialOf(create())).toBeUndefined();
  expect(made).toBe(1);
});

test("a slow creation ends early where somebody cancels, as a partial resource", async () => {
  faults.add({ kind: "slow", type: VPC, ms: 60_000 });
  const slow = partialOf(create());
  cancelled.abort();
  expect(await slow).toEqual(MADE);
});

test("a fault strikes the operations that it names, from the nth on, so many times", async () => {
  faults.add({ kind: "quota", urn: /::vpc$/, nth: 2, times: 1, code: "VpcLimitExceeded", message: "" });
  await create({ operation: "delete" });
  await create({ urn: `urn:pulumi:s::p::${VPC}::other` });
  await create();
  await expect(create()).rejects.toThrow("VpcLimitExceeded");
  await create();
  faults.add({ kind: "quota", code: "X", message: "" });
  faults.clear();
  await create();
});

test("the log has begin and end of everything, in order", async () => {
  faults.add({ kind: "connection-lost", type: VPC, nth: 2 });
  await create();
  await expect(create({ name: "b" })).rejects.toThrow("EOF");
  expect(faults.log.map(({ phase, name, error }) => [phase, name, error])).toEqual([
    ["began", "vpc", undefined],
    ["ended", "vpc", undefined],
    ["began", "b", undefined],
    ["failed", "b", "error reading from server: EOF"],
  ]);
});
