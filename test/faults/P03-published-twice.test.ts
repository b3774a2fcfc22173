import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultGround } from '../support/fault-ground.ts';
import { publish } from '../support/publish.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('P3', () => {
  it.each([true, false])(
    'a notification that is published again with its id arrives once, stored: %s',
    async (atLeastOnce) => {
      await ground.survives(
        async () => {
          const client = await ground.login({ token: `user-${atLeastOnce}` });
          const id = `order-42-${atLeastOnce}`;
          const again = () =>
            publish(ground.gateway.addresses.admin, {
              user: `user-${atLeastOnce}`,
              target: 'user',
              id,
              atLeastOnce,
              waitMs: 5000,
            });
          const answers = [again(), again()];
          const { seq } = await client.frame({ kind: 'notify' });
          client.send({ kind: 'notifyReply', seq, body: { status: 0, message: '', payload: Buffer.from('{"n":1}') } });
          const [first, second] = await Promise.all(answers);
          expect(first).toMatchObject({ id, replied: 1, targets: [{ reply: { payload: Buffer.from('{"n":1}') } }] });
          expect([second, await again()]).toEqual([first, first]);
          expect(client.frames).toEqual([]);
          client.destroy();
        },
        { trunkline_notifications_published_total: 1, trunkline_notifications_delivered_total: 1 },
      );
    },
  );
});
