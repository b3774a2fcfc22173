import { describe, expect, it } from 'vitest';
import { ECHO_DESCRIPTORS } from '../support/echo-messages.ts';
import { GatewayProcess } from '../support/gateway-process.ts';
import { NatsServer } from '../support/nats-server.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { runCli } from '../support/run-cli.ts';
import { waitFor } from '../support/wait-for.ts';

const SECRET = 'a secret of more than thirty-two letters';
const STORED = 50;

describe('Z2', () => {
  it('a gateway that is killed loses nothing that was stored, and its clients resume at another', async () => {
    const nats = await NatsServer.start();
    const ground = await NotifyGround.open(2, nats.url, ['--session-resume-secret', SECRET]);
    try {
      const client = await ground.login('ada');
      const seen: string[] = [];
      client.on('test', (_, { id }) => {
        seen.push(id);
      });
      // A session without a single call cannot say which seqs it has used.
      await client.subscribe('prices');
      const { id } = client.session;
      const confirmed: string[] = [];
      for (let count = 0; count < STORED; count++) {
        if (count === STORED / 2) ground.gateway(0).signal('SIGKILL');
        await ground.publish(1, { user: 'ada', target: 'user', id: `n-${count}`, atLeastOnce: true });
        confirmed.push(`n-${count}`);
      }
      await waitFor('all are there', () => seen.length >= confirmed.length, 20_000);
      expect(seen).toEqual(confirmed);
      expect([client.session.resumed, client.session.id]).toEqual([true, id]);
    } finally {
      await ground[Symbol.asyncDispose]();
      await nats[Symbol.asyncDispose]();
    }
  });

  it('the registry of a gateway that is killed is whole', async () => {
    const first = await GatewayProcess.start();
    const upload = ['--descriptors', ECHO_DESCRIPTORS, '--endpoint', '127.0.0.1:9', '--admin', first.addresses.admin];
    expect((await runCli(['backend', 'register', 'echo', ...upload])).code).toBe(0);
    first.signal('SIGKILL');
    await first.exit();
    const second = await GatewayProcess.start([], { dataDir: first.dataDir });
    try {
      const { stdout } = await runCli(['backend', 'list', '--admin', second.addresses.admin, '-o', 'json']);
      expect(JSON.stringify(JSON.parse(stdout))).toContain('"name":"echo"');
    } finally {
      await second.destroy();
    }
  });
});
