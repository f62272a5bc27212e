import { beforeEach, expect, test } from "@jest/globals";
import { Clock } from "../clock.ts";
import type { Provider } from "../provider.ts";
import type { PropertyMap } from "../wire.ts";
import { UNKNOWN } from "../wire.ts";
import { Account } from "./account.ts";
import { awsPackage } from "./aws.ts";
import { ECR_KINDS } from "./kinds-ecr.ts";
import { IAM_KINDS } from "./kinds-iam.ts";
import { NETWORK_KINDS } from "./kinds-network.ts";
import { SECURITY_GROUP_KINDS } from "./kinds-security-groups.ts";
import { SERVICE_KINDS } from "./kinds-services.ts";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROLE = "aws:iam/role:Role";
const ZONE = "euw1-az1";
const UP = { preview: false, cancelled: new AbortController().signal };

let account: Account;
let aws: Provider;
const kinds = { ...NETWORK_KINDS, ...SECURITY_GROUP_KINDS, ...IAM_KINDS, ...ECR_KINDS, ...SERVICE_KINDS };
const configured = (config: PropertyMap) => awsPackage(account, kinds, new Clock()).configure(config);

beforeEach(() => {
  account = new Account("111122223333", kinds);
  aws = configured({ region: "eu-west-1", defaultTags: { tags: { owner: "platform" } } });
});

const resource = (type: string, name: string) => ({ urn: `urn:pulumi:s::p::${type}::${name}`, type, name });

async function create(type: string, inputs: PropertyMap, name = "it", provider = aws) {
  const checked = await provider.check(resource(type, name), inputs, undefined);
  expect(checked.failures).toEqual([]);
  return provider.create(resource(type, name), checked.inputs, UP);
}

const vpc = () => create(VPC, { cidrBlock: "10.0.0.0/16" });
const subnet = (vpcId: string, cidrBlock: string, name?: string) =>
  create(SUBNET, { vpcId, cidrBlock, availabilityZoneId: ZONE }, name);

test("a provider acts in the account that it is allowed to, and in a region", () => {
  expect(() => configured({ region: "eu-west-1", allowedAccountIds: ["444455556666"] })).toThrow(
    "AWS account ID not allowed: 111122223333",
  );
  expect(() => configured({})).toThrow("no region");
});

test("ids, ARNs and tags look like AWS's own", async () => {
  const { id, outputs } = await vpc();
  expect(id).toMatch(/^vpc-[0-9a-f]{17}$/);
  expect(outputs).toMatchObject({
    id,
    arn: `arn:aws:ec2:eu-west-1:111122223333:vpc/${id}`,
    region: "eu-west-1",
    tagsAll: { owner: "platform" },
  });
});

test("at preview what AWS alone knows is unknown, and nothing is made", async () => {
  const call = { ...UP, preview: true };
  const { id, outputs } = await aws.create(resource(VPC, "vpc"), { cidrBlock: "10.0.0.0/16" }, call);
  expect([id, outputs.arn, outputs.cidrBlock]).toEqual(["", UNKNOWN, "10.0.0.0/16"]);
  expect(account.resources.size).toBe(0);
});

test("what inputs refer to has to be there, in the same region", async () => {
  await expect(subnet("vpc-0123456789abcdef0", "10.0.0.0/24")).rejects.toThrow(
    "api error InvalidVpcID.NotFound: The vpc ID 'vpc-0123456789abcdef0' does not exist",
  );
  const elsewhere = await create(
    VPC,
    { cidrBlock: "10.0.0.0/16" },
    "it",
    configured({ region: "us-east-1" }),
  );
  await expect(subnet(elsewhere.id, "10.0.0.0/24")).rejects.toThrow("InvalidVpcID.NotFound");
  await expect(
    create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
      role: "gone",
      policyArn: "arn:aws:iam::aws:policy/X",
    }),
  ).rejects.toThrow("NoSuchEntity: The role with name gone cannot be found.");
});

test("subnets are within their VPC and beside one another", async () => {
  const { id } = await vpc();
  await subnet(id, "10.0.0.0/24");
  await expect(subnet(id, "10.0.0.128/25", "b")).rejects.toThrow("InvalidSubnet.Conflict");
  await expect(subnet(id, "10.1.0.0/24", "b")).rejects.toThrow("InvalidSubnet.Range");
  await expect(
    create(SUBNET, { vpcId: id, cidrBlock: "10.0.1.0/24", availabilityZoneId: "use1-az1" }),
  ).rejects.toThrow("Value (use1-az1) for parameter availabilityZoneId is invalid");
});

test("a name is taken in the whole account or in its region, as AWS has it", async () => {
  const role = { name: "r", assumeRolePolicy: { Version: "2012-10-17" } };
  await create(ROLE, role);
  const virginia = configured({ region: "us-east-1" });
  await expect(create(ROLE, role, "other", virginia)).rejects.toThrow(
    "EntityAlreadyExists: r already exists.",
  );
  const group = { name: "/gameplane/x" };
  const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
  await create(LOG_GROUP, group);
  await create(LOG_GROUP, group, "other", virginia);
  await expect(create(LOG_GROUP, group, "third")).rejects.toThrow("ResourceAlreadyExistsException");
});

test("nothing is deleted while something refers to it", async () => {
  const { id } = await vpc();
  const inner = await subnet(id, "10.0.0.0/24");
  await expect(aws.delete(resource(VPC, "vpc"), id, {})).rejects.toThrow(
    `DependencyViolation: '${id}' has dependencies and cannot be deleted: ${SUBNET} ${inner.id}`,
  );
  await aws.delete(resource(SUBNET, "it"), inner.id, {});
  await aws.delete(resource(VPC, "vpc"), id, {});
  expect(account.resources.size).toBe(0);
});

test("a change replaces, is made in place, or is not known to the double", async () => {
  const diff = (oldInputs: PropertyMap, news: PropertyMap) =>
    aws.diff(resource(VPC, "vpc"), { oldInputs, oldOutputs: { tagsAll: { owner: "platform" } }, news });
  const olds = { cidrBlock: "10.0.0.0/16" };
  expect(await diff(olds, olds)).toMatchObject({ changed: [], replaces: [] });
  expect(await diff(olds, { cidrBlock: "10.1.0.0/16" })).toMatchObject({ replaces: ["cidrBlock"] });
  expect(await diff(olds, { ...olds, enableDnsSupport: true })).toMatchObject({
    changed: ["enableDnsSupport"],
    replaces: [],
  });
  expect(() => diff(olds, { ...olds, ipv6NetmaskLength: 56 })).toThrow("ipv6NetmaskLength replaces");
});

test("default tags that change are a change of every resource that has tags", async () => {
  const { inputs, outputs } = await vpc();
  const other = configured({ region: "eu-west-1", defaultTags: { tags: { owner: "games" } } });
  const change = { oldInputs: inputs, oldOutputs: outputs, news: inputs };
  expect(await other.diff(resource(VPC, "vpc"), change)).toMatchObject({
    changed: ["tagsAll"],
    replaces: [],
  });
});

test("a name of Pulumi's own stays, and one of the program's leaves no room beside it", async () => {
  const inputs = { assumeRolePolicy: "{}" };
  const first = (await aws.check(resource(ROLE, "node"), inputs, undefined)).inputs;
  expect(first.name).toMatch(/^node-[0-9a-f]{7}$/);
  expect((await aws.check(resource(ROLE, "node"), inputs, first)).inputs.name).toBe(first.name);
  const diff = (olds: PropertyMap, news: PropertyMap) =>
    aws.diff(resource(ROLE, "node"), { oldInputs: olds, oldOutputs: {}, news });
  expect(await diff(first, { ...first, path: "/x/" })).toMatchObject({ deleteBeforeReplace: false });
  const own = { ...inputs, name: "mine" };
  expect(await diff(own, { ...own, path: "/x/" })).toMatchObject({ deleteBeforeReplace: true });
});

test("a read shows what somebody else did", async () => {
  const { id, inputs } = await create("aws:ec2/eip:Eip", { domain: "vpc", tags: { Name: "a" } });
  const read = () => aws.read(resource("aws:ec2/eip:Eip", "it"), id, { id, inputs, outputs: {} });
  const [[key, object] = []] = [...account.resources];
  if (key === undefined || object === undefined) throw new Error("nothing was made");
  object.inputs = { ...object.inputs, tags: { Name: "b" } };
  expect((await read())?.inputs.tags).toEqual({ Name: "b" });
  account.resources.delete(key);
  expect(await read()).toBeUndefined();
});

test("a type that the double does not know is an error", async () => {
  await expect(async () => aws.check(resource("aws:s3/bucket:Bucket", "b"), {}, undefined)).rejects.toThrow(
    "the double knows no aws:s3/bucket:Bucket",
  );
});
