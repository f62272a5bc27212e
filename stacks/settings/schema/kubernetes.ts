// Values in the forms that Kubernetes gives them.
import { z } from "zod";
import type { Doc } from "./setting.ts";
import { describe, group, named, text } from "./setting.ts";

export const LABEL_KEY = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
export const LABEL_VALUE = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;

/** Labels by key; `value` says what one of them is. */
export const labels = (value: Doc, description: string) =>
  named(
    LABEL_KEY,
    "Kubernetes label keys such as team or example.com/team",
    text(
      LABEL_VALUE,
      "a Kubernetes label value: up to 63 letters, digits or ._- that begin and end with a letter or digit",
      value,
    ),
    description,
  ).default({});

const dnsLabel = (most: number) => new RegExp(`^[a-z]([a-z0-9-]{0,${most - 2}}[a-z0-9])?$`);

/** The name of a Kubernetes object; `shown` is the limit to name, where a rule knows it better. */
export const objectName = (doc: Doc, most = 63, shown = most) =>
  text(
    dnsLabel(most),
    `a name of up to ${shown} lower-case letters, digits and dashes that begins with a letter`,
    doc,
  );

/** What stands below names that become names of Kubernetes objects, or parts of them. */
export const byObjectName = <T extends z.ZodType>(most: number, value: T, description: string) =>
  named(
    dnsLabel(most),
    `names of up to ${most} lower-case letters, digits and dashes that begin with a letter`,
    value,
    description,
  );

export const image = (doc: Doc) =>
  text(
    /^[a-z0-9][\w.:/@-]*$/,
    "an image such as battle-royale:1.4.2, or registry.example.com/duel@sha256: and its digest",
    doc,
  );

export const cpus = (doc: Doc) =>
  describe(
    z.union([z.number().min(0.01).max(448).multipleOf(0.001), z.string().regex(/^[1-9]\d{1,5}m$/)]),
    doc,
    "a number of CPUs such as 2, 0.5 or 500m",
  );

export const memory = (doc: Doc) =>
  text(/^[1-9]\d{0,5}(Mi|Gi)$/, "an amount of memory such as 512Mi or 4Gi", doc);

/** Not the root, and without a slash at its end. */
export const folder = (doc: Doc) => text(/^(\/[\w.-]+)+$/, "an absolute path such as /data", doc);

export const urlPath = (doc: Doc) => text(/^\/[\w./-]*$/, "an absolute path such as /metrics", doc);

export const cpu = group(
  {
    request: cpus("CPUs that the container is sure of; decides how many servers fit on a node."),
    limit: cpus({
      description: "CPUs that the container may take while others leave them.",
      defaultText: "the request",
    }).optional(),
  },
  "CPUs of the container.",
);

export const memorySize = group(
  {
    request: memory("Memory that the container is sure of; decides how many servers fit on a node."),
    limit: memory({
      description: "Memory above which the container is killed.",
      defaultText: "the request",
    }).optional(),
  },
  "Memory of the container.",
);
