import type { AtTurnEnd } from '../wire/index.ts';

/**
 * Runs tasks once the event loop has handed out all that was ready: what a turn's many events produced for one socket
 * leaves in one write. One `setImmediate` serves all tasks of a turn.
 */
export function createTurnEnd(): AtTurnEnd {
  let tasks: (() => void)[] = [];
  const runAll = () => {
    const due = tasks;
    tasks = [];
    for (const task of due) task();
  };
  return (task) => {
    tasks.push(task);
    if (tasks.length === 1) setImmediate(runAll);
  };
}
