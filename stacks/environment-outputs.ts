import * as pulumi from "@pulumi/pulumi";
import type { KeyPair } from "../components/environment/allocator-authority.ts";

/** What an environment stack exports and its regions read; the only thing that travels between stacks. */
export interface EnvironmentOutputs extends Record<string, unknown> {
  /** Its own name; a region checks it, to see that the environment went up. */
  environment: string;
  /** Registry host by region. */
  registryHosts: Record<string, string>;
  /** Repository address in the home region by name. */
  repositoryUrls: Record<string, pulumi.Output<string>>;
  zoneId: pulumi.Output<string>;
  zoneName: string;
  zoneDelegated: boolean;
  zoneNameServers: pulumi.Output<string[]>;
  allocatorCaCertificates: pulumi.Output<string>;
  allocatorServerCertificates: Record<string, KeyPair>;
  allocatorClientCertificate: KeyPair;
  /** Elastic IPs of the home region's NAT gateways, in the order of its zones. */
  natAllocationIds: pulumi.Output<string>[];
  natPublicIps: pulumi.Output<string>[];
  /** The environment's secrets by name. */
  secrets: Record<string, pulumi.Output<string>>;
}

/** Reads outputs of the environment stack. */
export class EnvironmentReference {
  readonly #reference: pulumi.StackReference;

  /**
   * @throws pulumi.RunError where the environment has not gone up yet
   */
  static async open(environment: string): Promise<EnvironmentReference> {
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${environment}`;
    const reference = new pulumi.StackReference("environment", { name });
    const marker = await reference.getOutputDetails("environment");
    if (marker.value === undefined) {
      throw new pulumi.RunError(
        `${pulumi.getStack()} needs the outputs of its environment, and ${environment} has none yet; run \`pulumi up -s ${environment}\` first`,
      );
    }
    return new EnvironmentReference(reference);
  }

  private constructor(reference: pulumi.StackReference) {
    this.#reference = reference;
  }

  /** The `count` addresses of the home region's NAT gateways. */
  natAllocationIds(count: number): pulumi.Output<string>[] {
    const all = this.#reference.requireOutput("natAllocationIds");
    return Array.from({ length: count }, (_, index) =>
      all.apply((ids: unknown) => {
        const id: unknown = Array.isArray(ids) ? ids[index] : undefined;
        if (typeof id === "string") return id;
        throw new pulumi.RunError(
          `the environment keeps fewer NAT addresses than the home region has NAT gateways (${count}); run \`pulumi up\` on the environment first`,
        );
      }),
    );
  }
}
