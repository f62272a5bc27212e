import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { z } from "zod";
import type { PropertyMap, PropertyValue } from "../../preview/property-values.ts";
import { UNKNOWN } from "../../preview/property-values.ts";

export type { PropertyMap, PropertyValue };
export { UNKNOWN };

/** Markers of Pulumi's wire format (pulumi/pulumi sdk/go/common/resource/plugin/rpc.go). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

export const toStruct = (values: PropertyMap): Struct => structPb.Struct.fromJavaScript(values);

export const fromStruct = (struct: Struct | undefined): PropertyMap => struct?.toJavaScript() ?? {};

export const isMap = (value: PropertyValue | undefined): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Array.isArray would forget what is in it. */
export const isList = (value: PropertyValue | undefined): value is PropertyValue[] => Array.isArray(value);

export const isKnown = (value: PropertyValue | undefined): boolean =>
  isList(value)
    ? value.every(isKnown)
    : isMap(value)
      ? Object.values(value).every(isKnown)
      : value !== UNKNOWN;

export const parseJson = (json: string): PropertyValue => z.json().parse(JSON.parse(json));

/** A resource as an output of another. */
export const resourceReference = (urn: string, id: PropertyValue): PropertyMap => ({
  [SIGNATURE]: RESOURCE,
  urn,
  id,
});

/** The URN of a resource that was given as an input. */
export const referencedUrn = (value: PropertyValue | undefined): string | undefined =>
  isMap(value) && value[SIGNATURE] === RESOURCE && typeof value.urn === "string" ? value.urn : undefined;

// --- Reading foreign values: the text, number, ... or what stands for its absence -----------------------------------

export const text = (value: PropertyValue | undefined): string => (typeof value === "string" ? value : "");

export const number = (value: PropertyValue | undefined, otherwise = 0): number =>
  typeof value === "number" ? value : otherwise;

export const map = (value: PropertyValue | undefined): PropertyMap => (isMap(value) ? value : {});

export const list = (value: PropertyValue | undefined): PropertyValue[] => (isList(value) ? value : []);

export const texts = (value: PropertyValue | undefined): string[] => list(value).map(text);

// --- URNs -----------------------------------------------------------------------------------------------------------

/** `aws:ec2/vpc:Vpc` of `urn:pulumi:dev::gameplane::parent$aws:ec2/vpc:Vpc::vpc`. */
export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");
