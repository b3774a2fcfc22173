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
  crowd.onNotify = (socket, seq, { offset, replyExpected }) => {
    arrived(performance.now());
    // One that nobody waits for is noise, of which a client may make little.
    if (offset === 0 && !replyExpected) return;
    socket.write(encodeFrame({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: NO_BYTES } }));
  };
  const publish = (atLeastOnce: boolean) => {
    const request = { target: 'user', user: 'ada', type: 't', payloadJson: '{}', atLeastOnce } as const;
    return publishing.admin.call(publishing.admin.notifications.Publish, request);
  };
  const once = async (atLeastOnce: boolean): Promise<number> => {
    const at = new Promise<number>((resolve) => {
      arrived = resolve;
    });
    const startedAt = performance.now();
    const published = publish(atLeastOnce).then(({ notOnline }) => {
      if (notOnline > 0) throw new Error('the client is not online');
    });
    const [arrivedAt] = await Promise.all([at, published]);
    return arrivedAt - startedAt;
  };
  // What a gateway wants goes to the bus with the login, and is there a moment later.
  await waitFor('the client is known to all gateways', async () => (await publish(false)).delivered > 0);
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
