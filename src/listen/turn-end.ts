import type { AtTurnEnd } from '../wire/index.ts';
import type { OutputGate } from './output-gate.ts';

/**
 * Runs tasks once the event loop has handed out all that was ready: what a turn's many events produced for one socket
 * leaves in one write. One `setImmediate` serves all tasks of a turn. `gate`, where there is one, may hold them longer.
 */
export function createTurnEnd(gate: OutputGate | null = null): AtTurnEnd {
  let tasks: (() => void)[] = [];
  const runAll = () => {
    const due = tasks;
    tasks = [];
    for (const task of due) task();
  };
  const atEnd = gate === null ? runAll : () => gate.pass(runAll);
  return (task) => {
    tasks.push(task);
    if (tasks.length === 1) setImmediate(atEnd);
  };
}
