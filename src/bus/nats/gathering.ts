import { CallbackTimer, type TimingWheel } from '../../clock/index.ts';
import type { Report } from '../bus.ts';
import { NotStored } from '../not-stored.ts';
import { joinReports } from '../report.ts';

/** How long members may take to answer a roll call. */
const ROLL_MS = 1000;
/** How much longer than the wait for replies a report may take. */
const REPORT_ROOM_MS = 2000;

/** What a gateway says about a publication. */
export type GatewayAnswer =
  /** It has sessions for it, and will report. */
  | { readonly kind: 'taken'; readonly gateway: string }
  | { readonly kind: 'report'; readonly gateway: string; readonly report: Report }
  /** What was to be stored was not. */
  | { readonly kind: 'not-stored'; readonly gateway: string; readonly cause: NotStored['kind']; readonly why: string }
  /** It has heard of everything that was published before the roll call. */
  | { readonly kind: 'present'; readonly gateway: string };

/**
 * The reports of all gateways on one publication. Those that want it take it, and report; behind it goes a roll call, which
 * all answer: as NATS keeps the order, whoever has answered that and has not taken the publication has nothing to say of it.
 */
export class Gathering {
  readonly #absent: Set<string>;
  readonly #taken = new Set<string>();
  readonly #reports = new Map<string, Report>();
  readonly #wheel: TimingWheel;
  readonly #rollTimer = new CallbackTimer(() => this.#rollIsOver());
  readonly #timer = new CallbackTimer(() => this.#finish());
  #present = 0;
  #resolve: (report: Report | null) => void = () => {};
  #reject: (cause: Error) => void = () => {};
  /** Null: nobody answered, not even ourselves: it did not get out. Rejects with NotStored. */
  readonly report: Promise<Report | null>;

  constructor(members: Iterable<string>, waitMs: number, wheel: TimingWheel) {
    this.#absent = new Set(members);
    this.#wheel = wheel;
    this.report = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    wheel.arm(this.#rollTimer, ROLL_MS);
    wheel.arm(this.#timer, waitMs + REPORT_ROOM_MS);
  }

  answered(answer: GatewayAnswer): void {
    switch (answer.kind) {
      case 'taken':
        this.#taken.add(answer.gateway);
        return;
      case 'report':
        this.#taken.delete(answer.gateway);
        this.#reports.set(answer.gateway, answer.report);
        break;
      case 'not-stored':
        this.#disarm();
        this.#reject(new NotStored(answer.cause, answer.why));
        return;
      case 'present':
        this.#present++;
        this.#absent.delete(answer.gateway);
        break;
    }
    if (this.#absent.size === 0 && this.#taken.size === 0) this.#finish();
  }

  /** The bus is gone. */
  cancel(): void {
    this.#disarm();
    this.#resolve(null);
  }

  /** Who has not answered by now is gone. */
  #rollIsOver(): void {
    this.#absent.clear();
    if (this.#taken.size === 0) this.#finish();
  }

  #finish(): void {
    this.#disarm();
    const heard = this.#present > 0 || this.#reports.size > 0;
    this.#resolve(heard ? joinReports([...this.#reports.values()]) : null);
  }

  #disarm(): void {
    this.#wheel.disarm(this.#rollTimer);
    this.#wheel.disarm(this.#timer);
  }
}
