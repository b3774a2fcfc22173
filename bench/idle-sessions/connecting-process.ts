// Opens so many connections and keeps them: sessions of a gateway, or bare sockets. Says when all are there.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createTurnEnd } from '../../src/listen/index.ts';
import { WireConnection } from '../load/wire-connection.ts';

/** One address has some 28,000 ports to connect from; a few hundred at a time log in. */
const PER_SOURCE = 5000;
const AT_ONCE = 200;

const [host = '', port = '', count = '0', kind = 'sessions'] = process.argv.slice(2);
const atTurnEnd = createTurnEnd();
const round = {
  shape: { connections: 1, inFlight: 1 },
  warmUpMs: 0,
  measureMs: 0,
  callsPerSecond: null,
  payloadBytes: 122,
  encoding: 'proto',
  pids: [],
} as const;
const answers = {
  answered: () => {},
  ended: (why: string) => {
    throw new Error(why);
  },
};

for (let opened = 0; opened < Number(count); opened += AT_ONCE) {
  const localAddress = `127.0.0.${2 + Math.floor(opened / PER_SOURCE)}`;
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - opened) }, () => open(localAddress)));
}
console.log('connected');
process.on('SIGTERM', () => process.exit(0));

async function open(localAddress: string): Promise<void> {
  if (kind === 'sessions') {
    await WireConnection.open({ protocol: 'wire', host, port: Number(port), localAddress }, round, atTurnEnd, answers);
    return;
  }
  const socket = connect({ host, port: Number(port), localAddress });
  await once(socket, 'connect');
  socket.on('data', () => {});
}
