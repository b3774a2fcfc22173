import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { badCall, echoCall, FaultGround } from '../support/fault-ground.ts';

const NAMES = 5000;
const CANARY = 'canary';
const otherTotal = (code: string) => `trunkline_calls_total{service="_OTHER",method="_OTHER",code="${code}"}`;
const ofService = (service: string) => (name: string) => name.includes(`service="${service}"`);

describe('O7', () => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open();
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  it('names that are not registered are counted under one label, however many there are', async () => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.request(1, { service: `${CANARY}.Service0`, method: 'Get' });
        await client.response(1);
        const before = [...(await ground.gateway.metrics()).keys()];
        for (let seq = 2; seq <= NAMES; seq++)
          client.request(seq, { service: `${CANARY}.S${seq}`, method: `Get${seq}` });
        for (let seq = 2; seq <= NAMES; seq++) {
          const at = seq + NAMES;
          client.request(at, { service: ECHO_SERVICE, method: `${CANARY}${seq}` });
        }
        expect((await client.response(2 * NAMES)).status).toBe(STATUS.UNIMPLEMENTED);
        const after = [...(await ground.gateway.metrics()).keys()];
        expect(after.filter((name) => name.includes(CANARY))).toEqual([]);
        // One series is new: the reason for which a method was not found.
        expect(after.filter((name) => !before.includes(name))).toEqual([
          'trunkline_calls_failed_total{reason="UNKNOWN_METHOD"}',
        ]);
        client.destroy();
      },
      {
        [otherTotal('UNIMPLEMENTED')]: 2 * NAMES - 1,
        'trunkline_calls_failed_total{reason="UNKNOWN_SERVICE"}': NAMES,
        'trunkline_calls_failed_total{reason="UNKNOWN_METHOD"}': NAMES - 1,
      },
    );
  });

  it('nothing that a client says of itself, and nothing of a call’s metadata, is a label', async () => {
    await ground.survives(async () => {
      const client = await ground.login({ client: `${CANARY}/1`, token: `${CANARY}-user` });
      client.request(1, { ...echoCall({}), metadata: [{ key: `x-${CANARY}`, value: CANARY }] });
      expect((await client.response(1)).status).toBe(STATUS.OK);
      client.request(2, echoCall({ status: 9, statusMessage: CANARY }));
      expect((await client.response(2)).status).toBe(STATUS.FAILED_PRECONDITION);
      const { body } = await ground.gateway.get('/metrics');
      expect(body).not.toContain(CANARY);
      client.destroy();
    });
  });
});

describe('O7, where there are more registered methods than tallies', () => {
  let ground: FaultGround;
  beforeAll(async () => {
    ground = await FaultGround.open(['--call-max-tallies', '1']);
  });
  afterAll(() => ground[Symbol.asyncDispose]());

  it('those that are beyond the cap are counted under one label, too', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.request(1, badCall('Good'));
      client.request(2, badCall('NoStatus'));
      expect((await client.response(1)).status).toBe(STATUS.OK);
      expect((await client.response(2)).status).toBe(STATUS.UNKNOWN);
      const names = [...(await ground.gateway.metrics()).keys()];
      expect(names.filter(ofService(ECHO_SERVICE))).not.toEqual([]);
      expect(names.filter(ofService('trunkline.test.v1.BadService'))).toEqual([]);
      expect(await ground.metric(otherTotal('OK'))).toBe(1);
      expect(await ground.metric(otherTotal('UNKNOWN'))).toBe(1);
      client.destroy();
    });
  });
});
