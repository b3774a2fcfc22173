import type { Clock, Stop } from './clock.ts';

const SLOT_BITS = 6;
const SLOTS = 1 << SLOT_BITS;
const SLOT_MASK = SLOTS - 1;
const LEVELS = 4;
/** The farthest that a timer can be away, in ticks. */
const MAX_DISTANCE = 2 ** (SLOT_BITS * LEVELS) - 1;

/**
 * Something that expires once. An object that needs a deadline extends this, so that arming it allocates nothing.
 * Only the wheel writes its fields.
 */
export abstract class WheelTimer {
  /** @internal */ previous: WheelTimer | null = null;
  /** @internal */ next: WheelTimer | null = null;
  /** @internal */ dueTick = 0;

  /** The wheel reached the timer's time. The timer is disarmed by then, and may be armed again from here. */
  abstract expired(): void;

  get armed(): boolean {
    return this.next !== null;
  }
}

/** A timer that runs a function: for what is armed seldom. */
export class CallbackTimer extends WheelTimer {
  readonly #run: () => void;

  constructor(run: () => void) {
    super();
    this.#run = run;
  }

  override expired(): void {
    this.#run();
  }
}

class Slot extends WheelTimer {
  override expired(): void {}
}

/**
 * A hierarchical timing wheel (Varghese and Lauck, 1987, scheme 7): arming, disarming and expiring a timer cost O(1)
 * however many there are. Four levels of 64 slots; with a tick of 16 ms they reach 74 hours, and a timer beyond that
 * is clamped to it. A timer never expires early, and at most one tick late plus the event loop's own delay.
 *
 * The wheel asks its clock for ticks only while a timer is armed. Times are monotonic.
 */
export class TimingWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #startedAtMs: number;
  readonly #slots: Slot[] = [];
  #currentTick = 0;
  #armed = 0;
  #stopTicks: Stop | null = null;

  constructor(clock: Clock, tickMs = 16) {
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#startedAtMs = clock.nowMs();
    for (let index = 0; index < SLOTS * LEVELS; index++) {
      const slot = new Slot();
      slot.previous = slot;
      slot.next = slot;
      this.#slots.push(slot);
    }
  }

  /** How many timers are armed. */
  get size(): number {
    return this.#armed;
  }

  /** Arms `timer` to expire in `delayMs`; an armed one is moved. */
  arm(timer: WheelTimer, delayMs: number): void {
    if (timer.armed) this.#unlink(timer);
    else this.#armed++;
    if (this.#stopTicks === null) this.#startTicking();
    const due = this.#clock.nowMs() - this.#startedAtMs + Math.max(0, delayMs);
    timer.dueTick = Math.max(this.#currentTick + 1, Math.ceil(due / this.#tickMs));
    this.#place(timer);
  }

  /** Disarms `timer`; one that is not armed is left alone. */
  disarm(timer: WheelTimer): void {
    if (!timer.armed) return;
    this.#unlink(timer);
    this.#armed--;
    if (this.#armed === 0) this.#stopTicking();
  }

  #startTicking(): void {
    this.#currentTick = this.#nowTick();
    this.#stopTicks = this.#clock.every(this.#tickMs, () => this.#advance());
  }

  #stopTicking(): void {
    this.#stopTicks?.();
    this.#stopTicks = null;
  }

  #nowTick(): number {
    return Math.floor((this.#clock.nowMs() - this.#startedAtMs) / this.#tickMs);
  }

  #place(timer: WheelTimer): void {
    const distance = Math.min(timer.dueTick - this.#currentTick, MAX_DISTANCE);
    timer.dueTick = this.#currentTick + distance;
    let level = 0;
    let slotTicks = 1;
    for (; distance >= slotTicks * SLOTS; slotTicks *= SLOTS) level++;
    const slot = this.#slot(level, Math.floor(timer.dueTick / slotTicks) & SLOT_MASK);
    const last = slot.previous ?? slot;
    timer.previous = last;
    timer.next = slot;
    last.next = timer;
    slot.previous = timer;
  }

  #slot(level: number, index: number): Slot {
    const slot = this.#slots[level * SLOTS + index];
    if (slot === undefined) throw new Error(`no slot ${index} on level ${level}`);
    return slot;
  }

  #unlink(timer: WheelTimer): void {
    if (timer.previous !== null) timer.previous.next = timer.next;
    if (timer.next !== null) timer.next.previous = timer.previous;
    timer.previous = null;
    timer.next = null;
  }

  #advance(): void {
    const target = this.#nowTick();
    while (this.#currentTick < target && this.#armed > 0) {
      this.#currentTick++;
      this.#cascade();
      this.#expire(this.#slot(0, this.#currentTick & SLOT_MASK));
    }
    this.#currentTick = Math.max(this.#currentTick, target);
  }

  /** Where a lower level starts a new turn, the next slot of the level above is dealt out to the lower ones. */
  #cascade(): void {
    for (let level = 1; level < LEVELS; level++) {
      const turn = SLOTS ** level;
      if (this.#currentTick % turn !== 0) return;
      const slot = this.#slot(level, Math.floor(this.#currentTick / turn) & SLOT_MASK);
      for (let timer = slot.next; timer !== null && timer !== slot; timer = slot.next) {
        this.#unlink(timer);
        this.#place(timer);
      }
    }
  }

  #expire(slot: Slot): void {
    for (let timer = slot.next; timer !== null && timer !== slot; timer = slot.next) {
      this.#unlink(timer);
      this.#armed--;
      timer.expired();
    }
    if (this.#armed === 0) this.#stopTicking();
  }
}
