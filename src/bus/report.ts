import type { Outcome, Report, TargetReport } from './bus.ts';

/** How many targets a report names. All are counted. */
const MAX_TARGETS = 1000;

const OUTCOMES = ['delivered', 'replied', 'stored', 'not-online', 'timed-out'] as const satisfies Outcome[];
const NO_COUNTS = { delivered: 0, replied: 0, stored: 0, 'not-online': 0, 'timed-out': 0 } as const;

export const EMPTY_REPORT: Report = { counts: NO_COUNTS, targets: [] };

/** Puts a report together. */
export class ReportBuilder {
  readonly #counts: Record<Outcome, number> = { ...NO_COUNTS };
  readonly #targets: TargetReport[] = [];

  add(target: TargetReport): void {
    this.#counts[target.outcome]++;
    if (this.#targets.length < MAX_TARGETS) this.#targets.push(target);
  }

  /** For one of so many that none is named. */
  count(outcome: Outcome, sessions: number): void {
    this.#counts[outcome] += sessions;
  }

  build(): Report {
    return { counts: this.#counts, targets: this.#targets };
  }
}

/** One report of several. */
export function joinReports(reports: readonly Report[]): Report {
  const builder = new ReportBuilder();
  for (const { counts, targets } of reports) {
    for (const target of targets) builder.add(target);
    for (const outcome of OUTCOMES) {
      const named = targets.filter((target) => target.outcome === outcome).length;
      builder.count(outcome, counts[outcome] - named);
    }
  }
  return builder.build();
}

/** Whether anybody was found. */
export function isEmpty({ counts }: Report): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** A report on one target. */
export function reportOn(outcome: Outcome, fields: Partial<TargetReport> = {}): Report {
  const builder = new ReportBuilder();
  builder.add({ sessionId: '', user: '', reply: null, offset: 0, ...fields, outcome });
  return builder.build();
}
