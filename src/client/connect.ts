import { Client } from './client.ts';
import { type ConnectOptions, readOptions } from './connect-options.ts';
import { leavingConnection } from './connection-error.ts';

/**
 * Connects to a gateway at `tcp://host:port` and logs in. From then on the client keeps itself connected.
 *
 * Rejects with ConnectionError where this first connection fails, without a second try, and with TypeError where the
 * address is none.
 */
export async function connect(address: string | URL, options: ConnectOptions = {}): Promise<Client> {
  const client = new Client(readOptions(address, options));
  await new Promise<void>((resolve, reject) => {
    const stop = client.onStateChange((state) => {
      stop();
      if (state.kind === 'connected') resolve();
      else reject(state.kind === 'closed' && state.error !== null ? state.error : leavingConnection());
    });
    client.start();
  });
  return client;
}
