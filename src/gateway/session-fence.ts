import type { Bus, HeldSession } from '../bus/index.ts';
import { CallbackTimer, type TimingWheel } from '../clock/index.ts';
import type { Session, SessionListener, SessionTable, SingleSession } from '../session/index.ts';

/** After the bus is there again: others may need as long to hear us. */
const SECOND_LOOK_MS = 2000;
/** What one message names. */
const MAX_NAMED = 500;
const MAX_NAMED_LENGTH = 100_000;

/**
 * Sees to it that a session is at one gateway, and, where users may have one session only, a user at one session: over all
 * gateways. Each tells what it has, and who has an older one ends it. Nobody needs to be asked, and nothing is lost by what
 * is told twice: where NATS was away, all is told again (FAULTS S9, Z7).
 */
export class SessionFence implements SessionListener {
  readonly #bus: Bus;
  readonly #sessions: SessionTable;
  readonly #single: SingleSession | null;
  readonly #wheel: TimingWheel;
  readonly #secondLook = new CallbackTimer(() => this.#tell(this.#sessions.all()));

  /** `single` is null where users may have several sessions. */
  constructor(bus: Bus, sessions: SessionTable, single: SingleSession | null, wheel: TimingWheel) {
    this.#bus = bus;
    this.#sessions = sessions;
    this.#single = single;
    this.#wheel = wheel;
  }

  sessionCreated(session: Session): void {
    const { createdAtUnixMs, epoch } = session.birth.times;
    const wasElsewhere = epoch > createdAtUnixMs;
    if (wasElsewhere || this.#single !== null) this.#tell([session]);
  }

  sessionResumed(): void {}
  sessionDetached(): void {}
  sessionClosed(): void {}

  /** The bus is there, perhaps again. */
  connected(): void {
    this.#tell(this.#sessions.all());
    this.#wheel.arm(this.#secondLook, SECOND_LOOK_MS);
  }

  /** Another gateway has these. */
  heard(held: readonly HeldSession[]): void {
    const newer: Session[] = [];
    for (const theirs of held) {
      const ours = this.#sessions.find(theirs.id);
      const newerBy = ours === undefined ? 0 : compare(ours, theirs);
      if (ours !== undefined && newerBy > 0) newer.push(ours);
      // What its client has not received goes to nobody: it is at the other gateway, as that knows it.
      if (newerBy < 0) ours?.handOver();
      const better = this.#single?.heardOf(theirs.user, theirs) ?? null;
      if (better !== null) newer.push(better);
    }
    this.#tell(newer);
  }

  #tell(sessions: Iterable<Session>): void {
    let named: HeldSession[] = [];
    let length = 0;
    for (const { id, user, birth, attempt } of sessions) {
      named.push({ id, user, ...birth.times, attempt });
      length += user.length;
      if (named.length < MAX_NAMED && length < MAX_NAMED_LENGTH) continue;
      this.#bus.tell({ kind: 'held', sessions: named });
      named = [];
      length = 0;
    }
    if (named.length > 0) this.#bus.tell({ kind: 'held', sessions: named });
  }
}

/** Above 0: ours is newer. What the client counts is beyond doubt; the clocks of gateways may differ. */
function compare({ attempt, birth }: Session, theirs: HeldSession): number {
  const counted = attempt !== 0 && theirs.attempt !== 0 && attempt !== theirs.attempt;
  return counted ? attempt - theirs.attempt : birth.times.epoch - theirs.epoch;
}
