import {
  type handleUnaryCall,
  Metadata,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
} from '@grpc/grpc-js';

const same = (bytes: Buffer): Buffer => bytes;

const SERVICE: ServiceDefinition = {
  getOrder: {
    path: '/demo.orders.v1.OrderService/GetOrder',
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
};

/** A gRPC server of demo.orders.v1.OrderService that knows every order, without a stub: it wraps bytes in bytes. */
export class OrderBackend {
  readonly address: string;
  /** Calls that the other side gave up. */
  cancelled = 0;
  readonly #server: Server;
  readonly #release: (() => void)[] = [];

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.address = `127.0.0.1:${port}`;
  }

  static async start(): Promise<OrderBackend> {
    const server = new Server();
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    const backend = new OrderBackend(server, port);
    const getOrder: handleUnaryCall<Buffer, Buffer> = (call, answer) => {
      const id = call.request.subarray(2).toString();
      const trailers = new Metadata();
      trailers.set('x-asked-by', String(call.metadata.get('x-client')[0] ?? 'nobody'));
      // A GetOrderRequest is also an Order that has nothing but its id: field 1 of the answer.
      const order = Buffer.concat([Buffer.from([0x0a, call.request.length]), call.request]);
      call.on('cancelled', () => backend.cancelled++);
      if (id === 'missing') answer({ code: status.NOT_FOUND, details: 'no order missing', metadata: trailers });
      else if (id === 'held') backend.#release.push(() => answer(null, order, trailers));
      else answer(null, order, trailers);
    };
    server.addService(SERVICE, { getOrder });
    return backend;
  }

  /** How many calls for the order `held` wait. */
  get held(): number {
    return this.#release.length;
  }

  /** Answers the calls that wait. */
  release(): void {
    for (const answer of this.#release.splice(0)) answer();
  }

  stop(): void {
    this.#server.forceShutdown();
  }
}
