import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATUS } from '../../src/status/index.ts';
import { ECHO_SERVICE } from '../support/echo-messages.ts';
import { echoCall, FaultGround } from '../support/fault-ground.ts';

let ground: FaultGround;
beforeAll(async () => {
  ground = await FaultGround.open();
});
afterAll(() => ground[Symbol.asyncDispose]());

const lengthDelimited = (field: number, body: Uint8Array) =>
  Buffer.concat([Buffer.of((field << 3) | 2), length(body), body]);
const text = (field: number, value: string) => lengthDelimited(field, Buffer.from(value));
const withLength = (body: Uint8Array) => Buffer.concat([length(body), body]);

function length(body: Uint8Array): Buffer {
  const bytes: number[] = [];
  let rest = body.length;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** A Frame of seq 1 with a Request that has these fields. */
function request(...fields: readonly Uint8Array[]): Buffer {
  return withLength(Buffer.concat([Buffer.of(8, 1), lengthDelimited(8, Buffer.concat(fields))]));
}

const GOOD = [text(1, ECHO_SERVICE), text(2, 'Unary')];
/** Groups of field 20: a tag of two bytes. */
const nested = (depth: number) =>
  Buffer.concat([Buffer.alloc(2 * depth, Buffer.of(0xa3, 0x01)), Buffer.alloc(2 * depth, Buffer.of(0xa4, 0x01))]);

const TOLERABLE: readonly (readonly [string, Buffer, object])[] = [
  ['an encoding that does not exist', request(...GOOD, Buffer.of(0x28, 9)), { status: STATUS.INVALID_ARGUMENT }],
  ['no service', request(text(2, 'Unary')), { status: STATUS.INVALID_ARGUMENT }],
  ['unknown fields, in groups 90 deep', request(...GOOD, nested(90)), { status: STATUS.OK }],
  [
    'a field that comes twice, of which the last counts',
    request(text(1, 'no.such.Service'), ...GOOD),
    { status: STATUS.OK },
  ],
];

const UNDECODABLE: readonly (readonly [string, Buffer])[] = [
  ['unknown fields, in groups 1,000 deep', request(...GOOD, nested(1000))],
  ['a group that is never ended', request(...GOOD, Buffer.of(0xa3, 0x01))],
  ['a wire type that does not exist', withLength(Buffer.of(0x08, 1, 0x0f))],
  ['a length beyond the end of the frame', withLength(Buffer.of(0x08, 1, 0x42, 50, 1))],
  ['a service that is no UTF-8', request(lengthDelimited(1, Buffer.of(0xff, 0xfe)), text(2, 'Get'))],
  ['the field number 0', withLength(Buffer.of(0x02, 0))],
];

describe('F7', () => {
  it.each(TOLERABLE)('a request with %s is answered under its seq', async (_, frame, expected) => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.write(frame);
      expect(await client.response(1)).toMatchObject(expected);
      client.request(2, echoCall({}));
      expect((await client.response(2)).status).toBe(STATUS.OK);
      client.destroy();
    });
  });

  it.each(UNDECODABLE)('a frame with %s ends the connection with 4500', async (_, frame) => {
    await ground.survives(
      async () => {
        const client = await ground.login();
        client.write(frame);
        expect(await client.goAway()).toMatchObject({ code: 4500 });
        await client.end();
        client.destroy();
      },
      { 'trunkline_frames_refused_total{reason="undecodable"}': 1 },
    );
  });

  it('a field of the wrong wire type is an unknown field, as protobuf says, or refuses the frame; it is never misread', async () => {
    await ground.survives(async () => {
      const client = await ground.login();
      client.write(request(...GOOD, Buffer.of(0x1a, 1, 0x30)));
      const answered = await Promise.race([
        client.response(1).then(({ status }) => status),
        client.goAway().then(({ code }) => code),
      ]);
      expect([STATUS.OK, 4500]).toContain(answered);
      client.destroy();
    });
  });
});
