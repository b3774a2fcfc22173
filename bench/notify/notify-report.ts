import { asTargets, asTargetTable, type Target } from '../targets.ts';
import type { FanOut } from './measure-fan-out.ts';
import type { Latency } from './measure-latency.ts';
import type { Outboxes } from './measure-outboxes.ts';
import type { PeerFanOut } from './measure-peers.ts';
import type { Storm } from './measure-storm.ts';

export interface NotifyFigures {
  readonly fanOut: FanOut;
  readonly peers: PeerFanOut;
  readonly repliesPerSecond: number;
  readonly latency: Latency;
  readonly outboxes: Outboxes;
  readonly storm: Storm;
}

const KB = 1024;

export function asText(figures: NotifyFigures): string {
  return `${factsOf(figures).join('\n')}\n`;
}

/** Facts and targets for a page. */
export function asMarkdown(figures: NotifyFigures): string {
  const facts = factsOf(figures).map((fact) => `* ${fact}`);
  return `${asTargetTable(targetsOf(figures))}\n\n${facts.join('\n')}`;
}

function factsOf({ fanOut, peers, repliesPerSecond, latency, outboxes, storm }: NotifyFigures): string[] {
  return [
    `fan-out to ${fanOut.sessions} sessions: ${whole(fanOut.deliveriesPerCpuSecond)} deliveries for each second of CPU, stalls of ${fanOut.stallMs.toFixed(1)} ms, the longest of ${fanOut.longestStallMs.toFixed(1)} ms`,
    `the same by a loop over bare sockets of Node: ${whole(peers.bare)}; by a loop of ws: ${whole(peers.ws)}; by nats-server, which is not written in JavaScript: ${whole(peers.nats)}`,
    `notifications with a reply: ${whole(repliesPerSecond)} in a second, published over gRPC`,
    `from the publisher to a client of another gateway, over NATS: at most once p50 ${at(latency.onceMs, 0.5)} ms, p99 ${at(latency.onceMs, 0.99)} ms; stored p50 ${at(latency.storedMs, 0.5)} ms, p99 ${at(latency.storedMs, 0.99)} ms`,
    `a session with nothing stored: ${(outboxes.emptyBytes / KB).toFixed(1)} KB; with a full outbox, ${whole(outboxes.stored)} of ${whole(outboxes.payloadBytes)} bytes: ${whole(outboxes.fullBytes / KB)} KB`,
    `a storm of ${storm.sessions} reconnects: ${storm.resumed} resumed in ${(storm.tookMs / 1000).toFixed(1)} s, memory ${storm.memoryRatio.toFixed(2)} times what it was`,
  ];
}

export function asNotifyTargets(figures: NotifyFigures): string {
  return asTargets(targetsOf(figures));
}

function targetsOf({ fanOut, storm }: NotifyFigures): readonly Target[] {
  return [
    {
      what: 'deliveries for each second of CPU',
      measured: fanOut.deliveriesPerCpuSecond,
      bound: { atLeast: 150_000 },
    },
    {
      what: 'ms that the event loop stands still meanwhile, at the longest',
      measured: fanOut.longestStallMs,
      bound: { atMost: 50 },
    },
    {
      what: 'part of the sessions that resume after a storm',
      measured: storm.resumed / storm.sessions,
      bound: { atLeast: 1 },
    },
    { what: 'seconds until they have', measured: storm.tookMs / 1000, bound: { atMost: 10 } },
    { what: 'memory meanwhile, against before', measured: storm.memoryRatio, bound: { atMost: 1.5 } },
  ];
}

function at(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN).toFixed(2);
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');
