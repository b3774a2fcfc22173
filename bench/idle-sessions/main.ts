import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { Child } from '../child.ts';
import { TRUNKLINE } from '../peers/trunkline.ts';

interface Options {
  readonly sessions: number;
  readonly json?: boolean;
}

/** After this, what was allocated on the way to a connection has been collected, or counts. */
const SETTLE_MS = 3000;
const WARM_UP_SESSIONS = 500;

const { sessions, json } = new Command('bench:memory')
  .description('measure the resident memory of the gateway for each idle session, and of a bare server for each socket')
  .option('--sessions <n>', 'how many', count, 15_000)
  .option('--json', 'print JSON')
  .parse()
  .opts<Options>();

const session = await bytesOfSession();
const socket = await bytesOfSocket();
if (json === true) {
  console.log(JSON.stringify({ sessions, bytesPerSession: session, bytesPerBareSocket: socket }, null, 2));
} else {
  console.log(`${sessions} idle sessions: ${session} bytes of resident memory each; a bare socket of Node: ${socket}`);
}

async function bytesOfSession(): Promise<number> {
  await using gateway = await TRUNKLINE.start('127.0.0.1:1');
  const [pid = 0] = gateway.pids;
  return await growthOf(pid, gateway.address ?? '', 'sessions');
}

async function bytesOfSocket(): Promise<number> {
  await using server = await Child.start(join(import.meta.dirname, 'bare-server-process.js'), []);
  return await growthOf(server.pid, `127.0.0.1:${server.firstLine}`, 'sockets');
}

/** How much the process grows for each connection beyond the first few. */
async function growthOf(pid: number, address: string, kind: string): Promise<number> {
  const [host = '', port = ''] = address.split(':');
  const script = join(import.meta.dirname, 'connecting-process.js');
  await using _warm = await Child.start(script, [host, port, `${WARM_UP_SESSIONS}`, kind]);
  await delay(SETTLE_MS);
  const before = residentBytes(pid);
  await using _all = await Child.start(script, [host, port, `${sessions}`, kind]);
  await delay(SETTLE_MS);
  return Math.round((residentBytes(pid) - before) / sessions);
}

/** proc(5). */
function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) * 1024;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number above 0 is needed');
  return value;
}
