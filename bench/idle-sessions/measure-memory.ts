import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Child } from '../child.ts';
import { TRUNKLINE } from '../peers/trunkline.ts';

export interface Memory {
  readonly sessions: number;
  readonly bytesPerSession: number;
  readonly bytesPerBareSocket: number;
}

/** After this, what was allocated on the way to a connection has been collected, or counts. */
const SETTLE_MS = 3000;
const WARM_UP_SESSIONS = 500;
/** What a process has open beside its connections. */
const OTHER_FILES = 100;

/** Resident memory of the gateway for each idle session, and of a bare server of Node for each socket. */
export async function measureMemory(sessions: number): Promise<Memory> {
  checkFileLimit(sessions + WARM_UP_SESSIONS + OTHER_FILES);
  return {
    sessions,
    bytesPerSession: await bytesOfSession(sessions),
    bytesPerBareSocket: await bytesOfSocket(sessions),
  };
}

async function bytesOfSession(sessions: number): Promise<number> {
  await using gateway = await TRUNKLINE.start('127.0.0.1:1');
  const [pid = 0] = gateway.pids;
  return await growthOf(pid, gateway.address ?? '', 'sessions', sessions);
}

async function bytesOfSocket(sessions: number): Promise<number> {
  await using server = await Child.start(join(import.meta.dirname, 'bare-server-process.js'), []);
  return await growthOf(server.pid, `127.0.0.1:${server.firstLine}`, 'sockets', sessions);
}

/** How much the process grows for each connection beyond the first few. */
async function growthOf(pid: number, address: string, kind: string, count: number): Promise<number> {
  const [host = '', port = ''] = address.split(':');
  const script = join(import.meta.dirname, 'connecting-process.js');
  await using _warm = await Child.start(script, [host, port, `${WARM_UP_SESSIONS}`, kind]);
  await delay(SETTLE_MS);
  const before = residentBytes(pid);
  await using _all = await Child.start(script, [host, port, `${count}`, kind]);
  await delay(SETTLE_MS);
  return Math.round((residentBytes(pid) - before) / count);
}

/** proc(5). Node raises the limit of open files as far as it may; beyond that the administrator has to. */
function checkFileLimit(files: number): void {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  const hard = /^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1];
  if (hard !== undefined && Number(hard) < files)
    throw new Error(
      `${files} open files are needed, and ${hard} are allowed: raise "ulimit -Hn", or take fewer --sessions`,
    );
}

function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) * 1024;
}
