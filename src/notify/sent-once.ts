import { LRUCache } from 'lru-cache';
import type { Report } from '../bus/index.ts';
import type { Clock } from '../clock/index.ts';

/** Reports, and targets that they name. As a size: with `max` the cache has room for all of them from its start. */
const MAX_REMEMBERED = 100_000;

/**
 * What became of notifications that their publisher has named. One that is published again within the window is not sent
 * again, and gets the same report; while the first is on its way, it waits for that.
 */
export class SentOnce {
  readonly #reports: LRUCache<string, { readonly report: Promise<Report> }>;
  readonly #isFinal: (report: Report) => boolean;

  /** A report that is not final is forgotten, and its notification may be sent again; so is one that failed. */
  constructor(windowMs: number, clock: Clock, isFinal: (report: Report) => boolean = () => true) {
    this.#isFinal = isFinal;
    this.#reports = new LRUCache({
      maxSize: MAX_REMEMBERED,
      ttl: windowMs,
      ttlResolution: 0,
      perf: { now: () => clock.nowMs() },
    });
  }

  /** The report on the notification `id`, of before, or else what `send` gives. */
  report(id: string, send: () => Promise<Report>): Promise<Report> {
    const known = this.#reports.get(id);
    if (known !== undefined) return known.report;
    const sent = { report: send() };
    this.#reports.set(id, sent, { size: 1 });
    sent.report.then(
      (report) => {
        if (this.#reports.peek(id) !== sent) return;
        if (!this.#isFinal(report)) this.#reports.delete(id);
        else this.#reports.set(id, { ...sent }, { size: 1 + report.targets.length, noUpdateTTL: true });
      },
      () => {
        if (this.#reports.peek(id) === sent) this.#reports.delete(id);
      },
    );
    return sent.report;
  }
}

/** Whether somebody may have got it. */
export function isDelivered({ counts }: Report): boolean {
  return counts.delivered + counts.replied + counts['timed-out'] > 0;
}
