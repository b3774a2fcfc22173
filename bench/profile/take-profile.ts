import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ECHO_PATH, echoPayload, type PayloadEncoding } from '../echo-payload.ts';
import type { Shape } from '../load/round.ts';
import { Nghttpd } from '../nghttpd.ts';
import { startTrunkline } from '../peers/trunkline.ts';
import { type Place, readCpuProfile } from './cpu-profile.ts';

/** Fine enough for the functions of a call of some microseconds, and coarse enough not to be what is measured. */
const INTERVAL_US = 500;
const NS_PER_US = 1000n;

export interface ProfiledLoad {
  readonly shape: Shape;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly payloadBytes: number;
  readonly encoding: PayloadEncoding;
}

/** Where the gateway's time goes under this load. Its start, warm-up and end are not counted. */
export async function takeProfile(load: ProfiledLoad): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-profile-'));
  try {
    const { fromUs, toUs } = await runProfiled(folder, load);
    const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
    if (file === undefined) throw new Error('the gateway wrote no profile');
    return readCpuProfile(join(folder, file), fromUs, toUs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runProfiled(folder: string, load: ProfiledLoad): Promise<{ fromUs: number; toUs: number }> {
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(load.payloadBytes, 'proto'));
  const nodeFlags = ['--cpu-prof', '--cpu-prof-interval', `${INTERVAL_US}`, '--cpu-prof-dir', folder];
  await using gateway = await startTrunkline(`127.0.0.1:${backend.port}`, { nodeFlags });
  const fromUs = monotonicUs() + load.warmUpMs * 1000;
  const { errors } = await gateway.run({ ...load, callsPerSecond: null, pids: gateway.pids });
  if (errors > 0) throw new Error(`${errors} calls failed while the profile was taken`);
  return { fromUs, toUs: monotonicUs() };
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / NS_PER_US);
}
