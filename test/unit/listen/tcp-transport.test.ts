import { once } from 'node:events';
import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TcpTransport } from '../../../src/listen/tcp-transport.ts';
import { waitFor } from '../../support/wait-for.ts';

const MEBIBYTE = 1024 * 1024;
/** More than the system takes for a peer that does not read. */
const MUCH = 64 * MEBIBYTE;

let server: net.Server;
let ours: net.Socket;
let peer: net.Socket;
let transport: TcpTransport;
let drains: number;

beforeEach(async () => {
  server = net.createServer({ allowHalfOpen: true });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  peer = net.connect({ port: address.port, host: '127.0.0.1', allowHalfOpen: true });
  [ours] = await once(server, 'connection');
  transport = new TcpTransport(ours);
  drains = 0;
  ours.on('drain', () => {
    if (transport.socketDrained()) drains++;
  });
});
afterEach(() => {
  peer.destroy();
  ours.destroy();
  server.close();
});

/** Bytes of which each tells where it belongs. */
function numbered(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}

/** Reads at least `bytes`, and then no more. */
async function sip(bytes: number): Promise<number> {
  let read = 0;
  const take = (chunk: Buffer) => {
    read += chunk.length;
    // Here, and not when the wait is over: a busy machine might have read all by then.
    if (read >= bytes) peer.pause();
  };
  peer.on('data', take).resume();
  await waitFor('the sip', () => read >= bytes);
  peer.off('data', take);
  return read;
}

test('what is buffered falls while a slow peer takes one large write', async () => {
  transport.write(numbered(MUCH));
  let before = transport.bufferedBytes;
  for (let sips = 0; sips < 4; sips++) {
    await sip(8 * MEBIBYTE);
    await waitFor('it falls', () => transport.bufferedBytes < before);
    before = transport.bufferedBytes;
    expect(before).toBeGreaterThan(0);
  }
  expect(drains).toBe(0);
});

test('all arrives, in order, and the end after it', async () => {
  const sent = numbered(MUCH);
  for (let at = 0; at < MUCH; at += 3 * MEBIBYTE) transport.write(sent.subarray(at, at + 3 * MEBIBYTE));
  transport.end();
  const chunks: Buffer[] = [];
  for await (const chunk of peer) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(sent)).toBe(true);
  expect(transport.bufferedBytes).toBe(0);
});

test('small writes go to the socket at once', async () => {
  transport.write(Buffer.from('a'));
  transport.write(Buffer.from('b'));
  const [chunk] = await once(peer, 'data');
  expect(String(chunk)).toMatch(/^ab?$/);
});

test('a drain is told once all has been handed over, and not before', async () => {
  transport.write(numbered(MUCH));
  expect(transport.bufferedBytes).toBeGreaterThan(0);
  peer.resume();
  await waitFor('the drain', () => drains > 0);
  expect(transport.bufferedBytes).toBe(0);
  expect(drains).toBe(1);
});

test('nothing is written to a socket that is gone', () => {
  transport.destroy();
  transport.write(numbered(MUCH));
  expect(transport.bufferedBytes).toBe(0);
});
