import { Metadata, status } from "@grpc/grpc-js";
import anyPb from "google-protobuf/google/protobuf/any_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import type { PropertyMap } from "./wire.ts";
import { toStruct } from "./wire.ts";

/** What exists although the call fails: the engine keeps it in the state, and the next `up` mends or replaces it. */
export interface PartialResource {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** What a provider answers instead of a response. */
export class ProviderError extends Error {
  readonly code: status;
  readonly partial: PartialResource | undefined;

  constructor(message: string, options: { code?: status; partial?: PartialResource } = {}) {
    super(message);
    this.code = options.code ?? status.UNKNOWN;
    this.partial = options.partial;
  }
}

/** An error as gRPC carries it; a partial resource goes in its details, where the engine looks for it. */
export function toServiceError(error: unknown): { code: status; details: string; metadata?: Metadata } {
  const details = error instanceof Error ? error.message : String(error);
  const code = error instanceof ProviderError ? error.code : status.UNKNOWN;
  if (!(error instanceof ProviderError) || error.partial === undefined) return { code, details };
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(initFailed(code, details, error.partial)));
  return { code, details, metadata };
}

function initFailed(code: status, reason: string, partial: PartialResource): Uint8Array {
  const detail = new providerPb.ErrorResourceInitFailed();
  detail.setId(partial.id);
  detail.setProperties(toStruct(partial.outputs));
  detail.setInputs(toStruct(partial.inputs));
  detail.setReasonsList([reason]);
  const any = new anyPb.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const all = new statusPb.Status();
  all.setCode(code);
  all.setMessage(reason);
  all.addDetails(any);
  return all.serializeBinary();
}
