import type { CloseCode, WireFault } from '../wire/index.ts';

/** What all connections of a gateway count, in plain numbers that the metrics read at scrape time. */
export class ConnectionCounters {
  opened = 0;
  open = 0;
  bytesReceived = 0;
  bytesSent = 0;
  framesReceived = 0;
  framesSent = 0;
  /** Connections that the gateway closed, by the code that it gave. */
  readonly closedByCode = new Map<CloseCode, number>();
  /** Connections that ended without a code of ours: the peer closed, or the network did. */
  closedByPeer = 0;
  /** Frames that ended their connection, by what was wrong with them. */
  readonly framesRefused = new Map<WireFault, number>();
  /** Frames that had no connection to go to any more. */
  framesDropped = 0;

  countClosed(code: CloseCode): void {
    this.closedByCode.set(code, (this.closedByCode.get(code) ?? 0) + 1);
  }

  countRefused(fault: WireFault): void {
    this.framesRefused.set(fault, (this.framesRefused.get(fault) ?? 0) + 1);
  }
}
