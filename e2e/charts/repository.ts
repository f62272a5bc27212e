import { readFile, rm, writeFile } from "node:fs/promises";
import type { Server } from "node:https";
import { createServer } from "node:https";
import { basename, join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import type { Program } from "../engine/program.ts";
import { CertificateAuthority } from "../testbed/certificates.ts";
import { temporaryFolder } from "../testbed/temporary-folder.ts";
import type { PinnedChart } from "./pinned.ts";
import { CHARTS, pinnedCharts } from "./pinned.ts";
import { packStub } from "./stub.ts";

/** An https chart repository on loopback with the charts that settings pin (stub charts of ours, or the real Agones chart). */
export interface ChartRepository {
  url: string;
  /** For SSL_CERT_FILE, which in a Go program replaces the roots of the machine. */
  certificateFile: string;
  stop(): Promise<void>;
}

export interface ChartRepositoryOptions {
  /** Folder with helm. */
  binaries: string;
  /** Folder of the real Agones chart. @default a stub */
  agonesChart?: string;
  /** Charts of further versions, such as one to upgrade to; the same stub under another number. @default none */
  more?: PinnedChart[];
}

/** Packs the charts and serves them; https, because settings take no other kind of repository. */
export async function startChartRepository(options: ChartRepositoryOptions): Promise<ChartRepository> {
  const folder = temporaryFolder("charts");
  try {
    await packCharts(folder, options);
    await execa(join(options.binaries, "helm"), ["repo", "index", folder]);
    const { server, certificateFile } = await serve(folder);
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the chart repository has no port");
    const stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    };
    return { url: `https://127.0.0.1:${address.port}`, certificateFile, stop };
  } catch (error) {
    await rm(folder, { recursive: true });
    throw error;
  }
}

async function packCharts(
  folder: string,
  { binaries, agonesChart, more = [] }: ChartRepositoryOptions,
): Promise<void> {
  if (agonesChart !== undefined) await checkAgones(agonesChart);
  for (const chart of [...pinnedCharts(), ...more]) {
    if (chart.name === "agones" && agonesChart !== undefined)
      await packAgones(agonesChart, chart, binaries, folder);
    else await packStub(chart, binaries, folder);
  }
}

async function checkAgones(folder: string): Promise<void> {
  const { version } = z
    .object({ version: z.string() })
    .parse(parse(await readFile(join(folder, "Chart.yaml"), "utf8")));
  const pinned = pinnedCharts().find(({ name }) => name === "agones")?.version;
  if (version !== pinned)
    throw new Error(
      `AGONES_CHART is version ${version}, settings pin ${pinned ?? "none"}; use the chart of that version`,
    );
}

/** Under another number too, for an upgrade that changes nothing but the number. */
async function packAgones(
  chart: string,
  { version }: PinnedChart,
  binaries: string,
  folder: string,
): Promise<void> {
  const args = ["package", chart, "--version", version, "--destination", folder];
  await execa(join(binaries, "helm"), args);
}

async function serve(folder: string): Promise<{ server: Server; certificateFile: string }> {
  const authority = await CertificateAuthority.create("gameplane chart repository");
  const { certificate: cert, key } = await authority.issue({
    commonName: "localhost",
    hosts: { dns: ["localhost"], ip: ["127.0.0.1"] },
  });
  const certificateFile = join(folder, "ca.pem");
  await writeFile(certificateFile, authority.pem.certificate);
  const server = createServer({ cert, key }, (request, response) => {
    // The folder is flat, so a name is all of a path that counts.
    readFile(join(folder, basename(request.url ?? ""))).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return { server, certificateFile };
}

/** Points every chart of a program's settings at the repository; regions of an environment inherit it. */
export async function useCharts(program: Program, { url }: ChartRepository): Promise<void> {
  for (const [stack, keys] of Object.entries(CHARTS)) {
    for (const key of keys) {
      const path = ["config", "gameplane:charts", key, "repository"];
      await program.set(`Pulumi.${stack}.yaml`, path, url);
    }
  }
}
