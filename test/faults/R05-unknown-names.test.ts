import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

describe('R5', () => {
  it.each([
    ['a service that nobody registered', 'no.such.Service', 'Get', 'UNKNOWN_SERVICE', STATUS.UNIMPLEMENTED],
    ['a method that its service has not', ECHO_SERVICE, 'NoSuch', 'UNKNOWN_METHOD', STATUS.UNIMPLEMENTED],
  ])('%s', async (_, service, method, reason, status) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, { service, method });
        expect(await client.response(1)).toMatchObject({
          status,
          failure: { reason, origin: 'GATEWAY', sent: 'NEVER' },
        });
        client.destroy();
      },
      { [`trunkline_calls_failed_total{reason="${reason}"}`]: 1 },
    );
  });

  it('names without end that do not exist are answered, and take a bounded memory', async () => {
    const rounds = 20;
    const names = 1000;
    const ask = async () => {
      const client = await ground.login();
      for (let round = 0; round < rounds; round++) {
        for (let index = 1; index <= names; index++) {
          const seq = round * names + index;
          client.request(seq, { service: `no.such.Service${'x'.repeat(200)}${seq}`, method: 'Get' });
        }
        await client.response((round + 1) * names);
        client.frames.length = 0;
      }
      client.destroy();
    };
    await ask();
    await ground.survives(ask);
  });
});
