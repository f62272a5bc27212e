// What the tests of scripts need: a server, and the scripts as the workflows start them.
import { execFile } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

export interface Received {
  method: string;
  path: string;
  body: string;
  headers: IncomingMessage["headers"];
}

export interface Answer {
  status?: number;
  /** Sent as it is where it is text or bytes, as JSON otherwise. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestServer extends AsyncDisposable {
  url: string;
  received: Received[];
}

/** An HTTP server on loopback; no answer (undefined) leaves the request waiting. */
export async function serve(answer: (request: Received) => Answer | undefined): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = "", url = "", headers } = request;
      const asked = { method, path: url, body, headers };
      received.push(asked);
      const answered = answer(asked);
      if (answered === undefined) return;
      response.writeHead(answered.status ?? 200, answered.headers);
      const sent = answered.body ?? "";
      response.end(typeof sent === "string" || Buffer.isBuffer(sent) ? sent : JSON.stringify(sent));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.int() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** A script of this folder, with nothing of this environment but the PATH. */
export function runScript(
  name: string,
  args: string[],
  { env = {}, cwd = process.cwd() }: { env?: Record<string, string>; cwd?: string } = {},
): Promise<Ran> {
  const file = join(process.cwd(), "scripts/ci", name);
  const all = { PATH: process.env.PATH ?? "", ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env: all, cwd }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}
