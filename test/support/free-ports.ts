import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * Below those that Linux gives to connections, and to whoever asks for any port: tests that run beside this one open and
 * close many, and each could be one that was free a moment ago.
 */
const [FIRST, LAST] = [10_000, 32_767];

/**
 * Ports of the loopback that nothing listens on now: for programs that cannot be told to take any. Another process may
 * take one of them first; whoever starts a program on them tries again.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held = new Map<number, Server>();
  while (held.size < count) {
    const port = FIRST + Math.floor(Math.random() * (LAST + 1 - FIRST));
    const server = held.has(port) ? null : await listenAt(port);
    if (server !== null) held.set(port, server);
  }
  await Promise.all([...held.values()].map((server) => new Promise((closed) => server.close(closed))));
  return [...held.keys()];
}

/** Null where something listens there. */
async function listenAt(port: number): Promise<Server | null> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  return once(server, 'listening').then(
    () => server,
    () => null,
  );
}
