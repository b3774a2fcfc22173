import type { SessionCounts, SessionSnapshot, SessionsView } from '../admin/index.ts';
import type { Session, SessionTable } from '../session/index.ts';

/** The sessions of this gateway, as the control plane sees them. */
export function sessionsView(table: SessionTable): SessionsView {
  return {
    list: (limit) => takeFirst(table.all(), limit).map(sessionSnapshot),
    find: (id) => {
      const session = table.find(id);
      return session === undefined ? null : sessionSnapshot(session);
    },
    kick: (id, reason) => {
      const session = table.find(id);
      session?.end('kicked', 4505, reason === '' ? 'the operator ended the session' : reason);
      return session !== undefined;
    },
    counts: () => counts(table),
  };
}

/** The first `limit` of them. */
export function takeFirst(sessions: Iterable<Session>, limit: number): Session[] {
  const taken: Session[] = [];
  for (const session of sessions) {
    if (taken.length >= limit) break;
    taken.push(session);
  }
  return taken;
}

function counts(table: SessionTable): SessionCounts {
  let active = 0;
  for (const session of table.all()) if (session.state.kind === 'active') active++;
  return { active, detached: table.size - active };
}

/** A session as operators see it. */
export function sessionSnapshot(session: Session): SessionSnapshot {
  return {
    id: session.id,
    user: session.user,
    client: session.birth.client,
    state: session.state.kind === 'active' ? 'active' : 'detached',
    remoteAddress: session.remoteAddress,
    createdAtUnixMs: session.birth.times.createdAtUnixMs,
    callsInFlight: session.calls.size,
    callsTotal: session.callsTotal,
    bytesReceived: session.bytesReceived,
    bytesSent: session.bytesSent,
    idleMs: Math.round(session.idleMs),
  };
}
