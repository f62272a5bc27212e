import { readFile } from "node:fs/promises";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import { z } from "zod";
import type { Json, PropertyMap } from "../../preview/property-values.ts";
import { shownMap } from "../../preview/property-values.ts";
import { optionsOf, shownProvider } from "../../preview/registration-options.ts";
import { hidden } from "./hidden-values.ts";
import { withoutProviderIds } from "./provider-references.ts";

/** What a program tells the engine of its resources. The other methods of the ResourceMonitor negotiate and end. */
export const RECORDED = [
  "RegisterResource",
  "ReadResource",
  "RegisterResourceOutputs",
  "Invoke",
  "Call",
] as const;

export type RecordedMethod = (typeof RECORDED)[number];

const FACTS = z.record(z.string(), z.json());

const CALL = z.object({
  method: z.enum(RECORDED),
  /** The URN, which is the engine's answer; of a function its token and arguments. */
  key: z.string(),
  /** Every field of the request as it was sent, but what differs from run to run. */
  request: FACTS,
  /** The resource in the form of `npm run preview -- --format json`. */
  resource: FACTS.optional(),
});

/** One call of a program to the engine's ResourceMonitor; secrets are hidden in it. */
export type RecordedCall = z.infer<typeof CALL>;

/** Reads what a run with GAMEPLANE_REGISTRATIONS wrote. */
export async function readRegistrations(file: string): Promise<RecordedCall[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
  return lines.map((line) => CALL.parse(JSON.parse(line)));
}

export const isRecorded = (method: string): method is RecordedMethod =>
  RECORDED.some((recorded) => recorded === method);

/** From the bytes on the wire, so that whoever sent them cannot matter. */
export function recordedCall(
  method: RecordedMethod,
  request: Uint8Array,
  response: Uint8Array,
): RecordedCall {
  switch (method) {
    case "RegisterResource":
      return registered(request, resourcePb.RegisterResourceResponse.deserializeBinary(response).getUrn());
    case "ReadResource":
      return read(request, resourcePb.ReadResourceResponse.deserializeBinary(response).getUrn());
    case "RegisterResourceOutputs": {
      const outputs = resourcePb.RegisterResourceOutputsRequest.deserializeBinary(request);
      const values = propertiesOf(outputs.getOutputs());
      const key = outputs.getUrn();
      return { method, key, request: { outputs: hidden(values) }, resource: { outputs: shownMap(values) } };
    }
    case "Invoke": {
      const invoke = resourcePb.ResourceInvokeRequest.deserializeBinary(request);
      return asked(method, invoke.getTok(), propertiesOf(invoke.getArgs()), invoke.toObject());
    }
    case "Call": {
      const call = resourcePb.ResourceCallRequest.deserializeBinary(request);
      return asked(method, call.getTok(), propertiesOf(call.getArgs()), call.toObject());
    }
  }
}

function registered(bytes: Uint8Array, urn: string): RecordedCall {
  const request = resourcePb.RegisterResourceRequest.deserializeBinary(bytes);
  const inputs = propertiesOf(request.getObject());
  const { transformsList, stateMigrationsList, ...fields } = request.toObject();
  return {
    method: "RegisterResource",
    key: urn,
    request: plain({
      ...steady(fields),
      object: hidden(inputs),
      dependenciesList: fields.dependenciesList.toSorted(),
      propertydependenciesMap: fields.propertydependenciesMap
        .map(([input, { urnsList }]): [string, string[]] => [input, urnsList.toSorted()])
        .toSorted(byKey),
      providersMap: fields.providersMap.toSorted(byKey),
      // Callbacks have another address and token in every run.
      transforms: transformsList.length,
      stateMigrations: stateMigrationsList.length,
    }),
    resource: plain({
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      provider: shownProvider(request.getProvider()),
      custom: request.getCustom(),
      inputs: shownMap(inputs),
      dependencies: request.getDependenciesList().toSorted(),
      options: { ...optionsOf(request) },
    }),
  };
}

function read(bytes: Uint8Array, urn: string): RecordedCall {
  const request = resourcePb.ReadResourceRequest.deserializeBinary(bytes);
  const inputs = propertiesOf(request.getProperties());
  const fields = request.toObject();
  return {
    method: "ReadResource",
    key: urn,
    request: plain({
      ...steady(fields),
      properties: hidden(inputs),
      dependenciesList: fields.dependenciesList.toSorted(),
    }),
    resource: plain({
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent(),
      provider: shownProvider(request.getProvider()),
      custom: true,
      inputs: shownMap(inputs),
      dependencies: request.getDependenciesList().toSorted(),
      options: { read: true },
    }),
  };
}

function asked(method: "Invoke" | "Call", token: string, args: PropertyMap, fields: object): RecordedCall {
  const shown = hidden(args);
  return {
    method,
    key: `${token} ${JSON.stringify(shown)}`,
    request: plain({ ...steady(fields), args: shown }),
  };
}

/** Where in the program a call came from, not what it asks for: paths and handles of one run. */
const OF_THE_RUN = ["sourceposition", "stacktrace", "parentstacktracehandle"];

const steady = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => !OF_THE_RUN.includes(field)));

const propertiesOf = (properties: { toJavaScript(): PropertyMap } | undefined): PropertyMap =>
  properties?.toJavaScript() ?? {};

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

/** As JSON has it: fields that are undefined are not there. Provider references lose their ids. */
const plain = (facts: Record<string, unknown>): Record<string, Json> =>
  FACTS.parse(withoutProviderIds(FACTS.parse(JSON.parse(JSON.stringify(facts)))));
