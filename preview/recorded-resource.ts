import type { Json } from "./property-values.ts";

/** A registered resource, as `--format json` gives it. */
export interface RecordedResource {
  urn: string;
  type: string;
  name: string;
  /** URN of the parent; "" for the stack itself. */
  parent: string;
  /** `urn::id` of the provider; "" for components and the stack. */
  provider: string;
  /** False for components. */
  custom: boolean;
  /** Plain JSON; secrets are "[secret]", unknowns "[unknown]". */
  inputs: Record<string, Json>;
  /** URNs, sorted. */
  dependencies: string[];
  options: ResourceOptions;
  /** file:line in the project; "" where the program's own files are not on the stack. */
  source: string;
}

/** Resource options as registered; what is at its default is left out. */
export interface ResourceOptions {
  /** A component whose children its provider makes. */
  remote?: true;
  /** The resource is read, not managed. */
  read?: true;
  providers?: Record<string, string>;
  propertyDependencies?: Record<string, string[]>;
  protect?: boolean;
  deleteBeforeReplace?: boolean;
  retainOnDelete?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  additionalSecretOutputs?: string[];
  aliases?: Json[];
  import?: string;
  deletedWith?: string;
  replaceWith?: string[];
  hideDiffs?: string[];
  version?: string;
  pluginDownloadURL?: string;
  packageRef?: string;
  customTimeouts?: Record<string, string>;
  hooks?: Record<string, string[]>;
}
