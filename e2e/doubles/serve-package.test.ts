import type { ServiceError } from "@grpc/grpc-js";
import { credentials } from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { Package, Provider } from "./provider.ts";
import { ProviderError } from "./provider-error.ts";
import type { ServedPackage } from "./serve-package.ts";
import { servePackage } from "./serve-package.ts";
import { fromStruct, toStruct } from "./wire.ts";

const never = () => Promise.reject(new Error("not asked for"));

/** Makes what it is told, with the region of its own configuration; fails halfway where it is told to. */
const provider = (region: string): Provider => ({
  check: (_, inputs) => Promise.resolve({ inputs }),
  diff: () => Promise.resolve({ changed: ["a.b", "c"], replaces: ["a.b"], deleteBeforeReplace: true }),
  create: (_, inputs) =>
    inputs.fail === true
      ? Promise.reject(
          new ProviderError("halfway", { partial: { id: "1", inputs, outputs: { made: true } } }),
        )
      : Promise.resolve({ id: "1", inputs, outputs: { ...inputs, region } }),
  update: never,
  read: () => Promise.resolve(undefined),
  delete: never,
  invoke: never,
});

const PACKAGE: Package = {
  name: "test",
  version: "1.0.0",
  accepts: { secrets: false, resources: false },
  configure: ({ region }) => provider(typeof region === "string" ? region : ""),
};

let served: ServedPackage;
let clients: InstanceType<typeof providerGrpc.ResourceProviderClient>[];

beforeEach(async () => {
  clients = [];
  served = await servePackage(PACKAGE, (_, work) => work());
});

afterEach(async () => {
  for (const client of clients) client.close();
  await served.stop();
});

/** A connection of its own, as the engine has one for each explicit provider. */
function connect() {
  const options = { "grpc.use_local_subchannel_pool": 1 };
  const client = new providerGrpc.ResourceProviderClient(
    `127.0.0.1:${served.port}`,
    credentials.createInsecure(),
    options,
  );
  clients.push(client);
  return client;
}

type Client = ReturnType<typeof connect>;

const configure = (client: Client, region: string) =>
  new Promise((resolve, reject) => {
    const request = new providerPb.ConfigureRequest();
    request.setArgs(toStruct({ region }));
    client.configure(request, (error, response) => (error === null ? resolve(response) : reject(error)));
  });

const create = (client: Client, inputs: Record<string, boolean>) =>
  new Promise<Record<string, unknown>>((resolve, reject) => {
    const request = new providerPb.CreateRequest();
    request.setUrn("urn:pulumi:s::p::test:index:Thing::thing");
    request.setProperties(toStruct(inputs));
    client.create(request, (error, response) =>
      error === null ? resolve(fromStruct(response.getProperties())) : reject(error),
    );
  });

const failure = (client: Client) =>
  new Promise<ServiceError | undefined>((resolve) => {
    const request = new providerPb.CreateRequest();
    request.setUrn("urn:pulumi:s::p::test:index:Thing::thing");
    request.setProperties(toStruct({ fail: true }));
    client.create(request, (error) => resolve(error ?? undefined));
  });

test("each connection is a provider with a configuration of its own", async () => {
  const [ireland, virginia] = [connect(), connect()];
  await configure(ireland, "eu-west-1");
  await configure(virginia, "us-east-1");
  expect(await create(ireland, {})).toEqual({ region: "eu-west-1" });
  expect(await create(virginia, {})).toEqual({ region: "us-east-1" });
  await expect(create(connect(), {})).rejects.toThrow("called before it was configured");
});

test("what was made before an error travels in its details", async () => {
  const client = connect();
  await configure(client, "eu-west-1");
  const error = await failure(client);
  expect(error?.details).toBe("halfway");
  const [binary = ""] = error?.metadata.get("grpc-status-details-bin") ?? [];
  const [any] = statusPb.Status.deserializeBinary(Buffer.from(binary)).getDetailsList();
  expect(any?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
  const partial = providerPb.ErrorResourceInitFailed.deserializeBinary(
    any?.getValue_asU8() ?? new Uint8Array(),
  );
  expect([partial.getId(), fromStruct(partial.getProperties()), partial.getReasonsList()]).toEqual([
    "1",
    { made: true },
    ["halfway"],
  ]);
});

test("a diff says by path what changes and what replaces", async () => {
  const client = connect();
  await configure(client, "eu-west-1");
  const response = await new Promise<InstanceType<typeof providerPb.DiffResponse>>((resolve, reject) =>
    client.diff(new providerPb.DiffRequest(), (error, diff) =>
      error === null ? resolve(diff) : reject(error),
    ),
  );
  const { UPDATE, UPDATE_REPLACE } = providerPb.PropertyDiff.Kind;
  expect(
    response
      .getDetaileddiffMap()
      .toArray()
      .map(([path]) => path),
  ).toEqual(["a.b", "c"]);
  expect(response.getDetaileddiffMap().get("a.b")?.getKind()).toBe(UPDATE_REPLACE);
  expect(response.getDetaileddiffMap().get("c")?.getKind()).toBe(UPDATE);
  expect([response.getDiffsList(), response.getReplacesList(), response.getDeletebeforereplace()]).toEqual([
    ["a", "c"],
    ["a"],
    true,
  ]);
});
