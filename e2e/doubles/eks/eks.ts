import { credentials } from "@grpc/grpc-js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import resourceGrpc from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import type { Package, Provider } from "../provider.ts";
import { ProviderError } from "../provider-error.ts";
import { fromStruct, toStruct } from "../wire.ts";
import { constructCluster } from "./cluster.ts";
import { Registrations } from "./registrations.ts";

/** The eks package, a provider of components alone. */
export const eksPackage = (): Package => ({
  name: "eks",
  version: "4.3.0",
  accepts: { secrets: true, resources: true },
  configure: () => PROVIDER,
});

const noResources = (): never => {
  throw new ProviderError("the eks package has components alone");
};

const PROVIDER: Provider = {
  check: noResources,
  diff: noResources,
  create: noResources,
  update: noResources,
  read: noResources,
  delete: noResources,
  invoke: noResources,
  construct,
};

async function construct(request: ConstructRequest): Promise<ConstructResponse> {
  if (request.getType() !== "eks:index:Cluster")
    throw new ProviderError(`the double of eks makes eks:index:Cluster, not ${request.getType()}`);
  const monitor = new resourceGrpc.ResourceMonitorClient(
    request.getMonitorendpoint(),
    credentials.createInsecure(),
  );
  try {
    const { urn, outputs, dependencies } = await constructCluster(
      request,
      fromStruct(request.getInputs()),
      new Registrations(monitor),
    );
    const response = new providerPb.ConstructResponse();
    response.setUrn(urn);
    response.setState(toStruct(outputs));
    for (const name of Object.keys(outputs)) {
      const urns = new providerPb.ConstructResponse.PropertyDependencies();
      urns.setUrnsList(dependencies);
      response.getStatedependenciesMap().set(name, urns);
    }
    return response;
  } finally {
    monitor.close();
  }
}
