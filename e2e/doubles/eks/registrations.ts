import type { ServiceError } from "@grpc/grpc-js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import type { PropertyMap } from "../wire.ts";
import { fromStruct, map, toStruct } from "../wire.ts";

export interface Registered {
  urn: string;
  /** Empty at the preview of something new. */
  id: string;
  outputs: PropertyMap;
}

/** What a component tells the engine while it is made. */
export class Registrations {
  readonly #monitor: ResourceMonitorClient;

  constructor(monitor: ResourceMonitorClient) {
    this.#monitor = monitor;
  }

  /** Returns once the resource is there. */
  async register(request: RegisterResourceRequest): Promise<Registered> {
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    // The engine then gives children the aliases that follow from their parents'.
    request.setAliasspecs(true);
    const response = await new Promise<RegisterResourceResponse>((resolve, reject) =>
      this.#monitor.registerResource(request, settle(resolve, reject)),
    );
    return { urn: response.getUrn(), id: response.getId(), outputs: fromStruct(response.getObject()) };
  }

  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    const request = new resourcePb.RegisterResourceOutputsRequest();
    request.setUrn(urn);
    request.setOutputs(toStruct(outputs));
    await new Promise((resolve, reject) =>
      this.#monitor.registerResourceOutputs(request, settle(resolve, reject)),
    );
  }

  /** Outputs of a resource that was given as an input. */
  async outputsOf(urn: string): Promise<PropertyMap> {
    const request = new resourcePb.ResourceInvokeRequest();
    request.setTok("pulumi:pulumi:getResource");
    request.setArgs(toStruct({ urn }));
    request.setAcceptresources(true);
    const answer = await new Promise<PropertyMap>((resolve, reject) =>
      this.#monitor.invoke(request, (error, response) =>
        error === null ? resolve(fromStruct(response.getReturn())) : reject(error),
      ),
    );
    return map(answer.state);
  }
}

const settle =
  <T>(resolve: (value: T) => void, reject: (error: Error) => void) =>
  (error: ServiceError | null, value: T): void =>
    error === null ? resolve(value) : reject(error);
