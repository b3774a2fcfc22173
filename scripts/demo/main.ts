import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/client/index.ts';
import type { Child } from './child.ts';
import { CommandLine } from './command-line.ts';
import { FrameTap } from './frame-tap.ts';
import { inviteToPlay } from './invite-to-play.ts';
import { Screen } from './screen.ts';
import type { Stage } from './stage.ts';
import { startBackends, startGateway } from './start.ts';
import { callAll } from './steps/call-all.ts';
import { callAtOnce } from './steps/call-at-once.ts';
import { cutTheCable } from './steps/cut-the-cable.ts';
import { failWell } from './steps/fail-well.ts';
import { operate } from './steps/operate.ts';
import { registerBackends } from './steps/register-backends.ts';

const once = process.argv.includes('--once');
const screen = new Screen(process.stdout);
const children: Child[] = [];
const dataDir = await mkdtemp(join(tmpdir(), 'trunkline-demo-'));
// What the reader has set for a gateway of his own is not meant for this one.
for (const name of Object.keys(process.env)) if (name.startsWith('TRUNKLINE_')) delete process.env[name];

const stopped = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});

try {
  await Promise.race([show(), stopped.then(() => screen.plain(''))]);
} catch (error) {
  screen.wrong(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  for (const child of children.reverse()) await child.stop();
  await rm(dataDir, { recursive: true, force: true });
}
// What a step still waits for is of no use any more.
process.exit();

async function show(): Promise<void> {
  screen.plain(screen.paint('bold', 'Trunkline: one socket, every API'));
  const stage = await raise();
  await registerBackends(stage);
  await callAll(stage);
  await callAtOnce(stage);
  await failWell(stage);
  await cutTheCable(stage);
  await operate(stage);
  if (once) {
    await stage.client.close();
    screen.plain('\nEverything was right.');
    return;
  }
  inviteToPlay(stage);
  await ended();
}

async function raise(): Promise<Stage> {
  const { addresses, adminFlags, gatewayFlags } = await startGateway(screen, dataDir, children);
  const endpoints = await startBackends(screen, children);
  const tap = new FrameTap();
  const client = await connect(addresses.client, { client: 'demo/1', transport: tap.transport });
  const commandLine = new CommandLine(screen, adminFlags, gatewayFlags);
  return { screen, addresses, commandLine, endpoints, client, tap };
}

/** Rejects where one of the processes ends by itself. */
function ended(): Promise<never> {
  return new Promise((_, reject) => {
    for (const child of children) {
      child.onExit(() => reject(new Error(`${child.name} has ended.\n${child.errors}`)));
    }
  });
}
