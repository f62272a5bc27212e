import type { Clock } from "../clock.ts";
import { changedPaths } from "../changed-paths.ts";
import type { Change, Created, Diff, Package, Provider, Resource } from "../provider.ts";
import { ProviderError } from "../provider-error.ts";
import type { PropertyMap } from "../wire.ts";
import { isKnown, number, UNKNOWN } from "../wire.ts";
import { certRequest, locallySignedCert, readyForRenewal, selfSignedCert } from "./certificates.ts";
import { newPrivateKey } from "./keys.ts";

type Made = PropertyMap & { id: string };

interface Kind {
  make: (inputs: PropertyMap, clock: Clock) => Promise<Made> | Made;
  required: string[];
  optional: string[];
  /** Outputs that only `make` tells. */
  computed: string[];
  /** Renewed when its time comes. */
  ages: boolean;
}

/** What a certificate is made with, whoever signs it. */
const CERTIFICATE = ["isCaCertificate", "setSubjectKeyId", "earlyRenewalHours"];
const ISSUED = ["certPem", "validityStartTime", "validityEndTime", "readyForRenewal"];
const NAMES = ["subject", "dnsNames", "ipAddresses", "uris"];

const KINDS: Record<string, Kind> = {
  "tls:index/privateKey:PrivateKey": {
    make: newPrivateKey,
    required: ["algorithm"],
    optional: ["ecdsaCurve", "rsaBits"],
    computed: ["publicKeyPem", "privateKeyPem", "privateKeyPemPkcs8"],
    ages: false,
  },
  "tls:index/certRequest:CertRequest": {
    make: certRequest,
    required: ["privateKeyPem"],
    optional: NAMES,
    computed: ["keyAlgorithm", "certRequestPem"],
    ages: false,
  },
  "tls:index/selfSignedCert:SelfSignedCert": {
    make: selfSignedCert,
    required: ["allowedUses", "privateKeyPem", "validityPeriodHours"],
    optional: [...NAMES, ...CERTIFICATE, "setAuthorityKeyId"],
    computed: ["keyAlgorithm", ...ISSUED],
    ages: true,
  },
  "tls:index/locallySignedCert:LocallySignedCert": {
    make: locallySignedCert,
    required: ["allowedUses", "caCertPem", "caPrivateKeyPem", "certRequestPem", "validityPeriodHours"],
    optional: CERTIFICATE,
    computed: ["caKeyAlgorithm", ...ISSUED],
    ages: true,
  },
};

/** The tls provider: its keys and certificates are real, and so is when it renews them. */
export const tlsPackage = (clock: Clock): Package => ({
  name: "tls",
  version: "5.6.1",
  accepts: { secrets: false, resources: false },
  configure: () => new TlsProvider(clock),
});

class TlsProvider implements Provider {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  check({ type }: Resource, news: PropertyMap) {
    const { required, optional } = kindOf(type);
    const missing = required.filter((key) => !(key in news));
    const unknown = Object.keys(news).filter((key) => ![...required, ...optional].includes(key));
    const failures = [
      ...missing.map((property) => ({ property, reason: `Missing required argument: ${property}` })),
      ...unknown.map((property) => ({ property, reason: `Invalid or unknown key: ${property}` })),
    ];
    return Promise.resolve({ inputs: news, failures });
  }

  /** Any change makes another one, but that of when to renew; a certificate whose time has come is replaced as well. */
  diff({ type }: Resource, { oldInputs, oldOutputs, news }: Change): Promise<Diff> {
    const changed = changedPaths(oldInputs, news);
    const replaces = changed.filter((path) => path !== "earlyRenewalHours");
    if (kindOf(type).ages && isKnown(news) && this.#due(oldOutputs, news)) {
      changed.push("readyForRenewal");
      replaces.push("readyForRenewal");
    }
    return Promise.resolve({ changed, replaces });
  }

  async create({ type }: Resource, inputs: PropertyMap, { preview }: { preview: boolean }): Promise<Created> {
    const { make, computed } = kindOf(type);
    if (preview)
      return {
        id: "",
        inputs,
        outputs: { ...Object.fromEntries(computed.map((key) => [key, UNKNOWN])), ...inputs },
      };
    const { id, ...made } = await make(inputs, this.#clock);
    return { id, inputs, outputs: { ...inputs, ...made, id } };
  }

  update(_: Resource, __: string, { oldOutputs, news }: Change): Promise<PropertyMap> {
    return Promise.resolve({ ...oldOutputs, ...news, readyForRenewal: this.#due(oldOutputs, news) });
  }

  /** Nothing is kept anywhere but in the state. */
  read({ type }: Resource, _: string, state: Created): Promise<Created> {
    if (!kindOf(type).ages) return Promise.resolve(state);
    const outputs = { ...state.outputs, readyForRenewal: this.#due(state.outputs, state.outputs) };
    return Promise.resolve({ ...state, outputs });
  }

  delete(): Promise<void> {
    return Promise.resolve();
  }

  invoke(token: string): Promise<PropertyMap> {
    return Promise.reject(new ProviderError(`this double does not answer ${token}`));
  }

  #due(outputs: PropertyMap, inputs: PropertyMap): boolean {
    return readyForRenewal(outputs, number(inputs.earlyRenewalHours), this.#clock);
  }
}

function kindOf(type: string): Kind {
  const kind = KINDS[type];
  if (kind === undefined)
    throw new ProviderError(`this double makes ${Object.keys(KINDS).join(", ")}, not ${type}`);
  return kind;
}
