import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../../src/admin-api/index.ts';
import { ENCODING } from '../../src/wire/index.ts';
import { field, file, message, messageField, service, setOf } from '../support/descriptor-sets.ts';
import { FaultGround } from '../support/fault-ground.ts';
import { MirrorBackend } from '../support/mirror-backend.ts';
import { refusal } from '../support/refusal.ts';

const TRAPS = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf', 'prototype'];
const ILLEGAL = [
  '$typeName',
  'a b',
  'a"b',
  "a';process.exit()//",
  'a\nb',
  'a\u0000b',
  '1a',
  '',
  'a.b',
  'é',
  'x'.repeat(10_240),
].map((name) => [JSON.stringify(name.slice(0, 24)), name] as const);

/** `__proto__` is refused as a name in JSON: a parser of JavaScript could not keep it apart. */
const jsonName = (name: string) => (name === '__proto__' ? 'proto' : name);

describe('D7', () => {
  it.each(ILLEGAL)('a message called %s is refused', async (_, name) => {
    const { findings } = await refusal(setOf(file('a.proto', { messageType: [message(name)] })));
    expect(findings[0]?.rule).toMatch(/^(ILLEGAL_NAME|LIMIT_EXCEEDED)$/);
    expect(findings[0]?.message.length).toBeLessThan(600);
  });

  it.each(ILLEGAL)('a field called %s is refused', async (_, name) => {
    const { findings } = await refusal(setOf(file('a.proto', { messageType: [message('M', [field(name, 1)])] })));
    expect(findings[0]?.rule).toMatch(/^(ILLEGAL_NAME|LIMIT_EXCEEDED)$/);
  });
});

describe('D7, end to end', () => {
  let ground: FaultGround;
  let mirror: MirrorBackend;
  beforeAll(async () => {
    [ground, mirror] = await Promise.all([FaultGround.open(), MirrorBackend.start()]);
    const fields = TRAPS.map((name, index) => field(name, index + 1, { jsonName: jsonName(name) }));
    const traps = file('traps.proto', {
      package: 'constructor',
      messageType: [message('__proto__', [...fields, messageField('inner', 20, '.constructor.__proto__')])],
      service: [service('toString', TRAPS, '.constructor.__proto__')],
    });
    const admin = adminClient(ground.gateway.addresses.admin, { timeoutMs: 10_000 });
    await admin.call(admin.registry.RegisterBackend, {
      name: 'traps',
      descriptorSet: setOf(traps),
      endpoints: [mirror.address],
      policy: {},
    });
    admin.close();
  });
  afterAll(async () => {
    await ground[Symbol.asyncDispose]();
    await mirror[Symbol.asyncDispose]();
  });

  it.each(TRAPS)(
    'a method called %s is called with fields of all such names, in JSON, and nothing inherits them',
    async (method) => {
      const json = `{${TRAPS.map((name) => `"${jsonName(name)}":"own ${name}"`).join(',')},"inner":{"proto":"deep"}}`;
      await ground.survives(async () => {
        const client = await ground.login();
        const payload = Buffer.from(json);
        client.request(1, { service: 'constructor.toString', method, encoding: ENCODING.JSON, payload });
        const answer = await client.response(1);
        expect(answer).toMatchObject({ status: 0 });
        expect(Buffer.from(answer.payload).toString()).toBe(json);
        // A prototype that was polluted would show in every message that has not set the field.
        client.request(2, {
          service: 'constructor.toString',
          method,
          encoding: ENCODING.JSON,
          payload: Buffer.from('{}'),
        });
        expect(Buffer.from((await client.response(2)).payload).toString()).toBe('{}');
        client.destroy();
      });
    },
  );
});
