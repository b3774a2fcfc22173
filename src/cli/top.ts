import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { withAdmin } from './admin-access.ts';
import { counted, spanName } from './display-names.ts';
import { type AdminOptions, adminOption, durationArgument, outputOption } from './options.ts';
import { alignedTable, type Column } from './table.ts';
import { type Paint, paintFor, type Terminal, withInterrupt } from './terminal.ts';
import { picture, type TrafficPicture, type TrafficRate } from './traffic-rates.ts';
import { visibleJson } from './visible-text.ts';

interface TopOptions extends AdminOptions {
  readonly interval: number;
  readonly once?: boolean;
}

/** Where a terminal begins to write anew: at its top left, with all that was there taken away. */
const CLEAR = '\u001b[H\u001b[J';
const MOST_METHODS = 20;

const RATES: readonly Column<TrafficRate>[] = [
  { title: 'CALLS/S', of: ({ callsPerSecond }) => rate(callsPerSecond), align: 'right' },
  { title: 'ERRORS/S', of: ({ failedPerSecond }) => rate(failedPerSecond), align: 'right' },
  { title: 'P50', of: ({ p50Ms }) => time(p50Ms), align: 'right' },
  { title: 'P99', of: ({ p99Ms }) => time(p99Ms), align: 'right' },
];
const BACKENDS: readonly Column<TrafficRate>[] = [{ title: 'BACKEND', of: ({ backend }) => backend || '-' }, ...RATES];
const METHODS: readonly Column<TrafficRate>[] = [{ title: 'METHOD', of: ({ method }) => method }, ...RATES];

export function topCommand(terminal: Terminal): Command {
  return new Command('top')
    .description('show what goes through the gateway, until Ctrl-C')
    .option('--interval <duration>', 'how often', durationArgument, 2000)
    .option('--once', 'show one interval, and end')
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async ({ interval, once, output, admin: address }: TopOptions) => {
      const showUntil = (interrupt: AbortSignal) =>
        withAdmin(address, async (admin) => {
          const look = () => admin.call(admin.traffic.GetTraffic, {});
          for (let before = await look(); ; ) {
            await pause(Math.max(100, interval), undefined, { signal: interrupt });
            const now = await look();
            await show(terminal, output ?? null, picture(before, now), once !== true);
            if (once === true) return;
            before = now;
          }
        });
      await withInterrupt(terminal, (interrupt) =>
        showUntil(interrupt).catch((error: unknown) => {
          if (!interrupt.aborted) throw error;
        }),
      );
    });
}

/** A picture is a line of its own in JSON, so that whoever reads it need not wait for the end. */
async function show(
  terminal: Terminal,
  format: AdminOptions['output'] | null,
  shown: TrafficPicture,
  inPlace: boolean,
): Promise<void> {
  if (format === 'json') {
    terminal.out(`${visibleJson(JSON.stringify(shown))}\n`);
    return;
  }
  if (format === 'yaml') {
    const { stringify } = await import('yaml');
    terminal.out(`---\n${visibleJson(stringify(shown))}`);
    return;
  }
  const text = render(shown, paintFor(terminal, terminal.outIsTerminal));
  terminal.out(terminal.outIsTerminal && inPlace ? `${CLEAR}${text}` : `${text}\n`);
}

function render(shown: TrafficPicture, paint: Paint): string {
  const { callsPerSecond, failedPerSecond, callsInFlight, connections, sessionsActive, sessionsDetached } = shown;
  const failing = `${rate(failedPerSecond)} errors/s`;
  const head = [
    `${paint.bold(rate(callsPerSecond))} calls/s, ${failedPerSecond > 0 ? paint.red(failing) : failing}, ${callsInFlight} in flight`,
    `${counted(sessionsActive, 'session')}, ${sessionsDetached} detached, ${counted(connections, 'connection')}`,
    `${counted(shown.backends, 'backend')}, confirmed ${spanName(shown.registryAgeMs)} ago`,
  ].join('\n');
  if (shown.byMethod.length === 0) return `${head}\n`;
  const methods = shown.byMethod.slice(0, MOST_METHODS);
  const rest = shown.byMethod.length - methods.length;
  const more = rest === 0 ? '' : paint.dim(`and ${counted(rest, 'method')} more\n`);
  return `${head}\n\n${alignedTable(BACKENDS, shown.byBackend, paint)}\n${alignedTable(METHODS, methods, paint)}${more}`;
}

function rate(perSecond: number): string {
  return perSecond >= 100 ? perSecond.toFixed(0) : perSecond.toFixed(1);
}

function time(ms: number | null): string {
  if (ms === null) return '-';
  return ms < 100 ? `${ms.toFixed(1)}ms` : spanName(ms);
}
