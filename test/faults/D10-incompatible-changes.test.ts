import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { STATUS } from '../../src/status/index.ts';
import { FieldType, field, plainSet } from '../support/descriptor-sets.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';
import { FORCED, startRegistry, upload } from '../support/registry.ts';
import { waitFor } from '../support/wait-for.ts';

const BEFORE = plainSet('t', ['Get', 'Put']);
const INCOMPATIBLE: readonly (readonly [string, Uint8Array, string])[] = [
  ['a method that is gone', plainSet('t', ['Get']), 'METHOD_DELETED'],
  ['a service that is gone', plainSet('u', ['Get', 'Put']), 'SERVICE_DELETED'],
  ['a field whose type changed', plainSet('t', ['Get', 'Put'], [field('id', 1, { type: FieldType.INT64 })]), 'FIELD'],
];

describe('D10', () => {
  it.each(INCOMPATIBLE)('%s is refused unless it is forced, and what is live stays', async (_, after, rule) => {
    const { registry, stop } = await startRegistry();
    try {
      await registry.register(upload({ descriptorSet: BEFORE }));
      const live = registry.methods;
      const result = await registry.register(upload({ descriptorSet: after }));
      expect(result).toMatchObject({ kind: 'refused', cause: 'live' });
      expect(result.kind === 'refused' && result.findings[0]?.rule).toContain(rule);
      expect(registry.methods).toBe(live);
      expect(await registry.register(upload({ descriptorSet: after, policy: FORCED }))).toMatchObject({
        kind: 'accepted',
        changed: true,
      });
    } finally {
      await stop();
    }
  });
});

describe('D10, with calls in flight', () => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open();
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  it('a forced change lets them finish on the old revision, and the next call sees the new one', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      const begun = ground.echo.begun;
      for (let seq = 1; seq <= 20; seq++) client.request(seq, echoCall({ delayMs: 800 }));
      await waitFor('the calls are at the backend', () => ground.echo.begun === begun + 20);
      const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 10_000 });
      await admin.call(admin.registry.RegisterBackend, {
        name: 'echo',
        descriptorSet: plainSet(),
        endpoints: [ground.echo.address],
        policy: { compatibility: 'COMPATIBILITY_NONE' },
      });
      admin.close();
      client.request(21, { service: ECHO_SERVICE, method: 'Unary' });
      expect(await client.response(21)).toMatchObject({ failure: { reason: 'UNKNOWN_SERVICE' } });
      for (let seq = 1; seq <= 20; seq++) expect((await client.response(seq)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });
});
