import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const kubeconfig = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.string(), "certificate-authority-data": z.base64() }) }),
  ]),
  users: z.tuple([
    z.object({ user: z.object({ "client-certificate-data": z.base64(), "client-key-data": z.base64() }) }),
  ]),
});

/** Waits until a plane's API server answers that it is ready; 60 s are ample also on a busy machine. */
export async function untilReady(kubeconfigFile: string, timeoutMs = 60_000): Promise<void> {
  const { clusters, users } = kubeconfig.parse(JSON.parse(await readFile(kubeconfigFile, "utf8")));
  const [{ cluster }] = clusters;
  const [{ user }] = users;
  const tls = {
    ca: Buffer.from(cluster["certificate-authority-data"], "base64"),
    cert: Buffer.from(user["client-certificate-data"], "base64"),
    key: Buffer.from(user["client-key-data"], "base64"),
  };
  const deadline = performance.now() + timeoutMs;
  let last = "";
  while (performance.now() < deadline) {
    last = await answer(`${cluster.server}/readyz`, tls);
    if (last === "ok") return;
    await sleep(50);
  }
  throw new Error(
    `the API server at ${cluster.server} is not ready after ${timeoutMs / 1000} s; last answer: ${last}`,
  );
}

function answer(url: string, tls: { ca: Buffer; cert: Buffer; key: Buffer }): Promise<string> {
  return new Promise((resolve) => {
    const call = request(url, { ...tls, agent: false, timeout: 2000 }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve(body));
    });
    call.on("timeout", () => call.destroy(new Error("no answer in 2 s")));
    call.on("error", (error) => resolve(error.message));
    call.end();
  });
}
