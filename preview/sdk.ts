import * as state from "@pulumi/pulumi/runtime/state.js";

/**
 * The one place that touches what @pulumi/pulumi does not declare. The SDK keeps a program's state (monitor, config,
 * root resource) in a store; one of our own per stack keeps stacks apart in one process, as the SDK's own Automation
 * API server does. Checked at run time, so that a new SDK fails here and says so.
 */
interface Store {
  settings: { options: Record<string, unknown>; monitor?: unknown; engine?: unknown };
  config: Record<string, string>;
}

export interface StackOptions {
  organization: string;
  project: string;
  stack: string;
  /** Folder of Pulumi.yaml. */
  folder: string;
  /** Folder to which resources' sources are relative. @default `folder` */
  sourceRoot?: string;
  /** Config as the engine passes it: keys with namespace, objects as JSON text. */
  config: Record<string, string>;
  secretKeys: string[];
}

function isStore(value: unknown): value is Store {
  if (typeof value !== "object" || value === null || !("config" in value)) return false;
  const settings: unknown = Reflect.get(value, "settings");
  return typeof settings === "object" && settings !== null && "options" in settings;
}

function internal(name: string): (...args: unknown[]) => unknown {
  const found: unknown = Reflect.get(state, name);
  if (typeof found !== "function") throw changed(name);
  return (...args) => Reflect.apply(found, undefined, args) as unknown;
}

const changed = (what: string) =>
  new Error(`@pulumi/pulumi no longer has runtime/state ${what}; preview/sdk.ts must follow the new version`);

/** Runs `program` as the program of one stack, connected to our monitor and engine instead of Pulumi's. */
export function withStack<T>(
  options: StackOptions,
  monitor: object,
  engine: object,
  program: () => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const run = () => {
      const store = internal("getStore")();
      if (!isStore(store)) throw changed("getStore");
      Object.assign(store.settings.options, {
        organization: options.organization,
        project: options.project,
        stack: options.stack,
        rootDirectory: options.folder,
        dryRun: true,
        parallel: -1,
        monitorAddr: "offline",
        engineAddr: "offline",
        syncDir: undefined,
      });
      store.settings.monitor = monitor;
      store.settings.engine = engine;
      store.config = {
        PULUMI_CONFIG: JSON.stringify(options.config),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(options.secretKeys),
      };
      program().then(resolve, reject);
    };
    internal("withLocalStorage")(run);
  });
}
