import { setTimeout as pause } from 'node:timers/promises';
import { CallError, connect } from '../../src/client/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { ServedGateway } from '../served-gateway.ts';

export interface Misses {
  readonly lookups: number;
  readonly requests: number;
}

const PER_SECOND = 1000;
const BATCH = 50;
const REQUESTS = 'trunkline_consul_requests_total';

/** Calls methods that nobody has, each another one, a thousand in a second; and counts what the gateway asks Consul. */
export async function measureMisses(consul: string, seconds: number): Promise<Misses> {
  await using gateway = await ServedGateway.start({ consul });
  const client = await connect(gateway.addresses.client);
  const before = await gateway.metric(REQUESTS);
  const startedAt = performance.now();
  const lookups = seconds * PER_SECOND;
  for (let sent = 0; sent < lookups; sent += BATCH) {
    await pause(startedAt + (sent * 1000) / PER_SECOND - performance.now());
    const calls = Array.from({ length: BATCH }, (_, index) =>
      client.callBinary(`company.nobody${sent + index}.v1.Service/Get`, new Uint8Array(0)),
    );
    for (const result of await Promise.allSettled(calls)) {
      const unknown = result.status === 'rejected' && result.reason instanceof CallError;
      if (!unknown || result.reason.code !== STATUS.UNIMPLEMENTED) {
        throw new Error('a method that nobody has was not refused as such', { cause: result });
      }
    }
  }
  const requests = (await gateway.metric(REQUESTS)) - before;
  await client.close();
  return { lookups, requests };
}
