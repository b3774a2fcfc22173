export { Connection, type ConnectionContext, type ConnectionLimits, type ConnectionOwner } from './connection.ts';
export { ConnectionCap, type ConnectionCaps } from './connection-cap.ts';
export { ConnectionCounters } from './connection-counters.ts';
export { OutputGate } from './output-gate.ts';
export { type LogBudget, OutputLog } from './output-log.ts';
export { type Accept, TcpListener, type TcpListenerOptions } from './tcp-listener.ts';
export type { Transport, TransportEvents } from './transport.ts';
export { createTurnEnd } from './turn-end.ts';
