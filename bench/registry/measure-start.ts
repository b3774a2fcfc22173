import { connect } from '../../src/client/index.ts';
import { ECHO_SERVICE } from '../../test/support/echo-messages.ts';
import { ServedGateway } from '../served-gateway.ts';

export interface Start {
  /** From the start of the process to the answer to its first call. */
  readonly firstCallMs: number;
  readonly peakBytes: number;
}

/** Starts a gateway on a registry that is full, and calls the echo backend through it. */
export async function measureStart(consul: string): Promise<Start> {
  const startedAt = performance.now();
  await using gateway = await ServedGateway.start({ consul });
  const client = await connect(gateway.addresses.client);
  await client.call(`${ECHO_SERVICE}/Unary`, {});
  const firstCallMs = performance.now() - startedAt;
  await client.close();
  return { firstCallMs, peakBytes: gateway.peakBytes };
}
