import type { Fault } from "../doubles/cloud.ts";

/** One thing that AWS does in the middle of an `up` or a `destroy`, and what people see. */
export interface AccountFailure {
  name: string;
  operation: "up" | "destroy";
  fault: Fault;
  /** What the command line says; undefined where it goes on by itself. */
  says?: RegExp;
  /** What was made is in the account and not in the state: somebody has to look there, and delete it. */
  orphan?: boolean;
}

const REPOSITORY = "aws:ecr/repository:Repository";
const ADDRESS = "aws:ec2/eip:Eip";
const ZONE = "aws:route53/zone:Zone";

export const ACCOUNT_FAILURES: AccountFailure[] = [
  {
    name: "throttled for a while",
    operation: "up",
    fault: { kind: "throttled", refusals: 3, type: REPOSITORY, times: 6 },
  },
  {
    name: "throttled for good",
    operation: "up",
    fault: { kind: "throttled", refusals: 99, type: REPOSITORY, nth: 3 },
    says: /ThrottlingException/,
  },
  {
    name: "a quota that is reached",
    operation: "up",
    fault: {
      kind: "quota",
      type: ADDRESS,
      nth: 2,
      code: "AddressLimitExceeded",
      message: "The maximum number of addresses has been reached.",
    },
    says: /AddressLimitExceeded/,
  },
  {
    name: "a zone that never becomes available",
    operation: "up",
    fault: {
      kind: "never-available",
      type: ZONE,
      message: "timeout while waiting for state to become INSYNC",
    },
    says: /waiting for .*INSYNC/,
  },
  {
    name: "a provider that dies",
    operation: "up",
    fault: { kind: "connection-lost", type: REPOSITORY, nth: 2 },
    says: /EOF/,
  },
  {
    name: "an answer that is lost, where AWS generates the id",
    operation: "up",
    fault: { kind: "answer-lost", type: ADDRESS, nth: 2, message: "connection reset by peer" },
    says: /connection reset by peer/,
    orphan: true,
  },
  {
    name: "a deletion that is refused once",
    operation: "destroy",
    fault: {
      kind: "quota",
      operation: "delete",
      type: REPOSITORY,
      nth: 2,
      code: "RepositoryNotEmptyException",
      message: "The repository cannot be deleted because it still contains images",
    },
    says: /RepositoryNotEmptyException/,
  },
];
