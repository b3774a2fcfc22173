import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  create,
  createFileRegistry,
  type DescMessage,
  type FileRegistry,
  fromBinary,
  fromJson,
  type JsonValue,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { adminClient } from '../../src/admin-api/index.ts';
import { type Client, connect } from '../../src/client/index.ts';
import { buildDescriptors } from './buf.ts';
import { GatewayProcess } from './gateway-process.ts';

const PROTO = resolve(import.meta.dirname, '../fixtures/interop');

/** Where a backend of gRPC's interop cases is, once it runs. */
interface InteropBackend {
  readonly address: string;
  stop(): Promise<void>;
}

/** The messages of grpc.testing. */
export class InteropMessages {
  readonly #registry: FileRegistry;

  constructor(descriptorSet: Uint8Array) {
    this.#registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorSet));
  }

  /** A message of grpc.testing in protobuf's bytes. */
  encode(type: string, json: JsonValue): Uint8Array {
    const schema = this.#schema(type);
    return toBinary(schema, json === null ? create(schema) : fromJson(schema, json));
  }

  /** The same the other way. Fields with their default value are left out. */
  decode(type: string, bytes: Uint8Array): JsonValue {
    const schema = this.#schema(type);
    return toJson(schema, fromBinary(schema, bytes));
  }

  #schema(type: string): DescMessage {
    const found = this.#registry.getMessage(`grpc.testing.${type}`);
    if (found === undefined) throw new Error(`no message ${type}`);
    return found;
  }
}

/** Starts a backend; `descriptors` is the file with the descriptor set of grpc.testing. */
type StartBackend = (descriptors: string, messages: InteropMessages) => Promise<InteropBackend>;

/** A backend of grpc.testing.TestService behind a gateway process, and a client on its socket. */
export class InteropWorld implements AsyncDisposable {
  readonly client: Client;
  readonly messages: InteropMessages;
  readonly #gateway: GatewayProcess;
  readonly #backend: InteropBackend;
  readonly #folder: string;

  private constructor(
    client: Client,
    messages: InteropMessages,
    gateway: GatewayProcess,
    backend: InteropBackend,
    folder: string,
  ) {
    this.client = client;
    this.messages = messages;
    this.#gateway = gateway;
    this.#backend = backend;
    this.#folder = folder;
  }

  static async open(engine: string, startBackend: StartBackend): Promise<InteropWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-interop-'));
    const descriptors = join(folder, 'interop.binpb');
    const descriptorSet = buildDescriptors(PROTO);
    await writeFile(descriptors, descriptorSet);
    const messages = new InteropMessages(descriptorSet);
    const backend = await startBackend(descriptors, messages);
    const gateway = await GatewayProcess.start(['--upstream-engine', engine]);
    const admin = adminClient(gateway.addresses.admin, { timeoutMs: 30_000 });
    const target = { name: 'interop', descriptorSet, endpoints: [backend.address], policy: {} };
    await admin.call(admin.registry.RegisterBackend, target);
    admin.close();
    const client = await connect(`tcp://${gateway.addresses.client}`);
    return new InteropWorld(client, messages, gateway, backend, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
    await this.#gateway.destroy();
    await this.#backend.stop();
    await rm(this.#folder, { recursive: true });
  }
}
