import { cpus } from 'node:os';

/** What was measured on, and `how`. */
export function machineText(how: string, stolenShare: number): string {
  const [first, ...others] = cpus();
  return `Measured on ${others.length + 1} processors (${first?.model.trim() || 'model unknown'}), Node ${process.versions.node}${how}. \
The host gave ${(stolenShare * 100).toFixed(1)} % of the machine's time to others meanwhile.`;
}
