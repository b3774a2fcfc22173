import { resolve } from 'node:path';
import { GatewayProcess } from '../support/gateway-process.ts';
import { runCli } from '../support/run-cli.ts';
import { OrderBackend } from './order-backend.ts';

const DESCRIPTORS = resolve(import.meta.dirname, '../../descriptors/orders.binpb');

/** A gateway process with one backend registered, as a team would do it. */
export class OrderGateway implements AsyncDisposable {
  static readonly SERVICE = 'demo.orders.v1.OrderService';
  readonly gateway: GatewayProcess;
  readonly backend: OrderBackend;

  private constructor(gateway: GatewayProcess, backend: OrderBackend) {
    this.gateway = gateway;
    this.backend = backend;
  }

  static async start(flags: readonly string[] = []): Promise<OrderGateway> {
    const [gateway, backend] = await Promise.all([GatewayProcess.start(flags), OrderBackend.start()]);
    const started = new OrderGateway(gateway, backend);
    const upload = ['--descriptors', DESCRIPTORS, '--endpoint', backend.address, '--compat', 'none'];
    const { code, stderr } = await runCli([
      'backend',
      'register',
      'orders',
      ...upload,
      '--admin',
      gateway.addresses.admin,
    ]);
    if (code !== 0) {
      await started[Symbol.asyncDispose]();
      throw new Error(`the orders were not registered: ${stderr}`);
    }
    return started;
  }

  get url(): string {
    return `tcp://${this.gateway.addresses.client}`;
  }

  get admin(): string {
    return this.gateway.addresses.admin;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.backend.stop();
    await this.gateway.destroy();
  }
}
