import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from './crowd.ts';
import { NotifiedGateway } from './notified-gateway.ts';

export interface Outboxes {
  readonly stored: number;
  readonly payloadBytes: number;
  /** Memory of the gateway for each session, all of it but what the process takes by itself. */
  readonly emptyBytes: number;
  readonly fullBytes: number;
}

const SETTLE_MS = 2000;
const PAYLOAD = Buffer.alloc(1000, 'x');
const STORED = 100;
const AT_ONCE = 50;

/** Sessions whose clients take what is stored for them, and never reply. */
export async function measureOutboxes(sessions: number): Promise<Outboxes> {
  await using gateway = await NotifiedGateway.start(['--notify-max-bytes', `${2 ** 31}`]);
  const { admin } = gateway;
  const store = (index: number) => {
    const request = { target: 'user', user: `user-${index}`, type: 't', payload: PAYLOAD, atLeastOnce: true } as const;
    return admin.call(admin.notifications.Publish, request);
  };
  for (let warm = 0; warm < AT_ONCE; warm++) await store(-1 - warm);
  await delay(SETTLE_MS);
  const bare = gateway.residentBytes;
  const crowd = new Crowd(gateway, (index) => `user-${index}`);
  await crowd.join(sessions);
  await delay(SETTLE_MS);
  const empty = gateway.residentBytes;
  for (let from = 0; from < sessions * STORED; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => store((from + index) % sessions)));
  }
  await delay(SETTLE_MS);
  const full = gateway.residentBytes;
  crowd.leave();
  const each = (bytes: number) => Math.round((bytes - bare) / sessions);
  return { stored: STORED, payloadBytes: PAYLOAD.length, emptyBytes: each(empty), fullBytes: each(full) };
}
