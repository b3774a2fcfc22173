import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbortWatch } from '../../../src/client/abort-watch.ts';
import { CallError } from '../../../src/client/call-error.ts';
import { brokenConnection } from '../../../src/client/connection-error.ts';
import { UnaryCall } from '../../../src/client/unary-call.ts';
import { readRequest } from '../../../src/client/unary-request.ts';
import type { Response } from '../../../src/wire/index.ts';
import { type ResponseFields, responseFrame } from '../../support/scripted-gateway.ts';
import { FakeTimers } from './fake-timers.ts';
import { type Step, World } from './memory-world.ts';

const METHOD = 'shop.v1.OrderService/GetOrder';
const DRAINING: ResponseFields = {
  status: 14,
  failure: { reason: 'SHUTTING_DOWN', origin: 'GATEWAY', sent: 'NEVER', retryAfterMs: 0 },
};

function response(fields: ResponseFields = {}): Response {
  const frame = responseFrame(1, { ...fields, payload: '{}' });
  if (frame.kind !== 'response') throw new Error('not a response');
  return frame.body;
}

describe('a unary call', () => {
  const event = fc.constantFrom('send', 'answer', 'refuse', 'drain', 'lose', 'abort', 'expire', 'end', 'unreadable');

  it('has one outcome, whatever happens to it and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), fc.boolean(), (events, canWait) => {
        const timers = new FakeTimers();
        const abort = new AbortController();
        const request = readRequest(METHOD, 'json', new Uint8Array(1), { timeoutMs: 50, signal: abort.signal }, 0);
        if (request instanceof CallError) throw request;
        let outcomes = 0;
        let settled = 0;
        let cancels = 0;
        let readable = true;
        const outcome = {
          read: () => {
            if (!readable) throw new Error('unreadable');
          },
          resolve: () => outcomes++,
          reject: () => outcomes++,
        };
        const aborts = new AbortWatch();
        const call = new UnaryCall(request, { timers, aborts }, outcome, {
          settled: () => settled++,
          waitAgain: () => canWait,
        });
        let sent = false;
        for (const name of events) {
          // What a connection never does: answer a call that is not open on it, or open one that is settled.
          const mayAnswer = sent && settled === 0;
          if (name === 'send' && !sent && settled === 0) {
            call.send({ open: () => 1, cancel: () => cancels++ });
            sent = true;
          }
          if (name === 'answer' && sent) call.answered(response());
          if (name === 'refuse' && sent) call.answered(response({ status: 5 }));
          if (name === 'lose' && sent) call.lost(brokenConnection('lost'));
          if (name === 'drain' && mayAnswer) {
            call.answered(response(DRAINING));
            sent = !canWait;
          }
          if (name === 'unreadable' && sent) {
            readable = false;
            call.answered(response());
          }
          if (name === 'abort') abort.abort();
          if (name === 'expire') timers.advance(50);
          if (name === 'end') call.end('CLIENT_CLOSED', 'closed');
          expect(outcomes).toBe(settled);
        }
        call.end('CLIENT_CLOSED', 'closed');
        expect([outcomes, settled, timers.armed, aborts.size]).toEqual([1, 1, 0, 0]);
        expect(cancels).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the calls of a client', () => {
  const at = fc.nat(7);
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('call' as const), timeoutMs: fc.constantFrom(0, 40, 500) }) },
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('answer' as const), at, fields: fc.constantFrom({}, { status: 5 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('answer' as const), at, fields: fc.constant(DRAINING) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('abort' as const), at }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(10, 100, 1000) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('welcome' as const), resumed: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('goAway' as const), code: fc.constantFrom(4400, 4405, 4500) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), timeoutMs: fc.constantFrom(0, 50) }) },
  );

  it('all end, and nothing is left of them, whatever the gateway does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = new World();
        await world.run({ kind: 'welcome', resumed: false });
        for (const each of steps) await world.run(each);
        await world.finish();
        expect(world.outcomes).toBe(world.calls);
        expect(world.wrongAnswers).toBe(0);
        expect(world.timers.armed).toBe(0);
        expect(world.transport.pipes.filter((pipe) => !pipe.isOver)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
