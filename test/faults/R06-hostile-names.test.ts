import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open(['--log-level', 'debug']);
});
afterAll(() => ground[Symbol.asyncDispose]());

const LONG = 'x'.repeat(65_536);
const ILLEGAL = [
  '..',
  'shop..OrderService',
  '../../etc/passwd',
  'shop/OrderService',
  'shop\u0000OrderService',
  'shop\nOrderService',
  LONG,
  '',
  ' ',
  'shop.OrderService ',
  '\u001b[31mred',
].map((name) => [JSON.stringify(name.slice(0, 30)), name] as const);
/** Legal identifiers of protobuf, and traps of JavaScript. */
const TRAPS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'];

describe('R6', () => {
  it.each(ILLEGAL)('the service %s is refused with BAD_NAME', async (_, service) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, { service, method: 'Get' });
        expect(await client.response(1)).toMatchObject({
          status: STATUS.INVALID_ARGUMENT,
          failure: { reason: 'BAD_NAME', sent: 'NEVER' },
        });
        client.destroy();
      },
      { 'trunkline_calls_failed_total{reason="BAD_NAME"}': 1 },
    );
  });

  it.each(ILLEGAL)('the method %s of a service that is there is refused with BAD_NAME', async (_, method) => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, { service: ECHO_SERVICE, method });
      expect(await client.response(1)).toMatchObject({ failure: { reason: 'BAD_NAME' } });
      client.destroy();
    });
  });

  it.each(TRAPS)('%s is a name like any other: nobody has registered it', async (name) => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, { service: name, method: name });
      client.request(2, { service: ECHO_SERVICE, method: name });
      expect((await client.response(1)).failure?.reason).toBe('UNKNOWN_SERVICE');
      expect((await client.response(2)).failure?.reason).toBe('UNKNOWN_METHOD');
      client.destroy();
    });
  });

  it('none of it is logged raw, or at length', () => {
    expect(ground.gateway.log.filter((line) => line.includes('\u001b') || line.length > 4096)).toEqual([]);
  });
});
