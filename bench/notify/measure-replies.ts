import { encodeFrame } from '../../src/wire/index.ts';
import { Crowd } from './crowd.ts';
import { NotifiedGateway } from './notified-gateway.ts';

const NO_BYTES = new Uint8Array(0);
const AT_ONCE = 32;
const SESSIONS = 32;

/** Notifications that a client replied to, and whose publisher has the reply, in a second. */
export async function measureReplies(count: number): Promise<number> {
  await using gateway = await NotifiedGateway.start();
  const crowd = new Crowd(gateway, (index) => `user-${index}`);
  await crowd.join(SESSIONS);
  crowd.onNotify = (socket, seq) =>
    socket.write(encodeFrame({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: NO_BYTES } }));
  const ask = async (index: number) => {
    const request = {
      target: 'user',
      user: `user-${index % SESSIONS}`,
      type: 'ask',
      payloadJson: '{}',
      waitMs: 5000,
    } as const;
    const { replied } = await gateway.admin.call(gateway.admin.notifications.Publish, request);
    if (replied !== 1) throw new Error('nobody replied');
  };
  const run = async (total: number) => {
    let next = 0;
    const worker = async () => {
      while (next < total) await ask(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  await run(count / 4);
  const startedAt = performance.now();
  await run(count);
  const perSecond = (count * 1000) / (performance.now() - startedAt);
  crowd.leave();
  return perSecond;
}
