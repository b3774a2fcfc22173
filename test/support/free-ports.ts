import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports of the loopback that nothing listens on now: for programs that cannot be told to take any. Another process may
 * take one of them first; whoever starts a program on them tries again.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a server has no port');
    ports.push(address.port);
  }
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
