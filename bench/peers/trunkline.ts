import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Child, runScript } from '../child.ts';
import type { PayloadEncoding } from '../echo-payload.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import type { Peer, Subject } from './peer.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'dist/src/cli/main.js');
const PROTO = join(ROOT, 'bench/proto');
const ANY_PORT = '127.0.0.1:0';

/** The gateway as it is served: its own process, its defaults, the backend registered by CLI. */
export const TRUNKLINE = trunklinePeer('trunkline', {});
export const TRUNKLINE_JSON = trunklinePeer('trunkline json', { encoding: 'json' });
export const TRUNKLINE_GRPC_JS = trunklinePeer('trunkline on grpc-js', { flags: ['--upstream-engine', 'grpc-js'] });

interface Variant {
  readonly flags?: readonly string[];
  /** Of the process itself. */
  readonly nodeFlags?: readonly string[];
  /** Of the calls, whatever the round says. */
  readonly encoding?: PayloadEncoding;
}

function trunklinePeer(name: string, variant: Variant): Peer {
  return { name, start: (backend) => startTrunkline(backend, variant) };
}

/** `backend` is host:port. Stops the gateway, which then writes what its flags ask for, when it is disposed of. */
export async function startTrunkline(
  backend: string,
  { flags = [], nodeFlags = [], encoding }: Variant,
): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'));
  const listen = ['--listen', ANY_PORT, '--admin', ANY_PORT, '--http', ANY_PORT];
  const args = ['serve', ...listen, '--data-dir', folder, '--log-level', 'error', '-o', 'json', ...flags];
  const gateway = await Child.start(CLI, args, nodeFlags);
  const { client, admin }: { client: string; admin: string } = JSON.parse(gateway.firstLine);
  const { hostname: host, port } = new URL(client);
  const generator = new LoadGenerator({ protocol: 'wire', host, port: Number(port) });
  const register = ['backend', 'register', 'bench', '--proto', PROTO, '--endpoint', backend, '--admin', admin];
  const subject: Subject = {
    pids: [gateway.pid],
    address: `${host}:${port}`,
    run: (round) => generator.run({ ...round, encoding: encoding ?? round.encoding }),
    async [Symbol.asyncDispose]() {
      await generator[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await runScript(CLI, register);
  } catch (cause) {
    await subject[Symbol.asyncDispose]();
    throw cause;
  }
  return subject;
}
