import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { sendUnaryData, ServerUnaryCall } from "@grpc/grpc-js";
import { Client, credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { z } from "zod";
import { isRecorded, recordedCall } from "./registrations.ts";

/**
 * A ResourceMonitor on loopback that hands every call on to the engine's, byte for byte, and writes down what the
 * program registers before the engine makes anything of it (transforms, default providers, checks by providers).
 * Runs as a thread of the program's process, see record-registrations.ts.
 */
const { engine, registrations } = z
  .object({ engine: z.string(), registrations: z.string() })
  .parse(workerData);

/** The methods as the SDK's generated code lists them; none is a stream. */
const { ResourceMonitorService: methods } = z
  .object({
    ResourceMonitorService: z.record(
      z.string(),
      z.object({ path: z.string(), requestStream: z.literal(false), responseStream: z.literal(false) }),
    ),
  })
  .parse(createRequire(import.meta.url)("@pulumi/pulumi/proto/resource_grpc_pb.js"));

/** What the SDK itself allows (runtime/settings.js). */
const LARGEST = { "grpc.max_receive_message_length": 400 << 20, "grpc.max_send_message_length": 400 << 20 };

const upstream = new Client(engine, credentials.createInsecure(), LARGEST);
const server = new Server(LARGEST);
for (const { path } of Object.values(methods)) server.register(path, handOn(path), same, same, "unary");
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  parentPort?.postMessage(`127.0.0.1:${port}`);
});

function same(bytes: Buffer): Buffer {
  return bytes;
}

function handOn(path: string) {
  const method = path.slice(path.lastIndexOf("/") + 1);
  return (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) => {
    const answered = (error: Error | null, response?: Buffer) => {
      // Written before the program hears of it, so that nothing is missing when the program ends.
      if (error === null && response !== undefined) record(method, call.request, response);
      reply(error, response);
    };
    const request = upstream.makeUnaryRequest(path, same, same, call.request, call.metadata, answered);
    call.on("cancelled", () => request.cancel());
  };
}

function record(method: string, request: Buffer, response: Buffer): void {
  if (!isRecorded(method)) return;
  appendFileSync(registrations, `${JSON.stringify(recordedCall(method, request, response))}\n`);
}
