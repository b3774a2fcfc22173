/** When a session was logged in to. */
export interface Login {
  readonly id: string;
  readonly createdAtUnixMs: number;
}

/** Whether `a` was logged in to after `b`. All gateways agree, two at one time included. */
export function isLaterLogin(a: Login, b: Login): boolean {
  return a.createdAtUnixMs === b.createdAtUnixMs ? a.id > b.id : a.createdAtUnixMs > b.createdAtUnixMs;
}

/** The one that logged in last of those that are there; where none is, of all. */
export function newestOf<One extends Login & { readonly online: boolean }>(sessions: Iterable<One>): One | undefined {
  let newest: One | undefined;
  for (const session of sessions) {
    if (newest === undefined || (session.online && !newest.online)) newest = session;
    else if (session.online === newest.online && isLaterLogin(session, newest)) newest = session;
  }
  return newest;
}
