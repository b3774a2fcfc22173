import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Two ends of a wire between us and a namespace. */
interface Wire {
  /** Of ours. At most 15 characters. */
  readonly device: string;
  readonly outside: string;
  readonly inside: string;
}

/**
 * A network of its own, with two wires to ours: one for clients and backends, and one that leads to Consul and that can be
 * cut, so that what is sent is lost without a word. Needs root.
 */
export class NetworkNamespace implements AsyncDisposable {
  readonly name = `trunkline-${process.pid}`;
  readonly data: Wire = { device: `tld${process.pid}`, outside: '10.77.0.1', inside: '10.77.0.2' };
  readonly consul: Wire = { device: `tlc${process.pid}`, outside: '10.77.1.1', inside: '10.77.1.2' };

  static async create(): Promise<NetworkNamespace> {
    const namespace = new NetworkNamespace();
    const { name, data, consul } = namespace;
    await ip('netns', 'add', name);
    try {
      await ip('-n', name, 'link', 'set', 'lo', 'up');
      for (const { device, outside, inside } of [data, consul]) {
        const peer = `${device}i`;
        await ip('link', 'add', device, 'type', 'veth', 'peer', 'name', peer, 'netns', name);
        await ip('address', 'add', `${outside}/24`, 'dev', device);
        await ip('-n', name, 'address', 'add', `${inside}/24`, 'dev', peer);
        await ip('link', 'set', device, 'up');
        await ip('-n', name, 'link', 'set', peer, 'up');
      }
      return namespace;
    } catch (cause) {
      await namespace[Symbol.asyncDispose]();
      throw cause;
    }
  }

  /** Cuts the wire to Consul, or mends it. */
  async setConsulReachable(reachable: boolean): Promise<void> {
    await ip('link', 'set', this.consul.device, reachable ? 'up' : 'down');
  }

  /** The wires go with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await ip('netns', 'delete', this.name);
  }
}

async function ip(...args: readonly string[]): Promise<void> {
  await run('ip', args);
}
