import * as pulumi from "@pulumi/pulumi";
import type { KeyPair } from "../components/agones/certificates.ts";

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

/**
 * Reads outputs of the environment stack. What one of them lacks, such as a region that was added since, shows when the
 * value is there: as an error that says to go up with the environment first.
 */
export class EnvironmentReference {
  readonly #environment: string;
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
        `${pulumi.getStack()} needs the outputs of its environment, and ${environment} has none yet; ${goUp(environment)}`,
      );
    }
    return new EnvironmentReference(environment, reference);
  }

  private constructor(environment: string, reference: pulumi.StackReference) {
    this.#environment = environment;
    this.#reference = reference;
  }

  get zoneId(): pulumi.Output<string> {
    return this.#text(["zoneId"], "has no DNS zone");
  }

  get zoneName(): pulumi.Output<string> {
    return this.#text(["zoneName"], "has no DNS zone");
  }

  /** Host of the registry from which the region's nodes pull images. */
  registryHost(region: string): pulumi.Output<string> {
    return this.#text(["registryHosts", region], `has no image registry for ${region}`);
  }

  /** The `count` addresses of the home region's NAT gateways. */
  natAllocationIds(count: number): pulumi.Output<string>[] {
    return Array.from({ length: count }, (_, index) =>
      this.#text(
        ["natAllocationIds", String(index)],
        `keeps fewer NAT addresses than the home region has NAT gateways (${count})`,
      ),
    );
  }

  /** All of these addresses, as the world sees them: from there the home region's matchmaker comes. */
  get natPublicIps(): pulumi.Output<string[]> {
    return this.#read(["natPublicIps"], isTexts, "has no list of NAT addresses");
  }

  /** Who signs the certificates of allocators and matchmaker, PEM. */
  get allocatorCaCertificates(): pulumi.Output<string> {
    return this.#text(["allocatorCaCertificates"], "has no certificate authority for allocators");
  }

  /** The certificate of the region's allocator and its key; both secret, as is the output that holds them all. */
  allocatorServerCertificate(region: string): KeyPair {
    const part = (leaf: keyof KeyPair) =>
      pulumi.secret(
        this.#text(
          ["allocatorServerCertificates", region, leaf],
          `has no allocator certificate for ${region}`,
        ),
      );
    return { certificate: part("certificate"), privateKey: part("privateKey") };
  }

  /** A secret of the environment. */
  secret(name: string): pulumi.Output<string> {
    return pulumi.secret(this.#text(["secrets", name], `has no secret ${name}`));
  }

  #text(path: Path, lack: string): pulumi.Output<string> {
    return this.#read(path, isText, lack);
  }

  /** What is at a path of names below an output; `lack` says what it means that there is none. */
  #read<T>([output, ...path]: Path, is: (value: unknown) => value is T, lack: string): pulumi.Output<T> {
    // Not requireOutput: where an older program went up, its error would not say what to do.
    return this.#reference.getOutput(output).apply((value: unknown) => {
      const found = path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
      if (is(found)) return found;
      throw new pulumi.RunError(`the environment ${this.#environment} ${lack}; ${goUp(this.#environment)}`);
    });
  }
}

/** An output of the environment, and names below it. */
type Path = [keyof EnvironmentOutputs & string, ...string[]];

const goUp = (environment: string) => `run \`pulumi up -s ${environment}\` first`;

/** Arrays too: their indices are names. */
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isText = (value: unknown) => typeof value === "string";

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
