import { describe, expect, it } from 'vitest';
import { NatsServer } from '../support/nats-server.ts';
import { NotifyGround } from '../support/notify-ground.ts';
import { waitFor } from '../support/wait-for.ts';

describe('P7', () => {
  it('a gateway that is killed between the notification and its acknowledgement: the client handles it once, and none is lost', async () => {
    const nats = await NatsServer.start();
    const ground = await NotifyGround.open(2, nats.url);
    try {
      const client = await ground.login('ada');
      const handled: string[] = [];
      const finish: (() => void)[] = [];
      client.on('test', (_, { id }) => {
        handled.push(id);
        return new Promise<void>((resolve) => finish.push(resolve));
      });
      const store = (id: string) => ground.publish(1, { user: 'ada', target: 'user', id, atLeastOnce: true });
      await store('first');
      await store('second');
      await waitFor('both are in the hands of the client', () => handled.length === 2);
      ground.gateway(0).signal('SIGKILL');
      await ground.gateway(0).exit();
      await waitFor('the client is at the other gateway', () => client.state.kind === 'connected', 20_000);
      await store('third');
      await waitFor('the third is there', () => handled.length === 3);
      for (const done of finish) done();
      const admin = ground.gateway(1);
      await waitFor(
        'all are let go of',
        async () => (await admin.metrics()).get('trunkline_notifications_stored_bytes') === 0,
      );
      expect(handled).toEqual(['first', 'second', 'third']);
      // Nothing is left for a session that comes later.
      const late = await ground.login('ada', 1);
      late.on('test', (_, { id }) => handled.push(id));
      await store('fourth');
      await waitFor('the fourth is there', () => handled.filter((id) => id === 'fourth').length === 2);
      expect(handled).toEqual(['first', 'second', 'third', 'fourth', 'fourth']);
    } finally {
      await ground[Symbol.asyncDispose]();
      await nats[Symbol.asyncDispose]();
    }
  });
});
