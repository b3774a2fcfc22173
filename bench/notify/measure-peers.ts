import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { NatsServer } from '../../test/support/nats-server.ts';
import { waitFor } from '../../test/support/wait-for.ts';
import { Child } from '../child.ts';
import { readCpuTime } from '../cpu-time.ts';

/** Deliveries for each second of CPU that a server took. */
export interface PeerFanOut {
  /** Node's sockets and nothing else. */
  readonly bare: number;
  readonly ws: number;
  readonly nats: number;
}

const PAYLOAD_BYTES = 100;
const AT_ONCE = 100;
const PER_SOURCE = 10_000;
const WARM_UP = 5;

/** How a server is spoken to. */
interface Peer {
  readonly pid: number;
  readonly port: number;
  /** What each client sends first. */
  readonly greeting: string;
  /** What starts a broadcast, from one more client. */
  readonly start: Buffer;
}

/** The same fan-out by a loop over bare sockets, by one of `ws`, and by NATS itself. */
export async function measurePeers(sessions: number, broadcasts: number): Promise<PeerFanOut> {
  return {
    bare: await ofBareSockets(sessions, broadcasts),
    ws: await ofWs(sessions, broadcasts),
    nats: await ofNats(sessions, broadcasts),
  };
}

async function ofBareSockets(sessions: number, broadcasts: number): Promise<number> {
  await using server = await Child.start(join(import.meta.dirname, 'bare-server-process.js'), []);
  const peer = { pid: server.pid, port: Number(server.firstLine), greeting: 'hello', start: Buffer.from('go') };
  return await measure(peer, sessions, broadcasts);
}

async function ofWs(sessions: number, broadcasts: number): Promise<number> {
  await using server = await Child.start(join(import.meta.dirname, 'ws-server-process.js'), []);
  const key = randomBytes(16).toString('base64');
  const greeting =
    'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`;
  // RFC 6455, 5.2: a text frame of two bytes, masked with zeros.
  const start = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x67, 0x6f]);
  return await measure({ pid: server.pid, port: Number(server.firstLine), greeting, start }, sessions, broadcasts);
}

async function ofNats(sessions: number, broadcasts: number): Promise<number> {
  await using server = await NatsServer.start();
  const payload = 'x'.repeat(PAYLOAD_BYTES);
  const start = Buffer.from(`PUB t ${PAYLOAD_BYTES}\r\n${payload}\r\n`);
  const greeting = 'CONNECT {"verbose":false}\r\nSUB t 1\r\nPING\r\n';
  return await measure({ pid: server.pid, port: server.port, greeting, start }, sessions, broadcasts);
}

async function measure(peer: Peer, sessions: number, broadcasts: number): Promise<number> {
  const sockets: Socket[] = [];
  let bytes = 0;
  const open = (index: number) =>
    new Promise<void>((resolve, reject) => {
      const localAddress = `127.1.0.${2 + Math.floor(index / PER_SOURCE)}`;
      const socket = connect({ host: '127.0.0.1', port: peer.port, localAddress, noDelay: true }, () => {
        socket.write(peer.greeting);
      });
      sockets.push(socket);
      socket.once('error', reject);
      socket.once('data', () => resolve());
      socket.on('data', (chunk) => {
        bytes += chunk.length;
      });
    });
  for (let from = 0; from < sessions; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, sessions - from) }, (_, index) => open(from + index)));
  }
  const send = async () => {
    const before = bytes;
    sockets[0]?.write(peer.start);
    await waitFor('all have it', () => bytes - before >= sessions * PAYLOAD_BYTES, 30_000);
  };
  for (let count = 0; count < WARM_UP; count++) await send();
  const before = readCpuTime([peer.pid]);
  for (let count = 0; count < broadcasts; count++) await send();
  const after = readCpuTime([peer.pid]);
  for (const socket of sockets) socket.destroy();
  return (sessions * broadcasts * 1e6) / (after.userUs + after.systemUs - before.userUs - before.systemUs);
}
