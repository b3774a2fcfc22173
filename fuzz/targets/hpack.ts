import {
  type HeaderField,
  HpackDecoder,
  type HpackLimits,
  maxFieldBytes,
  putField,
} from '../../src/http2/hpack/index.ts';
import { Http2Error } from '../../src/http2/http2-error.ts';
import { mustBe } from '../broken-promise.ts';
import { sameValue } from '../same-value.ts';
import type { Target } from '../target.ts';
import { HpackReference } from './hpack-reference.ts';

const COMPRESSION_ERROR = 0x9;
const TABLE_BYTES = [0, 64, 256, 4096];
const WIDE = { maxListBytes: 65_536, maxFields: 256 };
const TIGHT = { maxListBytes: 160, maxFields: 3 };

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** RFC 7541 appendix C: requests and responses with and without Huffman, over one dynamic table each. */
const RFC_BLOCKS = [
  [
    '400a637573746f6d2d6b65790d637573746f6d2d686561646572',
    '040c2f73616d706c652f70617468',
    '100870617373776f726406736563726574',
    '82',
  ],
  [
    '828684410f7777772e6578616d706c652e636f6d',
    '828684be58086e6f2d6361636865',
    '828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565',
  ],
  [
    '828684418cf1e3c2e5f23a6ba0ab90f4ff',
    '828684be5886a8eb10649cbf',
    '828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf',
  ],
  [
    '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
    '4883640effc1c0bf',
    '88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
  ],
  ['20', '3fe11f', '2082', '883f45'],
];

/** An input says by its first byte how the decoder is set up; then follow blocks, each with its length in one byte. */
export const target: Target = {
  name: 'hpack',
  maxInputBytes: 512,
  seeds: RFC_BLOCKS.flatMap((blocks) => [3, 2, 7].map((setup) => inputOf(setup, blocks.map(hex)))),
  dictionary: [
    ...[
      '20',
      '21',
      '3fe11f',
      '3f00',
      '3fff07',
      '40',
      '00',
      '10',
      '0f',
      '7f00',
      '80',
      '82',
      'be',
      'bf',
      'ff00',
      'ff80808010',
    ],
    ...[
      'ffffffffff0f',
      'ff8080808001',
      '7fffffff7f',
      '8825a849e95ba97d7f',
      '83ffffff',
      '84fffffffc',
      '8cf1e3c2e5f23a6ba0ab90f4ff',
    ],
  ]
    .map(hex)
    .concat([latin1('\x03abc'), latin1('\x00'), latin1('\x0bgrpc-status\x010')]),
  firstUnitAt: 1,
  framing: {
    unitAt: (bytes, start) => {
      const end = start + 1 + (bytes[start] ?? 0);
      return start < bytes.length && end <= bytes.length ? { start, bodyAt: start + 1, end } : null;
    },
    headerFor: (_, bodyBytes) => Uint8Array.of(bodyBytes),
  },
  run(input) {
    const setup = input[0] ?? 0;
    const limits = { maxTableBytes: TABLE_BYTES[setup & 3] ?? 0, ...((setup & 4) === 0 ? WIDE : TIGHT) };
    const decoder = new HpackDecoder(limits);
    const reference = new HpackReference(limits);
    for (let at = 1; at < input.length; ) {
      const end = Math.min(input.length, at + 1 + (input[at] ?? 0));
      const fields = decoded(decoder, input, at + 1, end);
      const expected = reference.decode(input.subarray(at + 1, end));
      mustBe(sameValue(fields, expected), 'a block means what RFC 7541 says');
      if (fields === undefined) return;
      mustBe(decoder.tableBytes === reference.tableBytes, 'the dynamic table holds what RFC 7541 says');
      mustBe(decoder.tableBytes <= Math.max(4096, limits.maxTableBytes), 'the dynamic table keeps to its bound');
      mustBe(!decoder.stateless || decoder.tableBytes === 0, 'a stateless decoder holds nothing');
      if (fields !== null) checkFields(fields, limits);
      at = end;
    }
  },
};

/** Undefined: the block is broken. */
function decoded(
  decoder: HpackDecoder,
  bytes: Uint8Array,
  start: number,
  end: number,
): HeaderField[] | null | undefined {
  try {
    return decoder.decode(bytes, start, end);
  } catch (cause) {
    if (!(cause instanceof Http2Error) || cause.code !== COMPRESSION_ERROR) throw cause;
    return undefined;
  }
}

function checkFields(fields: readonly HeaderField[], { maxListBytes, maxFields }: HpackLimits): void {
  const listBytes = fields.reduce((sum, { name, value }) => sum + name.length + value.length + 32, 0);
  mustBe(fields.length <= maxFields && listBytes <= maxListBytes, 'a list keeps to its limits');
  if (fields.length === 0) return;
  const room = fields.reduce((sum, { name, value }) => sum + maxFieldBytes(name, value), 0);
  const block = Buffer.alloc(room);
  let end = 0;
  for (const { name, value } of fields) end = putField(block, end, name, value, value.length % 2 ? 'NEVER' : 'WITHOUT');
  const again = new HpackDecoder({ maxTableBytes: 0, ...WIDE }).decode(block, 0, end);
  mustBe(sameValue(again, fields), 'fields encoded again are the same');
}

function inputOf(setup: number, blocks: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat([Buffer.of(setup), ...blocks.flatMap((block) => [Buffer.of(block.length), block])]),
  );
}
