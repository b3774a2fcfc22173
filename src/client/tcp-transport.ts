import { connect } from 'node:net';
import type { Pipe, PipeReceiver, Transport } from './transport.ts';

/** Plain TCP from Node: `tcp://host:port`, port 7400 where none is given. The only file of the client that needs Node. */
export const tcpTransport: Transport = {
  schemes: ['tcp:'],
  atTurnEnd: (task) => {
    setImmediate(task);
  },
  open,
};

const DEFAULT_PORT = 7400;

function open(url: URL, receiver: PipeReceiver): Pipe {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  let why = 'the gateway closed the connection';
  socket.on('connect', () => receiver.opened());
  // A plain view: a Buffer's slice() would share memory where a Uint8Array's copies.
  socket.on('data', (chunk) => receiver.received(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
  socket.on('drain', () => receiver.drained());
  socket.on('error', (error: NodeJS.ErrnoException) => {
    why = describe(error, host, port);
  });
  socket.on('close', () => receiver.closed(why));
  return {
    write: (bytes) => socket.write(bytes),
    end: () => {
      socket.end();
    },
    destroy: () => {
      socket.destroy();
    },
  };
}

/** An address that resolves to several hosts fails with an AggregateError, whose own message is empty. */
function describe(error: NodeJS.ErrnoException, host: string, port: number): string {
  return error.message === '' ? `connect ${error.code ?? 'failed'} ${host}:${port}` : error.message;
}
