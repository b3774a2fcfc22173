import { waitFor } from '../../test/support/wait-for.ts';
import { readCpuTime } from '../cpu-time.ts';
import { Crowd } from './crowd.ts';
import { NotifiedGateway } from './notified-gateway.ts';

export interface FanOut {
  readonly sessions: number;
  /** Notifications that reached a client, for each second of CPU that the gateway took. */
  readonly deliveriesPerCpuSecond: number;
  /** The longest that the event loop of the gateway stood still in a broadcast: the median of them. */
  readonly stallMs: number;
  /** The same in the worst of them. */
  readonly longestStallMs: number;
}

const LAG = 'trunkline_event_loop_lag_seconds{quantile="1"}';
const PAYLOAD = Buffer.alloc(100, 'x');

/** One notification to all sessions of a gateway, again and again. */
export async function measureFanOut(sessions: number, broadcasts: number): Promise<FanOut> {
  await using gateway = await NotifiedGateway.start();
  const crowd = new Crowd(gateway, () => 'crowd');
  await crowd.join(sessions);
  const publish = { target: 'everyone', everyone: true, type: 'tick', content: 'payload', payload: PAYLOAD } as const;
  const send = async () => {
    const before = crowd.bytes;
    await gateway.admin.call(gateway.admin.notifications.Publish, publish);
    await waitFor('all have it', () => crowd.bytes - before >= sessions * PAYLOAD.length, 30_000);
  };
  // The first ones compile.
  for (let count = 0; count < 5; count++) await send();
  const before = readCpuTime([gateway.pid]);
  for (let count = 0; count < broadcasts; count++) await send();
  const after = readCpuTime([gateway.pid]);
  const cpuSeconds = (after.userUs + after.systemUs - before.userUs - before.systemUs) / 1e6;
  // By themselves: to read a metric of a process with so many sockets costs milliseconds, the first time more.
  await gateway.metric(LAG);
  const stalls: number[] = [];
  for (let count = 0; count < broadcasts; count++) {
    await gateway.metric(LAG);
    await send();
    stalls.push(1000 * (await gateway.metric(LAG)));
  }
  crowd.leave();
  stalls.sort((a, b) => a - b);
  return {
    sessions,
    deliveriesPerCpuSecond: (sessions * broadcasts) / cpuSeconds,
    stallMs: stalls[Math.floor(stalls.length / 2)] ?? Number.NaN,
    longestStallMs: stalls.at(-1) ?? Number.NaN,
  };
}
