/** Frames in raw bytes, made without the code under test. */
export function frame(type: number, flags: number, streamId: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

export function settingsFrame(...settings: readonly (readonly [id: number, value: number])[]): Buffer {
  const payload = Buffer.alloc(settings.length * 6);
  for (const [index, [id, value]] of settings.entries()) {
    payload.writeUInt16BE(id, index * 6);
    payload.writeUInt32BE(value, index * 6 + 2);
  }
  return frame(4, 0, 0, payload);
}

export function uint32Frame(type: number, streamId: number, value: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt32BE(value);
  return frame(type, 0, streamId, payload);
}

export function goawayFrame(lastStreamId: number, errorCode: number, debug = ''): Buffer {
  const fields = Buffer.alloc(8);
  fields.writeUInt32BE(lastStreamId);
  fields.writeUInt32BE(errorCode, 4);
  return frame(7, 0, 0, Buffer.concat([fields, Buffer.from(debug, 'latin1')]));
}

/** A header block of literals that no table keeps; names and values up to 126 bytes take one length byte each. */
export function headerBlock(fields: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(fields)) {
    parts.push(
      Buffer.of(0x10),
      lengthOf(name),
      Buffer.from(name, 'latin1'),
      lengthOf(value),
      Buffer.from(value, 'latin1'),
    );
  }
  return Buffer.concat(parts);
}

export function message(payload: Uint8Array, flag = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix[0] = flag;
  prefix.writeUInt32BE(payload.length, 1);
  return Buffer.concat([prefix, payload]);
}

/** Bytes that tell where they belong: 251 is prime, so that no usual length of a frame is a multiple of it. */
export function countingBytes(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => index % 251));
}

function lengthOf(text: string): Buffer {
  if (text.length < 127) return Buffer.of(text.length);
  const bytes = [127];
  let rest = text.length - 127;
  for (; rest >= 128; rest >>>= 7) bytes.push(0x80 | (rest & 0x7f));
  bytes.push(rest);
  return Buffer.from(bytes);
}
