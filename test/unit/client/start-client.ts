import { onTestFinished } from 'vitest';
import { connect } from '../../../src/client/connect.ts';
import type { ConnectOptions } from '../../../src/client/connect-options.ts';
import type { Welcome } from '../../../src/wire/index.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { FakeTimers } from './fake-timers.ts';

/** Starts a scripted gateway that ends with the test. */
export async function startGateway(): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start();
  onTestFinished(() => gateway.stop());
  return gateway;
}

/** Starts a scripted gateway, and a client that is welcomed there and whose time stands still. */
export async function startClient(options: ConnectOptions = {}, welcome: Partial<Welcome> = {}) {
  const gateway = await startGateway();
  const timers = new FakeTimers();
  const connecting = connect(gateway.url, { timers, random: () => 0.5, ...options });
  const connection = await gateway.nextSession(welcome);
  const client = await connecting;
  onTestFinished(async () => {
    const closing = client.close({ timeoutMs: 0 });
    timers.advance(0);
    timers.advance(1000);
    await closing;
  });
  return { gateway, timers, client, connection };
}
