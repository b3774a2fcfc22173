import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Backend } from '../../../src/backend/index.ts';
import { CallWorld, echoRecord, MAX_TIMEOUT_MS } from '../../support/call-world.ts';
import type { ScriptedCall } from '../../support/scripted-engine.ts';

const METHODS = ['Unary', 'ServerStream', 'ClientStream', 'BidiStream'] as const;
const FAILURES = ['CONNECT_FAILED', 'STREAM_REFUSED', 'CONNECTION_LOST', 'BACKEND_STATUS'] as const;
const ENDPOINTS: readonly [readonly string[], ...(readonly string[])[]] = [
  [],
  ['10.0.0.1:1'],
  ['10.0.0.2:2', '10.0.0.1:1'],
  ['10.0.0.3:3', '10.0.0.4:4', '10.0.0.5:5'],
];
const TIMEOUTS_MS = [0, 20, 5000] as const;
const STEPS_MS = [1, 30, 400] as const;
const JSON_ENCODING = 2;

const KINDS = [
  ...([
    'request',
    'request',
    'request',
    'request',
    'request',
    'jsonRequest',
    'jsonRequest',
    'ok',
    'ok',
    'failure',
    'failure',
    'cancel',
    'cancel',
  ] as const),
  ...(['message', 'message', 'halfClose', 'credit', 'unknownBody', 'headers', 'answer', 'answer', 'busy'] as const),
  ...(['drain', 'advance', 'serve', 'serve', 'serve', 'serve', 'remove', 'inputEnds', 'settle'] as const),
];

/** What may happen, in any order and any number. `at` picks the call that it happens to, `pick` how. */
const happening = fc.record({
  kind: fc.constantFrom(...KINDS),
  at: fc.nat({ max: 30 }),
  pick: fc.nat({ max: 30 }),
});
const LENGTH = { maxLength: 200, size: 'max' } as const;
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

function choose<Value>(from: readonly [Value, ...Value[]], pick: number): Value {
  return from[pick % from.length] ?? from[0];
}

/** What waits for a promise or a microtask gets its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A world in which anything may happen, and what must hold whatever does. */
class Storm {
  readonly world = new CallWorld({
    limits: { maxInFlight: 20, maxStreams: 8 },
    session: { maxInFlight: 10_000, controlFramesBurst: 10_000 },
    maxInFlightOfBackend: 12,
  });
  readonly #joined = this.world.login();
  readonly client = this.#joined.client;
  readonly session = this.#joined.session;
  readonly #everServed = new Set<Backend>();
  #lastSeq = 0;

  async happen({ kind, at, pick }: Happening): Promise<void> {
    const { world, client } = this;
    const seq = 1 + (at % Math.max(1, this.#lastSeq));
    switch (kind) {
      case 'request':
      case 'jsonRequest':
        this.#request(choose(METHODS, at), choose(TIMEOUTS_MS, pick), kind === 'jsonRequest');
        break;
      case 'cancel':
        client.cancel(seq);
        break;
      case 'message':
        client.message(seq);
        break;
      case 'halfClose':
        client.halfClose(seq);
        break;
      case 'credit':
        client.credit(seq, pick);
        break;
      case 'unknownBody':
        client.connection.received(Uint8Array.of(2, 8, seq));
        break;
      case 'inputEnds':
        client.connection.inputEnded();
        break;
      case 'advance':
        world.clock.advance(choose(STEPS_MS, pick));
        break;
      case 'serve':
        world.serve(echoRecord(choose(ENDPOINTS, pick)));
        break;
      case 'remove':
        world.serve();
        break;
      case 'settle':
        await settle();
        break;
      default:
        this.#backendDoes(kind, at, pick);
    }
    for (const backend of world.backends.all()) this.#everServed.add(backend);
  }

  /** No call is answered twice, and the gauges agree. */
  holds(): void {
    for (let seq = 1; seq <= this.#lastSeq; seq++) expect(this.#answers(seq)).toBeLessThanOrEqual(1);
    expect(this.world.tally.inFlight).toBe(this.session.calls.size);
    expect(this.session.streams.size).toBeLessThanOrEqual(this.session.calls.size);
  }

  cancelAll(): void {
    for (let seq = 1; seq <= this.#lastSeq; seq++) this.client.cancel(seq);
  }

  /** Every call was answered, as far as there is somebody to answer. */
  allAnswered(): void {
    for (let seq = 1; seq <= this.#lastSeq; seq++) expect(this.client.responses(seq)).not.toEqual([]);
  }

  /** Nothing is left of any call: in the gauges, in the ledger, at the backends, in the wheel. */
  isOver(): void {
    const { world, session } = this;
    expect(session.calls.size).toBe(0);
    expect(session.streams.size).toBe(0);
    expect(world.tally.inFlight).toBe(0);
    expect(world.engine.calls.filter(({ state }) => state === 'open')).toEqual([]);
    for (const { inFlight, lanes } of this.#everServed) {
      expect(inFlight).toBe(0);
      expect(lanes.map((lane) => lane.inFlight)).toEqual(lanes.map(() => 0));
    }
    expect(world.log).toEqual([]);
    this.client.vanish();
    world.clock.advance(10_000);
    expect(world.wheel.size).toBe(0);
  }

  /** A body that is not known is answered whether the call is open or not. */
  #answers(seq: number): number {
    return this.client.responses(seq).filter(({ failure }) => failure?.reason !== 'UNKNOWN_BODY').length;
  }

  #request(method: (typeof METHODS)[number], timeoutMs: number, json: boolean): void {
    const carries = json && (method === 'Unary' || method === 'ServerStream');
    const encoding = json ? JSON_ENCODING : 0;
    this.client.request(++this.#lastSeq, { method, timeoutMs, encoding, payload: Buffer.from(carries ? '{}' : '') });
  }

  #backendDoes(kind: Happening['kind'], at: number, pick: number): void {
    const open = this.world.engine.calls.filter(({ state }) => state === 'open');
    const call: ScriptedCall | undefined = open[at % Math.max(1, open.length)];
    if (call === undefined) return;
    if (kind === 'ok') call.end();
    else if (kind === 'failure') call.fail(choose(FAILURES, pick));
    else if (kind === 'headers') call.headers([{ key: 'x-first', value: '1' }]);
    else if (kind === 'answer' && call.credit > 0) call.message(new Uint8Array(0));
    else if (kind === 'busy') call.busy = true;
    else if (kind === 'drain') call.drain();
  }
}

it('whatever happens to calls in whatever order, none is answered twice, and nothing of any is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, LENGTH), async (events) => {
      const storm = new Storm();
      for (const event of events) {
        await storm.happen(event);
        storm.holds();
      }
      storm.client.vanish();
      await settle();
      storm.isOver();
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('whatever happens to calls in whatever order, each is answered while its client is there', async () => {
  const whileThere = fc.array(
    happening.filter(({ kind }) => kind !== 'inputEnds'),
    LENGTH,
  );
  await fc.assert(
    fc.asyncProperty(whileThere, async (events) => {
      const storm = new Storm();
      for (const event of events) {
        await storm.happen(event);
        storm.holds();
      }
      await settle();
      storm.world.clock.advance(MAX_TIMEOUT_MS + 1000);
      storm.cancelAll();
      await settle();
      storm.allAnswered();
      storm.isOver();
    }),
    { numRuns: 100 },
  );
}, 60_000);
