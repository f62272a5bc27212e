import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { Monitor } from "../../preview/monitor.ts";
import type { RecordedMethod } from "./registrations.ts";
import { recordedCall } from "./registrations.ts";

/**
 * `node --import=<this file> preview/main.ts` with GAMEPLANE_REGISTRATIONS=<file> writes down every request of the
 * program to the offline preview's monitor, as record-registrations.ts does with the engine's: the preview's own
 * report could leave something out.
 */
const METHODS: Record<string, RecordedMethod> = {
  registerResource: "RegisterResource",
  readResource: "ReadResource",
  registerResourceOutputs: "RegisterResourceOutputs",
  invoke: "Invoke",
  call: "Call",
};

const file = process.env.GAMEPLANE_REGISTRATIONS;
if (isMainThread && file !== undefined) {
  for (const [name, method] of Object.entries(METHODS)) observe(name, method, file);
}

interface Message {
  serializeBinary(): Uint8Array;
}
type Reply = (error: unknown, response?: Message) => void;

function observe(name: string, method: RecordedMethod, registrations: string): void {
  const original: unknown = Reflect.get(Monitor.prototype, name);
  if (typeof original !== "function")
    throw new Error(
      `the Monitor of preview/monitor.ts has no ${name} any more; record-preview.ts must follow`,
    );
  const observed = function (this: Monitor, request: Message, reply: Reply): unknown {
    // Before the transforms, which change the request itself.
    const sent = request.serializeBinary();
    const answered: Reply = (error, response) => {
      if (response !== undefined) {
        const call = recordedCall(method, sent, response.serializeBinary());
        appendFileSync(registrations, `${JSON.stringify(call)}\n`);
      }
      reply(error, response);
    };
    return Reflect.apply(original, this, [request, answered]) as unknown;
  };
  Reflect.set(Monitor.prototype, name, observed);
}
