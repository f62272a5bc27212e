import { Client, credentials } from "@grpc/grpc-js";
import protobuf from "google-protobuf";

/** What a matchmaker has to reach an allocator. */
export interface AllocatorAccess {
  /** `host:port`; the certificate is checked for the host, whatever the address is. */
  endpoint: string;
  /** `address:port` of the host, as no DNS of the machine knows it. */
  address: string;
  caCertificates: string;
  /** @default none is shown */
  client?: { certificate: string; privateKey: string };
}

/** Agones' proto/allocation/allocation.proto, 1.60: the fields that we use. */
const REQUEST = { namespace: 1, gameServerSelectors: 8 };
const SELECTOR = { matchLabels: 1 };
const RESPONSE = { gameServerName: 2 };

/**
 * Allocates one game server of a Fleet by mutual TLS, as a matchmaker does.
 * @returns its name
 * @throws the ServiceError of grpc-js, such as RESOURCE_EXHAUSTED where none is Ready
 */
export async function allocate(access: AllocatorAccess, namespace: string, fleet: string): Promise<string> {
  const [host = ""] = access.endpoint.split(":");
  const pem = (text: string) => Buffer.from(text);
  const { client: own, caCertificates } = access;
  const tls =
    own === undefined
      ? credentials.createSsl(pem(caCertificates))
      : credentials.createSsl(pem(caCertificates), pem(own.privateKey), pem(own.certificate));
  const client = new Client(access.address, tls, {
    "grpc.ssl_target_name_override": host,
    "grpc.default_authority": host,
  });
  try {
    return await new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        "/allocation.AllocationService/Allocate",
        (bytes: Buffer) => bytes,
        (bytes) => bytes,
        request(namespace, { "agones.dev/fleet": fleet }),
        { deadline: Date.now() + 10_000 },
        (error, bytes) =>
          bytes === undefined ? reject(error ?? new Error("no answer")) : resolve(gameServerName(bytes)),
      );
    });
  } finally {
    client.close();
  }
}

function request(namespace: string, labels: Record<string, string>): Buffer {
  const selector = new protobuf.BinaryWriter();
  for (const [key, value] of Object.entries(labels)) {
    const entry = new protobuf.BinaryWriter();
    entry.writeString(1, key);
    entry.writeString(2, value);
    selector.writeBytes(SELECTOR.matchLabels, entry.getResultBuffer());
  }
  const writer = new protobuf.BinaryWriter();
  writer.writeString(REQUEST.namespace, namespace);
  writer.writeBytes(REQUEST.gameServerSelectors, selector.getResultBuffer());
  return Buffer.from(writer.getResultBuffer());
}

function gameServerName(bytes: Buffer): string {
  const reader = new protobuf.BinaryReader(bytes);
  let name = "";
  while (reader.nextField()) {
    if (reader.getFieldNumber() === RESPONSE.gameServerName) name = reader.readString();
    else reader.skipField();
  }
  return name;
}
