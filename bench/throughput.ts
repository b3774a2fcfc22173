import type { Times } from './arguments.ts';
import { ECHO_PATH, echoPayload } from './echo-payload.ts';
import { measurePeers } from './measure-peers.ts';
import { Nghttpd } from './nghttpd.ts';
import { NO_GATEWAY } from './peers/direct.ts';
import { HAPROXY, HAPROXY_TCP } from './peers/haproxy.ts';
import { Subjects } from './peers/subjects.ts';
import { TRUNKLINE } from './peers/trunkline.ts';
import { type Target, throughputTarget } from './targets.ts';

const MIB = 2 ** 20;
/** Enough to keep a pipe full, and few enough that memory is not what is measured. */
const SHAPE = { connections: 1, inFlight: 8 };
const PEERS = [TRUNKLINE, HAPROXY, HAPROXY_TCP, NO_GATEWAY];

/** How fast large messages pass through a peer. */
export interface ThroughputRow {
  readonly peer: string;
  /** Each way: a request and its answer are of the same size. */
  readonly mibPerSecond: number;
  readonly cpuUsPerMib: number;
  readonly errors: number;
}

export interface Throughput {
  readonly rows: readonly ThroughputRow[];
  readonly target: Target;
}

/** Calls of 1 MiB, answered by 1 MiB, through the gateway, HAProxy, HAProxy that passes bytes on, and nothing. */
export async function measureThroughput(times: Times): Promise<Throughput> {
  await using backend = await Nghttpd.start(ECHO_PATH, echoPayload(MIB, 'proto'));
  await using subjects = new Subjects(`127.0.0.1:${backend.port}`);
  const peers = PEERS.map(({ name }) => name);
  const load = { times, peers, shapes: [SHAPE], payloadBytes: MIB, encoding: 'proto' } as const;
  const rows = (await measurePeers(subjects, load, null)).map(({ peer, callsPerSecond, cpuUsPerCall, errors }) => ({
    peer,
    mibPerSecond: callsPerSecond,
    cpuUsPerMib: cpuUsPerCall / 2,
    errors,
  }));
  const rateOf = (name: string) => rows.find(({ peer }) => peer === name)?.mibPerSecond ?? 0;
  return { rows, target: throughputTarget(rateOf(TRUNKLINE.name), rateOf(HAPROXY_TCP.name)) };
}
