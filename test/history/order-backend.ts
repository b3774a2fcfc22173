import { type handleUnaryCall, Server, ServerCredentials, type ServiceDefinition } from '@grpc/grpc-js';
import type { Dice } from '../../src/backend/dice.ts';
import type { Recorder } from './event.ts';
import { decodeOrderRequest, encodeOrderResponse, ORDER_SERVICE } from './order-messages.ts';

const identity = (bytes: Buffer) => bytes;
const method = (name: string) => ({
  path: `/${ORDER_SERVICE}/${name}`,
  requestStream: false as const,
  responseStream: false as const,
  requestSerialize: identity,
  requestDeserialize: identity,
  responseSerialize: identity,
  responseDeserialize: identity,
});
const SERVICE: ServiceDefinition = { placeOrder: method('PlaceOrder'), getOrder: method('GetOrder') };

/** Most orders take a few milliseconds, and one in ten so long that a fault may well come in between. */
const LONG_IN = 10;
const LONG_MS = 400;
const SHORT_MS = 20;

/** A gRPC server of demo.orders.v1.OrderService that says which orders it was asked for, each time. */
export class OrderBackend implements Disposable {
  readonly port: number;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
  }

  static async start(record: Recorder, dice: Dice): Promise<OrderBackend> {
    const server = new Server();
    const run: handleUnaryCall<Buffer, Buffer> = (call, answer) => {
      const key = decodeOrderRequest(call.request);
      record({ kind: 'ran', key });
      const delayMs = dice.below(LONG_IN) === 0 ? dice.below(LONG_MS) : dice.below(SHORT_MS);
      setTimeout(() => answer(null, Buffer.from(encodeOrderResponse(key))), delayMs);
    };
    server.addService(SERVICE, { placeOrder: run, getOrder: run });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return new OrderBackend(server, port);
  }

  [Symbol.dispose](): void {
    this.#server.forceShutdown();
  }
}
