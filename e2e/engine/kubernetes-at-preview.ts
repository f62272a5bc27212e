import type { Created, Diff, Package, Provider } from "../doubles/provider.ts";
import { servePackage } from "../doubles/serve-package.ts";
import type { PropertyMap } from "../doubles/wire.ts";

/**
 * A Kubernetes provider that has no cluster and gives inputs back: enough for previews of stacks that have not gone
 * up, which tell what the program says and not what a cluster makes of it.
 */
const KUBERNETES: Package = {
  name: "kubernetes",
  version: "4.34.2",
  accepts: { secrets: true, resources: true },
  configure: () => new InputsBack(),
};

class InputsBack implements Provider {
  check(_: unknown, inputs: PropertyMap) {
    return Promise.resolve({ inputs });
  }

  create(_: unknown, inputs: PropertyMap): Promise<Created> {
    return Promise.resolve({ id: "", inputs, outputs: inputs });
  }

  diff = (): Promise<Diff> => onlyPreviews();
  update = (): Promise<PropertyMap> => onlyPreviews();
  read = (): Promise<Created | undefined> => onlyPreviews();
  delete = (): Promise<void> => onlyPreviews();
  invoke = (): Promise<PropertyMap> => onlyPreviews();
}

const onlyPreviews = () =>
  Promise.reject(new Error("this Kubernetes provider is for previews of stacks that have not gone up"));

/** Its entry of PULUMI_DEBUG_PROVIDERS. */
export async function serveKubernetesAtPreview(): Promise<{ debugProvider: string; stop(): Promise<void> }> {
  const served = await servePackage(KUBERNETES, (_, work) => work());
  return { debugProvider: `kubernetes:${served.port}`, stop: () => served.stop() };
}
