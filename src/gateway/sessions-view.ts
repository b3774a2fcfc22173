import type { SessionCounts, SessionSnapshot, SessionsView } from '../admin/index.ts';
import type { Session, SessionTable } from '../session/index.ts';

/** The sessions of this gateway, as the control plane sees them. */
export function sessionsView(table: SessionTable): SessionsView {
  return {
    list: (limit) => [...take(table.all(), limit)].map(snapshot),
    find: (id) => {
      const session = table.find(id);
      return session === undefined ? null : snapshot(session);
    },
    kick: (id, reason) => {
      const session = table.find(id);
      session?.end('kicked', 4505, reason === '' ? 'the operator ended the session' : reason);
      return session !== undefined;
    },
    counts: () => counts(table),
  };
}

function* take(sessions: Iterable<Session>, limit: number): Generator<Session> {
  let taken = 0;
  for (const session of sessions) {
    if (taken++ >= limit) return;
    yield session;
  }
}

function counts(table: SessionTable): SessionCounts {
  let active = 0;
  for (const session of table.all()) if (session.state.kind === 'active') active++;
  return { active, detached: table.size - active };
}

function snapshot(session: Session): SessionSnapshot {
  return {
    id: session.id,
    user: session.user,
    client: session.birth.client,
    state: session.state.kind === 'active' ? 'active' : 'detached',
    remoteAddress: session.remoteAddress,
    createdAtUnixMs: session.birth.createdAtUnixMs,
    callsInFlight: session.calls.size,
    callsTotal: session.callsTotal,
    bytesReceived: session.bytesReceived,
    bytesSent: session.bytesSent,
    idleMs: Math.round(session.idleMs),
  };
}
