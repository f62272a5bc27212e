import type { AddonVersions } from "./kubernetes-versions.ts";
import { ADDON_VERSIONS } from "./kubernetes-versions.ts";
import type { EksRegionValues } from "./schema/schema.ts";

/** The add-on versions that settings name, and EKS's defaults for the rest. */
export function addonVersions({ version, addons }: EksRegionValues["eks"]): AddonVersions {
  const standard = ADDON_VERSIONS[version];
  return {
    vpcCni: addons.vpcCni ?? standard.vpcCni,
    coredns: addons.coredns ?? standard.coredns,
    kubeProxy: addons.kubeProxy ?? standard.kubeProxy,
    ebsCsi: addons.ebsCsi ?? standard.ebsCsi,
    metricsServer: addons.metricsServer ?? standard.metricsServer,
    podIdentityAgent: addons.podIdentityAgent ?? standard.podIdentityAgent,
  };
}
