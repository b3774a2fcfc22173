import {
  Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import {
  decodeEchoRequest,
  ECHO_SERVICE,
  type EchoRequest,
  encodeCounts,
  encodeEchoResponse,
} from './echo-messages.ts';

type Call =
  | ServerUnaryCall<Buffer, Buffer>
  | ServerWritableStream<Buffer, Buffer>
  | ServerReadableStream<Buffer, Buffer>
  | ServerDuplexStream<Buffer, Buffer>;

const identity = (bytes: Buffer) => bytes;

function method(name: string, requestStream: boolean, responseStream: boolean): MethodDefinition<Buffer, Buffer> {
  return {
    path: `/${ECHO_SERVICE}/${name}`,
    requestStream,
    responseStream,
    requestSerialize: identity,
    requestDeserialize: identity,
    responseSerialize: identity,
    responseDeserialize: identity,
  };
}

const SERVICE = {
  Unary: method('Unary', false, false),
  ServerStream: method('ServerStream', false, true),
  ClientStream: method('ClientStream', true, false),
  BidiStream: method('BidiStream', true, true),
  Counts: method('Counts', false, false),
};

/** The echo backend on @grpc/grpc-js, in this process. */
export class NodeEchoBackend {
  readonly address: string;
  readonly #server: Server;
  readonly #health: HealthImplementation;
  begun = 0;
  cancelled = 0;

  private constructor(server: Server, health: HealthImplementation, address: string) {
    this.#server = server;
    this.#health = health;
    this.address = address;
  }

  static async start(port = 0, host = '127.0.0.1'): Promise<NodeEchoBackend> {
    const server = new Server({
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
    });
    const holder: { backend: NodeEchoBackend | null } = { backend: null };
    const began = (call: Call) => holder.backend?.callBegan(call) ?? (() => {});
    server.addService(
      SERVICE,
      handlers(began, () => encodeCounts(holder.backend?.begun ?? 0, holder.backend?.cancelled ?? 0)),
    );
    const health = new HealthImplementation({ '': 'SERVING' });
    health.addToServer(server);
    const bound = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, result) => {
        if (error === null) resolve(result);
        else reject(error);
      });
    });
    holder.backend = new NodeEchoBackend(server, health, `${host}:${bound}`);
    return holder.backend;
  }

  /** What it answers to health checks: at first, that it is well. */
  setHealthy(healthy: boolean): void {
    this.#health.setStatus('', healthy ? 'SERVING' : 'NOT_SERVING');
  }

  /** Counts a call, and whether it is given up. What it gives is to be called when the backend itself ends the call. */
  callBegan(call: { on(event: 'cancelled', listener: () => void): unknown }): () => void {
    this.begun++;
    let ended = false;
    // grpc-js says this of every call that is over.
    call.on('cancelled', () => {
      if (!ended) this.cancelled++;
    });
    return () => {
      ended = true;
    };
  }

  /** Ends every connection at once. */
  async stop(): Promise<void> {
    this.#server.forceShutdown();
    await Promise.resolve();
  }

  /** Lets calls finish: the connections get a GOAWAY. */
  drain(): Promise<void> {
    return new Promise((resolve) => this.#server.tryShutdown(() => resolve()));
  }
}

function handlers(began: (call: Call) => () => void, counts: () => Uint8Array) {
  return {
    Unary: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => {
      const ended = began(call);
      const request = decodeEchoRequest(call.request);
      after(request.delayMs, () => {
        sendMetadata(call, request);
        ended();
        if (request.status !== 0) done(failure(request));
        else done(null, answer(call, request, 0, 0), trailers(request));
      });
    },
    ServerStream: (call: ServerWritableStream<Buffer, Buffer>) => {
      const ended = began(call);
      const request = decodeEchoRequest(call.request);
      after(request.delayMs, () => {
        sendMetadata(call, request);
        let index = 0;
        let last = false;
        const more = () => {
          while (index < request.count && !call.cancelled) {
            if (!call.write(answer(call, request, index++, 0))) return;
          }
          if (last || call.cancelled) return;
          last = true;
          ended();
          if (request.status !== 0) call.emit('error', failure(request));
          else call.end(trailers(request));
        };
        call.on('drain', more);
        more();
      });
    },
    ClientStream: (call: ServerReadableStream<Buffer, Buffer>, done: sendUnaryData<Buffer>) => {
      const ended = began(call);
      let last = decodeEchoRequest(new Uint8Array(0));
      let count = 0;
      call.on('data', (bytes: Buffer) => {
        last = decodeEchoRequest(bytes);
        count++;
      });
      call.on('error', () => {});
      call.on('end', () => {
        sendMetadata(call, last);
        // The end comes right before the cancel, too.
        setImmediate(ended);
        if (last.status !== 0) done(failure(last));
        else done(null, answer(call, last, 0, count), trailers(last));
      });
    },
    BidiStream: (call: ServerDuplexStream<Buffer, Buffer>) => {
      const ended = began(call);
      let index = 0;
      call.on('data', (bytes: Buffer) => {
        const request = decodeEchoRequest(bytes);
        if (index === 0) sendMetadata(call, request);
        if (request.status !== 0) {
          ended();
          call.emit('error', failure(request));
          return;
        }
        if (!call.write(answer(call, request, index++, 0))) {
          call.pause();
        }
      });
      call.on('drain', () => call.resume());
      call.on('error', () => {});
      call.on('end', () => {
        setImmediate(ended);
        call.end();
      });
    },
    Counts: (_call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Buffer>) => done(null, Buffer.from(counts())),
  };
}

function after(delayMs: number, run: () => void): void {
  if (delayMs === 0) run();
  else setTimeout(run, delayMs);
}

function toMetadata(values: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(values)) {
    metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'hex') : value);
  }
  return metadata;
}

function sendMetadata(call: Call, request: Required<EchoRequest>): void {
  if (Object.keys(request.metadata).length > 0) call.sendMetadata(toMetadata(request.metadata));
}

function trailers(request: Required<EchoRequest>): Metadata {
  const metadata = toMetadata(request.trailers);
  if (request.details.length > 0) metadata.set('grpc-status-details-bin', Buffer.from(request.details));
  return metadata;
}

function failure(request: Required<EchoRequest>) {
  return {
    name: 'EchoFailure',
    message: request.statusMessage,
    code: request.status,
    details: request.statusMessage,
    metadata: trailers(request),
  };
}

function answer(call: Call, request: Required<EchoRequest>, index: number, count: number): Buffer {
  const received: Record<string, string> = {};
  for (const key of Object.keys(call.metadata.getMap())) {
    for (const value of call.metadata.get(key))
      received[key] = typeof value === 'string' ? value : value.toString('hex');
  }
  const deadline = call.getDeadline();
  const deadlineMs = deadline instanceof Date ? deadline.getTime() - Date.now() : Number(deadline) - Date.now();
  const body = request.size > 0 ? new Uint8Array(request.size) : request.body;
  const left = Number.isFinite(deadlineMs) ? Math.max(0, Math.round(deadlineMs)) : 0;
  return Buffer.from(encodeEchoResponse({ body, received, deadlineMs: left, index, count }));
}
