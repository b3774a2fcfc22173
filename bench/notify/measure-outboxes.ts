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
/** As many as one user may have: the default of `notify.maxPerUser`. */
const STORED = 1000;
/** One session in so many has a full outbox: all of them would take minutes, and too few would not show what an empty one takes. */
const FULL_ONE_IN = 10;
const AT_ONCE = 50;

/** Sessions whose clients take what is stored for them, and never reply. */
export async function measureOutboxes(sessions: number): Promise<Outboxes> {
  await using gateway = await NotifiedGateway.start();
  const { admin } = gateway;
  const store = (index: number) => {
    const request = { target: 'user', user: `user-${index}`, type: 't', payload: PAYLOAD, atLeastOnce: true } as const;
    return admin.call(admin.notifications.Publish, request);
  };
  const storedBytes = () => gateway.metric('trunkline_notifications_stored_bytes');
  for (let warm = 0; warm < AT_ONCE; warm++) await store(-1 - warm);
  const before = await storedBytes();
  await delay(SETTLE_MS);
  const bare = gateway.residentBytes;
  const crowd = new Crowd(gateway, (index) => `user-${index}`);
  await crowd.join(sessions);
  await delay(SETTLE_MS);
  const empty = gateway.residentBytes;
  const filled = Math.ceil(sessions / FULL_ONE_IN);
  for (let from = 0; from < filled * STORED; from += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => store((from + index) % filled)));
  }
  await delay(SETTLE_MS);
  const full = gateway.residentBytes;
  // Each counts for as much as one of the first.
  const stored = Math.round((((await storedBytes()) - before) * AT_ONCE) / before);
  if (stored !== filled * STORED) throw new Error(`${stored} are stored, where ${filled * STORED} were published`);
  crowd.leave();
  const emptyBytes = (empty - bare) / sessions;
  const fullBytes = emptyBytes + (full - empty) / filled;
  return {
    stored: STORED,
    payloadBytes: PAYLOAD.length,
    emptyBytes: Math.round(emptyBytes),
    fullBytes: Math.round(fullBytes),
  };
}
