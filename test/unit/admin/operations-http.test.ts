import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { type OperationsParts, type Readiness, startOperationsHttp } from '../../../src/admin/index.ts';
import { CallTally } from '../../../src/call/index.ts';
import { noCounts } from '../../../src/notify/index.ts';
import { KeptLog, StillSessions, sessionSnapshot } from '../../support/admin-views.ts';

const READY: Readiness = { kind: 'ready' };

function parts(over: Partial<OperationsParts> = {}): OperationsParts {
  return {
    traffic: {
      calls: new CallTally(10),
      connections: () => ({ open: 3, accepted: 7, closedByPeer: 2 }),
      bytesReceived: () => 1_000,
      bytesSent: () => 2_000,
      framesRefused: () => new Map([['FRAME_TOO_LARGE', 4]]),
      closedByCode: () => new Map([[4401, 3]]),
      sessionsClosed: () => new Map([['left', 6]]),
      framesDropped: () => 8,
    },
    sessions: new StillSessions([sessionSnapshot(), sessionSnapshot({ id: 'two', state: 'detached' })]),
    backends: { all: () => [] },
    notifications: {
      counts: { ...noCounts(), delivered: 3 },
      storedBytes: () => 5,
      dropped: () => 2,
      busIsUp: () => true,
    },
    registryState: () => ({ revision: 5, ageMs: 1_500, backends: 2, methods: 9 }),
    consulRequests: () => 12,
    readiness: () => READY,
    log: new KeptLog(),
    ...over,
  };
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function ask(over: Partial<OperationsParts>, ...asked: readonly (readonly [string, string, string?])[]) {
  const http = await startOperationsHttp({ host: '127.0.0.1', port: 0, allowedHosts: [] }, parts(over));
  try {
    return await Promise.all(asked.map(([method, path, host]) => send(http.port, method, path, host)));
  } finally {
    await http.close();
  }
}

function send(port: number, method: string, path: string, host = '127.0.0.1'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { Host: host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the operations listener', () => {
  test('is live while it is not ready, and says why it is not', async () => {
    const readiness = (): Readiness => ({ kind: 'not-ready', reason: 'draining' });
    const [live, ready] = await ask({ readiness }, ['GET', '/live'], ['GET', '/ready']);
    expect(live).toMatchObject({ status: 200, body: 'live\n' });
    expect(ready).toMatchObject({ status: 503, body: 'not ready: draining\n' });
  });

  test('answers three paths and one verb', async () => {
    const [ready, query, nothing, root, post, head] = await ask(
      {},
      ['GET', '/ready'],
      ['GET', '/ready?verbose'],
      ['GET', '/metrics/../etc/passwd'],
      ['GET', '/'],
      ['POST', '/ready'],
      ['HEAD', '/live'],
    );
    expect([ready, query, nothing, root, post, head].map((got) => got?.status)).toEqual([200, 200, 404, 404, 405, 200]);
    expect(post?.headers).toMatchObject({ allow: 'GET, HEAD' });
    expect(head?.body).toBe('');
  });

  test('answers nothing for a name that is not its own, /metrics least of all (X7)', async () => {
    const [got] = await ask({}, ['GET', '/metrics', 'evil.example']);
    expect(got?.status).toBe(421);
    expect(got?.body).not.toContain('trunkline_');
  });

  test('a metric that cannot be read gives 500, and its cause stays in the log', async () => {
    const log = new KeptLog();
    const registryState = () => {
      throw new Error('canary 51c9');
    };
    const [got] = await ask({ log, registryState }, ['GET', '/metrics']);
    expect(got?.status).toBe(500);
    expect(got?.body).not.toContain('canary');
    expect(log.faults).toHaveLength(1);
  });
});

describe('/metrics', () => {
  async function scrape(over: Partial<OperationsParts> = {}): Promise<readonly string[]> {
    const [got] = await ask(over, ['GET', '/metrics']);
    expect(got).toMatchObject({ status: 200, headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' } });
    return got?.body.split('\n') ?? [];
  }

  test('has the counters of the client side and of the registry', async () => {
    const lines = await scrape();
    expect(lines).toEqual(
      expect.arrayContaining([
        'trunkline_sessions{state="active"} 1',
        'trunkline_sessions{state="detached"} 1',
        'trunkline_connections 3',
        'trunkline_connections_total 7',
        'trunkline_received_bytes_total 1000',
        'trunkline_sent_bytes_total 2000',
        'trunkline_frames_refused_total{reason="FRAME_TOO_LARGE"} 4',
        'trunkline_frames_dropped_total 8',
        'trunkline_connections_closed_total{code="4401"} 3',
        'trunkline_connections_closed_total{code="PEER"} 2',
        'trunkline_sessions_closed_total{reason="left"} 6',
        'trunkline_registry_revision 5',
        'trunkline_registry_age_seconds 1.5',
        'trunkline_registry_backends 2',
        'trunkline_registry_methods 9',
      ]),
    );
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_open_fds']) {
      expect(lines.find((line) => line.startsWith(`${name} `))).toMatch(/ [0-9.e+]+$/);
    }
    expect(lines.filter((line) => line.startsWith('trunkline_event_loop_lag_seconds{'))).toHaveLength(3);
  });

  test('has calls by method and code, and their durations in cumulative buckets', async () => {
    const calls = new CallTally(10);
    const tally = calls.of('/a.B/C', 'a.B', 'C');
    tally.callEnded(0, 0.4);
    tally.callEnded(0, 3);
    tally.callEnded(5, 60_000);
    const lines = await scrape({ traffic: { ...parts().traffic, calls } });
    expect(lines).toEqual(
      expect.arrayContaining([
        'trunkline_calls_total{service="a.B",method="C",code="OK"} 2',
        'trunkline_calls_total{service="a.B",method="C",code="NOT_FOUND"} 1',
        'trunkline_call_duration_seconds_bucket{service="a.B",method="C",le="0.0005"} 1',
        'trunkline_call_duration_seconds_bucket{service="a.B",method="C",le="0.005"} 2',
        'trunkline_call_duration_seconds_bucket{service="a.B",method="C",le="30"} 2',
        'trunkline_call_duration_seconds_bucket{service="a.B",method="C",le="+Inf"} 3',
        'trunkline_call_duration_seconds_count{service="a.B",method="C"} 3',
      ]),
    );
    const sum = lines.find((line) => line.startsWith('trunkline_call_duration_seconds_sum{service="a.B"'));
    expect(Number(sum?.split(' ')[1])).toBeCloseTo(60.0034, 6);
  });

  test('methods beyond the cap, and names that are not registered, are one series (O7)', async () => {
    const calls = new CallTally(2);
    for (let index = 0; index < 1_000; index++) calls.of(`/a.B/M${index}`, 'a.B', `M${index}`).callEnded(0, 1);
    const lines = await scrape({ traffic: { ...parts().traffic, calls } });
    const series = lines.filter((line) => line.startsWith('trunkline_calls_total{'));
    expect(series).toEqual([
      'trunkline_calls_total{service="a.B",method="M0",code="OK"} 1',
      'trunkline_calls_total{service="a.B",method="M1",code="OK"} 1',
      'trunkline_calls_total{service="_OTHER",method="_OTHER",code="OK"} 998',
    ]);
  });

  test('two gateways in one process have metrics of their own', async () => {
    const other = { ...parts().traffic, bytesSent: () => 77 };
    const [first, second] = await Promise.all([scrape(), scrape({ traffic: other })]);
    expect(first).toContain('trunkline_sent_bytes_total 2000');
    expect(second).toContain('trunkline_sent_bytes_total 77');
  });
});
