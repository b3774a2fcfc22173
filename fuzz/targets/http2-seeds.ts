const text = (value: string) => Buffer.from(value, 'latin1');
const hex = (value: string) => Buffer.from(value, 'hex');

function frame(type: number, flags: number, streamId: number, ...payload: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(payload);
  const header = Buffer.alloc(9);
  header.writeUIntBE(body.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, body]);
}

/** Literals without indexing, or with it where `pattern` is 0x40. */
function block(fields: Readonly<Record<string, string>>, pattern = 0x00): Buffer {
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.of(pattern, name.length),
    text(name),
    Buffer.of(value.length),
    text(value),
  ]);
  return Buffer.concat(parts);
}

const GREETING = frame(4, 0, 0, hex('000300000064000400010000'));
const ACK = frame(4, 1, 0);
const NO_TABLE = Buffer.of(0x20);
const INITIAL = block({ ':status': '200', 'content-type': 'application/grpc', 'x-tenant': 'acme' });
const TRAILERS = block({ 'grpc-status': '0', 'grpc-message': 'ok%20%C3%A9', 'trace-bin': 'AAEC,/w==' });
const FAILED = block({ 'grpc-status': '5', 'grpc-status-details-bin': 'CAU', 'grpc-message': '100%' });
const MESSAGE = hex('00000000026869');
const PADDED_MESSAGE = Buffer.concat([Buffer.of(3), MESSAGE, Buffer.alloc(3)]);

const EMPTY_CONTINUATIONS = Array.from({ length: 33 }, () => frame(9, 0, 1));

const STREAMS = [
  [GREETING, ACK, frame(1, 4, 1, NO_TABLE, INITIAL), frame(0, 0, 1, MESSAGE), frame(1, 5, 1, TRAILERS)],
  [
    GREETING,
    frame(1, 4, 1, Buffer.of(0x88), block({ 'content-type': 'application/grpc' }, 0x40)),
    frame(1, 5, 1, FAILED),
  ],
  [GREETING, frame(1, 5, 3, block({ ':status': '503', server: 'x', date: 'now' }))],
  [GREETING, frame(1, 4, 1, block({ ':status': '100' })), frame(1, 4, 1, INITIAL)],
  [
    GREETING,
    frame(1, 0, 1, INITIAL.subarray(0, 9)),
    frame(9, 0, 1, INITIAL.subarray(9, 20)),
    frame(9, 4, 1, INITIAL.subarray(20)),
  ],
  [
    GREETING,
    frame(1, 0x2c, 1, Buffer.of(2), hex('0000000010'), INITIAL, Buffer.alloc(2)),
    frame(0, 9, 1, PADDED_MESSAGE),
  ],
  [GREETING, frame(8, 0, 0, hex('0000ffff')), frame(8, 0, 1, hex('00000001')), frame(3, 0, 1, hex('00000008'))],
  [GREETING, frame(6, 0, 0, text('trunklin')), frame(6, 1, 0, text('trunklin')), frame(4, 0, 0, hex('000500004000'))],
  [GREETING, frame(7, 0, 0, hex('7fffffff00000000')), frame(7, 0, 0, hex('000000010000000b'), text('too_many_pings'))],
  [
    GREETING,
    frame(2, 0, 1, hex('0000000010')),
    frame(0x42, 0xff, 5, text('unknown')),
    frame(5, 4, 1, hex('0000000282')),
  ],
  [GREETING, frame(4, 0, 0, hex('000100000000000200000000000600004000')), frame(1, 0, 1), ...EMPTY_CONTINUATIONS],
];

export const SEEDS: readonly Uint8Array[] = STREAMS.map((frames) => new Uint8Array(Buffer.concat(frames)));

export const DICTIONARY: readonly Uint8Array[] = [
  ...[GREETING, ACK, INITIAL, TRAILERS, FAILED, MESSAGE, NO_TABLE],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x42].map((type) => frame(type, 0, type % 2)),
  ...[1, 5, 9].flatMap((type) => [frame(type, 4, 1), frame(type, 0, 1), frame(type, 0x2d, 1)]),
  ...[frame(6, 0, 0, text('12345678')), frame(8, 0, 0, hex('80000001')), frame(3, 0, 1, hex('00000007'))],
  ...[frame(4, 0, 0, hex('000100000000')), frame(4, 0, 0, hex('000480000000')), frame(4, 0, 0, hex('000500ffffff'))],
  ...[frame(1, 4, 1, Buffer.of(0x88)), frame(1, 5, 1, TRAILERS), frame(1, 4, 1, INITIAL), frame(9, 4, 1, TRAILERS)],
  ...['3fe11f', '88', '8d', 'be', '80', '40', '7fffffff', '00004001', '0000000b'].map(hex),
  ...[':status', '200', 'grpc-status', '16', '17', 'grpc-message', '%41', '%', 'x-bin', 'AA==', ',', 'connection'].map(
    text,
  ),
  ...['content-type', 'application/grpc', 'te', 'X', '\r\n', '\0', 'grpc-'].map(text),
].map((piece) => new Uint8Array(piece));
