export interface CloseCodeRow {
  /** Whether the client should connect again by itself. */
  readonly reconnect: boolean;
  readonly meaning: string;
  /** What the client does. */
  readonly remedy: string;
}

/**
 * Why a connection ends: the codes of `GoAway`, and of a WebSocket's close. 44xx come back, 45xx do not. 4000 is the
 * only one that a client sends. docs/PROTOCOL.md, the metrics and the clients are made of this table.
 */
export const CLOSE_CODES = {
  4000: { reconnect: false, meaning: 'The client leaves; its session ends.', remedy: 'None is needed.' },
  4400: { reconnect: true, meaning: 'The gateway is draining.', remedy: 'Connect again; another gateway answers.' },
  4401: {
    reconnect: true,
    meaning: 'Nothing arrived in time: no Hello, no rest of a frame, or no heartbeat.',
    remedy: 'Connect again. Send Hello at once, and answer every Ping.',
  },
  4402: {
    reconnect: true,
    meaning: 'The client reads too slowly, and what waits for it has reached its bound.',
    remedy: 'Connect again, and read faster or ask for less.',
  },
  4403: {
    reconnect: true,
    meaning: 'The gateway holds as many connections as it takes.',
    remedy: 'Connect again after retry_after_ms and a jittered pause.',
  },
  4404: { reconnect: true, meaning: 'The credential has expired.', remedy: 'Connect again with a new token.' },
  4405: {
    reconnect: true,
    meaning: 'The gateway met a fault of its own. Its log has the cause.',
    remedy: 'Connect again after a jittered pause.',
  },
  4500: {
    reconnect: false,
    meaning: 'What arrived is not this protocol.',
    remedy: 'Mend the client; compare with docs/PROTOCOL.md.',
  },
  4501: {
    reconnect: false,
    meaning: 'A frame is longer than max_frame_bytes.',
    remedy: 'Send less in one frame; Welcome says how much.',
  },
  4502: { reconnect: false, meaning: 'The token or resume token is not valid.', remedy: 'Log in anew.' },
  4503: { reconnect: false, meaning: 'The user may not connect here.', remedy: 'Ask the operator.' },
  4504: {
    reconnect: false,
    meaning: 'The client sends more than any client needs to.',
    remedy: 'Slow down, then connect again by hand.',
  },
  4505: {
    reconnect: false,
    meaning: 'The session has moved to another connection, or the operator ended it.',
    remedy: 'Let the other connection live.',
  },
  4506: {
    reconnect: false,
    meaning: 'The gateway does not speak this version of the protocol.',
    remedy: 'Bring the client up to date.',
  },
} as const satisfies Record<number, CloseCodeRow>;

export type CloseCode = keyof typeof CLOSE_CODES;

const ROWS: ReadonlyMap<number, CloseCodeRow> = new Map(
  Object.entries(CLOSE_CODES).map(([code, row]) => [Number(code), row]),
);

/** The row of a code that a peer sent; undefined for a code that is not in the table. */
export function findCloseCode(code: number): CloseCodeRow | undefined {
  return ROWS.get(code);
}
