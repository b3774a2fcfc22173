import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon } from '../daemon.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { processTree } from '../process-tree.ts';
import type { Peer, Subject } from './peer.ts';

const CONFIGURATIONS = join(import.meta.dirname, '../../../bench/peers');

/** A proxy in C that takes gRPC over HTTP/2, with its configuration beside this file. */
export interface Proxy {
  readonly name: string;
  readonly command: string;
  /** `${PORT}`, `${BACKEND}` (host:port) and `${FOLDER}` (a temporary one) stand in it. */
  readonly configuration: string;
  readonly args: (file: string) => readonly string[];
}

/** The peer that runs this proxy, loaded by HTTP/2 with prior knowledge. */
export function proxyPeer(proxy: Proxy): Peer {
  return {
    name: proxy.name,
    async start(backend: string): Promise<Subject> {
      const folder = mkdtempSync(join(tmpdir(), `trunkline-bench-${proxy.command}-`));
      const template = readFileSync(join(CONFIGURATIONS, proxy.configuration), 'utf8');
      const daemon = await Daemon.start(proxy.command, (port) => {
        const file = join(folder, proxy.configuration);
        const values = new Map([
          ['PORT', `${port}`],
          ['BACKEND', backend],
          ['FOLDER', folder],
        ]);
        writeFileSync(
          file,
          template.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole),
        );
        return proxy.args(file);
      });
      const generator = new LoadGenerator({ protocol: 'http2', host: '127.0.0.1', port: daemon.port });
      return {
        pids: processTree(daemon.pid),
        run: (round) => generator.run(round),
        async [Symbol.asyncDispose]() {
          await generator[Symbol.asyncDispose]();
          await daemon[Symbol.asyncDispose]();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}
