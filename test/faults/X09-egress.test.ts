import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { waitFor } from '../support/wait-for.ts';

const UNAVAILABLE = 14;

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const portOf = (address: string) => address.slice(address.lastIndexOf(':') + 1);

describe('X9', () => {
  it.each(['localhost', '127.0.0.1', '127.9.9.9', '[::1]', '[::ffff:127.0.0.1]'])(
    'an endpoint on the admin port of the gateway, at %s, is not called: what it resolves to is looked at when it is connected',
    async (host) => {
      const address = `${host}:${portOf(ground.gateway.addresses.admin)}`;
      await ground.survives(async () => {
        await ground.register('echo', ECHO_DESCRIPTORS, address);
        const logged = ground.gateway.log.length;
        const client = await ground.login();
        client.request(1, echoCall({}));
        expect(await client.response(1)).toMatchObject({
          status: UNAVAILABLE,
          failure: { origin: 'GATEWAY', sent: 'NEVER' },
        });
        await waitFor('the log says why', () =>
          ground.gateway.log.slice(logged).some((line) => line.includes('it is a port of the gateway itself')),
        );
        client.destroy();
      });
    },
  );

  it('a name that leads to a backend is called', async () => {
    await ground.register('echo', ECHO_DESCRIPTORS, `localhost:${portOf(ground.echo.address)}`);
    expect(await ground.controlCall(echoCall({}))).toMatchObject({ status: 0 });
  });

  it.each([
    '169.254.169.254:80',
    '[fd00:ec2::254]:80',
    '[::ffff:169.254.169.254]:80',
    '0.0.0.0:80',
    '2852039166:80',
    '0xa9fea9fe:80',
    'unix:/run/x.sock',
  ])('an upload that names %s is refused', async (address) => {
    await expect(ground.register('echo', ECHO_DESCRIPTORS, address)).rejects.toMatchObject({
      findings: [{ rule: 'ILLEGAL_ENDPOINT' }],
    });
  });
});
