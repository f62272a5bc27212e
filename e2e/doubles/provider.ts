import type * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import type { PropertyMap } from "./wire.ts";

/** A package of resources, as a double plays it. */
export interface Package {
  name: string;
  version: string;
  /**
   * What it takes in the engine's own form. A bridged provider takes none: the engine then unwraps secrets before a
   * call and marks the outputs of the same names after it, so that what is secret stays secret in the state.
   */
  accepts: { secrets: boolean; resources: boolean };
  /** One explicit provider of a program; every one has a connection of its own. */
  configure(config: PropertyMap): Provider;
}

export interface Provider {
  check(resource: Resource, news: PropertyMap, olds: PropertyMap | undefined): Promise<Checked>;
  diff(resource: Resource, change: Change): Promise<Diff>;
  /** At preview without an id, and what only the real thing would tell is UNKNOWN. */
  create(resource: Resource, inputs: PropertyMap, call: CallContext): Promise<Created>;
  update(resource: Resource, id: string, change: Change, call: CallContext): Promise<PropertyMap>;
  /** Undefined where there is no such object (any more). */
  read(resource: Resource, id: string, state: Created): Promise<Created | undefined>;
  delete(resource: Resource, id: string, state: PropertyMap): Promise<void>;
  invoke(token: string, args: PropertyMap): Promise<PropertyMap>;
  construct?(request: pb.ConstructRequest): Promise<pb.ConstructResponse>;
}

export interface Resource {
  urn: string;
  type: string;
  name: string;
}

export interface CallContext {
  preview: boolean;
  /** The engine gives up waiting, because somebody pressed Ctrl-C. */
  cancelled: AbortSignal;
}

export interface Checked {
  inputs: PropertyMap;
  failures?: { property: string; reason: string }[];
}

export interface Change {
  oldInputs: PropertyMap;
  oldOutputs: PropertyMap;
  news: PropertyMap;
}

export interface Diff {
  /** Paths of what changed, such as scalingConfig.minSize. */
  changed: string[];
  /** Those of them that another object has to come for. */
  replaces: string[];
  deleteBeforeReplace?: boolean;
}

export interface Created {
  id: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
}

/** What is about to happen to an object, for those who watch or disturb. */
export interface Operation extends Resource {
  package: string;
  operation: "create" | "update" | "read" | "delete" | "construct";
  cancelled: AbortSignal;
}

/** Runs around every operation but those of a preview; may wait, or throw before or after the work is done. */
export type Interceptor = <T>(operation: Operation, work: () => Promise<T>) => Promise<T>;
