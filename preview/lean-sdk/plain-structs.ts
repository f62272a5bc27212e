import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";

type Values = Record<string, JavaScriptValue>;

/**
 * Lets properties pass between the SDK and the monitor, which live in one process, as the objects they are, instead
 * of as protobuf messages and back. Whoever sends a message over a wire (transforms) gets the real one.
 */
export function keepStructsPlain(): void {
  const { Struct } = structPb;
  const plain = new WeakMap<object, Values>();
  const original = {
    from: Struct.fromJavaScript.bind(Struct),
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its `this` below
    to: Struct.prototype.toJavaScript,
    write: Struct.serializeBinaryToWriter.bind(Struct),
  };
  Struct.fromJavaScript = (values) => {
    const message = new Struct();
    plain.set(message, values);
    return message;
  };
  Struct.prototype.toJavaScript = function toJavaScript() {
    return plain.get(this) ?? original.to.call(this);
  };
  Struct.serializeBinaryToWriter = (message, writer) => {
    const values = plain.get(message);
    original.write(values === undefined ? message : original.from(values), writer);
  };
}
