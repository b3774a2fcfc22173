import { describe, expect, it } from 'vitest';
import { NotifyWorld, settled } from '../../support/notify-world.ts';

const notification = { id: 'n-1', type: 'test', encoding: 2, payload: Buffer.from('{}'), replyExpected: true };

describe('the reply of a client', () => {
  it.each([
    ['at most once', null],
    ['at least once', { expiresAtUnixMs: Number.MAX_SAFE_INTEGER, offset: null }],
  ])('to what was sent %s is kept without the chunk that it came in', async (_name, stored) => {
    const world = new NotifyWorld();
    const { client } = world.login('ada');
    const target = { kind: 'user', user: 'ada', newest: false } as const;
    const report = world.hub.take({ notification, target, stored, waitMs: 1000, named: false });
    await settled();
    const [notify] = client.frames('notify');
    const body = { status: 0, message: '', payload: Uint8Array.of(1, 2, 3) };
    client.send({ kind: 'notifyReply', seq: notify?.seq ?? 0, body }, { kind: 'pong', seq: 0 });
    const payloads = (await report).targets.map(({ reply }) => reply?.payload);
    expect(payloads).toEqual([Uint8Array.of(1, 2, 3)]);
    expect(payloads.map((payload) => payload?.buffer.byteLength)).toEqual([3]);
  });
});
