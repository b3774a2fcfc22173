import type { SessionServiceHandlers } from '../admin-api/index.ts';
import { STATUS } from '../status/index.ts';
import type { AdminLog } from './admin-log.ts';
import { notDone, ok, unary } from './answer.ts';
import type { ClusterView, SessionSnapshot, SessionsView } from './sessions-view.ts';

const DEFAULT_LIMIT = 1_000;
/** One answer holds no more: it is built in one turn of the event loop that serves the clients too. */
const MAX_LIMIT = 10_000;
/** What the client is told where the operator says nothing. */
const DEFAULT_REASON = 'An operator ended the session.';
const MAX_REASON_LENGTH = 200;

/** trunkline.admin.v1.SessionService. `cluster` null: there is no other gateway. */
export function sessionService(
  sessions: SessionsView,
  cluster: ClusterView | null,
  log: AdminLog,
): SessionServiceHandlers {
  return {
    ListSessions: unary(log, async ({ limit, cluster: ofAll }) => {
      if (ofAll && cluster !== null) {
        const found = await cluster.list(Math.min(limit === 0 ? DEFAULT_LIMIT : limit, MAX_LIMIT));
        return ok({ sessions: found.sessions.map(asMessage), total: found.total });
      }
      const { active, detached } = sessions.counts();
      const found = sessions.list(Math.min(limit === 0 ? DEFAULT_LIMIT : limit, MAX_LIMIT));
      return ok({ sessions: found.map(asMessage), total: active + detached });
    }),

    GetSession: unary(log, async ({ id }) => {
      const found = sessions.find(id) ?? (await cluster?.find(id)) ?? null;
      return found === null ? unknownSession(id) : ok({ session: asMessage(found) });
    }),

    KickSession: unary(log, async ({ id, reason }) => {
      const told = reason === '' ? DEFAULT_REASON : reason.slice(0, MAX_REASON_LENGTH);
      const kicked = sessions.kick(id, told) || (await cluster?.kick(id, told)) === true;
      if (!kicked) return unknownSession(id);
      log.changed('session kicked', { session: id, reason: told });
      return ok({});
    }),
  };
}

function unknownSession(id: string) {
  return notDone(STATUS.NOT_FOUND, `There is no session ${id}.`);
}

function asMessage(session: SessionSnapshot) {
  const { state, idleMs, ...rest } = session;
  return {
    ...rest,
    state: state === 'active' ? ('SESSION_STATE_ACTIVE' as const) : ('SESSION_STATE_DETACHED' as const),
    idleMs: Math.round(idleMs),
  };
}
