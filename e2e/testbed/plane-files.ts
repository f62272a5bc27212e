import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Addresses } from "./addresses.ts";
import type { Subject } from "./certificates.ts";
import { CertificateAuthority, signingKeys } from "./certificates.ts";
import type { Files } from "./components.ts";
import { kubeconfigOf } from "./kubeconfig.ts";
import { stagesWithout } from "./stages.ts";

const STAGES = join(import.meta.dirname, "stages", "nodes-and-pods.yaml");

export interface PlaneFilesArgs {
  state: string;
  region: string;
  addresses: Addresses;
  /** Images that really run. */
  images: string[];
}

/** Writes a plane's certificates, keys, kubeconfigs and what kwok does. */
export async function writePlaneFiles({ state, region, addresses, images }: PlaneFilesArgs): Promise<Files> {
  const files = filesIn(state);
  mkdirSync(join(state, "certificates"), { recursive: true });
  chmodSync(state, 0o700); // an administrator's key is in it
  const authority = await CertificateAuthority.create("gameplane-testbed");
  const server = `https://127.0.0.1:${addresses.ports.apiServer}`;

  const issue = async (name: string, subject: Subject): Promise<void> => {
    const { certificate, key } = await authority.issue(subject);
    writeFileSync(files.certificate(`${name}.crt`), certificate);
    writeFileSync(files.certificate(`${name}.key`), key, { mode: 0o600 });
  };
  const configure = async (path: string, subject: Subject): Promise<void> => {
    const client = await authority.issue(subject);
    const config = { name: `gameplane-${region}`, server, authority: authority.pem.certificate, client };
    writeFileSync(path, kubeconfigOf(config), { mode: 0o600 });
  };
  writeFileSync(files.stages, stagesWithout(images, readFileSync(STAGES, "utf8")));
  const signing = await signingKeys();
  writeFileSync(files.certificate("authority.crt"), authority.pem.certificate);
  writeFileSync(files.certificate("authority.key"), authority.pem.key, { mode: 0o600 });
  writeFileSync(files.certificate("service-accounts.pub"), signing.public);
  writeFileSync(files.certificate("service-accounts.key"), signing.private, { mode: 0o600 });
  await Promise.all([
    issue("apiserver", { commonName: "kube-apiserver", hosts: apiServerHosts(addresses) }),
    issue("front-proxy", { commonName: "front-proxy-client" }),
    configure(files.kubeconfig, { commonName: "admin", organisation: "system:masters" }),
    configure(files.configOf("controller-manager"), { commonName: "system:kube-controller-manager" }),
    configure(files.configOf("scheduler"), { commonName: "system:kube-scheduler" }),
  ]);
  return files;
}

function filesIn(state: string): Files {
  return {
    state,
    kubeconfig: join(state, "kubeconfig"),
    stages: join(state, "stages.yaml"),
    certificate: (name) => join(state, "certificates", name),
    configOf: (component) => join(state, "certificates", `${component}.kubeconfig`),
  };
}

function apiServerHosts({ kubernetesService }: Addresses): { dns: string[]; ip: string[] } {
  const service = "kubernetes.default.svc";
  return {
    dns: ["localhost", "kubernetes", "kubernetes.default", service, `${service}.cluster.local`],
    ip: ["127.0.0.1", kubernetesService],
  };
}
