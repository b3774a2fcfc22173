import type { LoadOrder, LoadReport } from './load-generator.ts';
import { runRound } from './run-round.ts';

/** The load generator's process: takes orders from the parent until it disconnects. */
process.on('message', (order: LoadOrder) => {
  runRound(order.target, order.round).then(
    (result) => report({ kind: 'done', result }),
    (cause: unknown) => report({ kind: 'failed', message: String(cause) }),
  );
});
process.on('disconnect', () => process.exit(0));

function report(report: LoadReport): void {
  process.send?.(report);
}
