import { type TimingWheel, WheelTimer } from '../clock/index.ts';
import type { Connection } from '../listen/index.ts';

/** Who wants to know what the client has proved. */
export interface HeartbeatWatcher {
  /** A Ping goes out. Of several without an answer only the last one counts. */
  pingSent(): void;
  /** The last Ping was answered: all that was sent before it has arrived. */
  pingAnswered(): void;
}

/** How many heartbeats may pass without a sign of life. */
const MISSED_LIMIT = 2;
/** Output in front of a Ping that gives its answer one heartbeat more: a peer's link may be slow, and yet alive. */
const BYTES_PER_HEARTBEAT = 1024 * 1024;
/** About what the two systems hold of one connection, in heartbeats: the rest stands with us, where it is seen. */
const MAX_EXTRA_HEARTBEATS = 8;
/** How long a reset may take to come back from a peer that is gone. */
const RESET_MS = 250;

/**
 * Watches over one connection. Once a heartbeat it sends a Ping; a peer that has not answered one for two heartbeats is
 * dead, so the end comes between two and three heartbeats after the last sign of life.
 *
 * The sign is the Pong: what arrives proves one direction only. Output that a slow peer still drains counts too, since
 * the Ping stands behind it. Once the operating system has taken all of it, its progress is no longer seen, but the
 * Ping still stands behind megabytes: for each of them the answer has a heartbeat more.
 *
 * A peer that has ended its side can answer no Ping. What looks the same is a peer that is gone altogether; sent any
 * byte, its system resets the connection. So it gets a Pong now and then, which asks for no answer, and soon another:
 * where no more is read, only the write after the reset fails.
 */
export class Heartbeat extends WheelTimer {
  readonly #connection: Connection;
  readonly #wheel: TimingWheel;
  readonly #intervalMs: number;
  readonly #watcher: HeartbeatWatcher;
  #pingSeq = 0;
  #answeredSeq = 0;
  #awaiting = false;
  #missed = 0;
  #sentAtTick = 0;
  #blockedAtTick = false;
  /** Where in the output the last Ping stands, and where the last one that was answered. */
  #pingStandsAt = 0;
  #provedUpTo = 0;
  #inputEnded = false;
  #askedForReset = false;

  constructor(connection: Connection, wheel: TimingWheel, intervalMs: number, watcher: HeartbeatWatcher) {
    super();
    this.#connection = connection;
    this.#wheel = wheel;
    this.#intervalMs = intervalMs;
    this.#watcher = watcher;
  }

  start(): void {
    this.#wheel.arm(this, this.#intervalMs);
  }

  stop(): void {
    this.#wheel.disarm(this);
  }

  /** Sends a Ping now, ahead of its time: behind all output, however much of it is stuck. */
  ask(): void {
    if (this.#inputEnded) this.expired();
    else this.#ping();
  }

  /** As `ask`, unless an answer is on its way, or the client has not been welcomed yet. */
  prove(): void {
    if (this.armed && !this.#awaiting && !this.#inputEnded && this.#connection.isOpen) this.ask();
  }

  /** A Pong arrived. One that answers an earlier Ping proves life as well. False: nothing was asked. */
  pongArrived(seq: number): boolean {
    if (seq <= this.#answeredSeq || seq > this.#pingSeq) return false;
    this.#answeredSeq = seq;
    this.#missed = 0;
    this.#awaiting = seq !== this.#pingSeq;
    if (this.#awaiting) return true;
    this.#provedUpTo = this.#pingStandsAt;
    this.#watcher.pingAnswered();
    return true;
  }

  /** The peer will send nothing more, and may still read. */
  inputEnded(): void {
    this.#inputEnded = true;
    this.expired();
  }

  override expired(): void {
    if (this.#inputEnded) {
      // Behind output that is stuck it would only queue up, and that output asks the same.
      if (!this.#connection.blocked) this.#connection.send({ kind: 'pong', seq: 0 });
      this.#askedForReset = !this.#askedForReset;
      this.#wheel.arm(this, this.#askedForReset ? RESET_MS : this.#intervalMs);
      return;
    }
    const { blocked, held, bytesSent } = this.#connection;
    if (this.#awaiting) {
      // Where output is stuck since the last look, what had left before it is not seen any more.
      const draining = blocked && (bytesSent > this.#sentAtTick || !this.#blockedAtTick);
      // What we do not read from cannot answer.
      this.#missed = draining || held ? 0 : this.#missed + 1;
      if (this.#missed >= this.#patience()) {
        this.#connection.close(4401, `no Pong for ${this.#missed} heartbeats of ${this.#intervalMs} ms`);
        return;
      }
    }
    // Behind output that is stuck another Ping would only queue up.
    if (this.#awaiting && blocked) this.#look();
    else this.#ping();
  }

  #ping(): void {
    this.#awaiting = true;
    this.#pingStandsAt = this.#connection.bytesSent + this.#connection.queuedBytes;
    this.#watcher.pingSent();
    this.#connection.send({ kind: 'ping', seq: ++this.#pingSeq });
    this.#look();
  }

  /** Looks again in a heartbeat. */
  #look(): void {
    this.#sentAtTick = this.#connection.bytesSent;
    this.#blockedAtTick = this.#connection.blocked;
    this.#wheel.arm(this, this.#intervalMs);
  }

  /** How many heartbeats may be missed: output that is stuck is seen to be, so that none are added for it. */
  #patience(): number {
    if (this.#connection.blocked) return MISSED_LIMIT;
    const extra = Math.floor((this.#pingStandsAt - this.#provedUpTo) / BYTES_PER_HEARTBEAT);
    return MISSED_LIMIT + Math.min(MAX_EXTRA_HEARTBEATS, extra);
  }
}
