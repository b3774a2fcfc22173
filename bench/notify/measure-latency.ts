import { encodeFrame } from '../../src/wire/index.ts';
import { NatsServer } from '../../test/support/nats-server.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { Crowd } from './crowd.ts';
import { NotifiedGateway } from './notified-gateway.ts';

/** From the publisher's call to the arrival at the client, in milliseconds, the shortest first. */
export interface Latency {
  readonly onceMs: readonly number[];
  readonly storedMs: readonly number[];
}

const NO_BYTES = new Uint8Array(0);

/** Publishes at one gateway for a client of another, over NATS. */
export async function measureLatency(count: number): Promise<Latency> {
  await using nats = await NatsServer.start();
  await using publishing = await NotifiedGateway.start(['--bus', nats.url]);
  await using holding = await NotifiedGateway.start(['--bus', nats.url]);
  await waitFor('both are on the bus', async () => {
    const states = await Promise.all([publishing, holding].map((gateway) => gateway.metric('trunkline_bus_up')));
    return states.every((state) => state === 1);
  });
  const crowd = new Crowd(holding, () => 'ada');
  await crowd.join(1);
  let arrived: (atMs: number) => void = () => {};
  crowd.onNotify = (socket, seq) => {
    arrived(performance.now());
    socket.write(encodeFrame({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: NO_BYTES } }));
  };
  const once = async (atLeastOnce: boolean): Promise<number> => {
    const at = new Promise<number>((resolve) => {
      arrived = resolve;
    });
    const startedAt = performance.now();
    const request = { target: 'user', user: 'ada', type: 't', payloadJson: '{}', atLeastOnce } as const;
    const published = publishing.admin.call(publishing.admin.notifications.Publish, request);
    const tookMs = (await at) - startedAt;
    await published;
    return tookMs;
  };
  const all = async (atLeastOnce: boolean) => {
    for (let warm = 0; warm < count / 10; warm++) await once(atLeastOnce);
    const tookMs: number[] = [];
    for (let index = 0; index < count; index++) tookMs.push(await once(atLeastOnce));
    return tookMs.sort((a, b) => a - b);
  };
  const latency = { onceMs: await all(false), storedMs: await all(true) };
  crowd.leave();
  return latency;
}
