import { expect, test } from 'vitest';
import { adminClient } from '../../../src/admin-api/index.ts';
import { STATUS } from '../../../src/status/index.ts';
import { startAdmin } from '../../support/admin-server.ts';
import { StillSessions, sessionSnapshot } from '../../support/admin-views.ts';

const TIMEOUT = { timeoutMs: 10_000 };
const sessions = () =>
  new StillSessions([
    sessionSnapshot({ id: 'one' }),
    sessionSnapshot({ id: 'two', state: 'detached', remoteAddress: '' }),
    sessionSnapshot({ id: 'three' }),
  ]);

test('a list is cut at the limit and says how many there are in all', async () => {
  await using admin = await startAdmin({ sessions: sessions() });
  const client = adminClient(admin.address, TIMEOUT);
  const answer = await client.call(client.sessions.ListSessions, { limit: 2 });
  client.close();
  expect(answer.sessions.map(({ id, state }) => [id, state])).toEqual([
    ['one', 'SESSION_STATE_ACTIVE'],
    ['two', 'SESSION_STATE_DETACHED'],
  ]);
  expect(answer.total).toBe(3);
});

test('a kicked session hears the reason, cut to a length that fits a frame', async () => {
  await using admin = await startAdmin({ sessions: sessions() });
  const client = adminClient(admin.address, TIMEOUT);
  await client.call(client.sessions.KickSession, { id: 'one', reason: 'x'.repeat(5_000) });
  await client.call(client.sessions.KickSession, { id: 'two' });
  client.close();
  expect(admin.sessions.kicked).toEqual([
    { id: 'one', reason: 'x'.repeat(200) },
    { id: 'two', reason: 'An operator ended the session.' },
  ]);
  expect(admin.log.changes).toEqual(['session kicked', 'session kicked']);
});

test('kicking a session that is not there is NOT_FOUND and changes nothing', async () => {
  await using admin = await startAdmin({ sessions: sessions() });
  const client = adminClient(admin.address, TIMEOUT);
  const kicked = client.call(client.sessions.KickSession, { id: 'four' });
  await expect(kicked).rejects.toMatchObject({ code: STATUS.NOT_FOUND, message: 'There is no session four.' });
  client.close();
  expect(admin.log.changes).toEqual([]);
});
