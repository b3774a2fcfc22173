import { setImmediate as turn } from 'node:timers/promises';
import { Client } from '../../../src/client/client.ts';
import { readOptions } from '../../../src/client/connect-options.ts';
import { type ResponseFields, responseFrame } from '../../support/scripted-gateway.ts';
import { FakeTimers } from './fake-timers.ts';
import { type MemoryPipe, MemoryTransport } from './memory-transport.ts';

/** One thing that may happen to a client. */
export type Step =
  | { readonly kind: 'call'; readonly timeoutMs: number }
  | { readonly kind: 'answer'; readonly at: number; readonly fields: ResponseFields }
  | { readonly kind: 'abort'; readonly at: number }
  | { readonly kind: 'turn' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'welcome'; readonly resumed: boolean }
  | { readonly kind: 'lose' }
  | { readonly kind: 'goAway'; readonly code: number }
  | { readonly kind: 'close'; readonly timeoutMs: number };

/** A client, its gateway and its time, all in memory. The gateway answers each call with its own payload. */
export class World {
  readonly transport = new MemoryTransport();
  readonly timers = new FakeTimers();
  readonly #aborts: AbortController[] = [];
  readonly #welcomed = new Set<MemoryPipe>();
  readonly #client: Client;
  calls = 0;
  outcomes = 0;
  wrongAnswers = 0;

  constructor() {
    const { transport, timers } = this;
    const options = { transport, timers, random: () => 0.5, maxQueued: 5 };
    this.#client = new Client(readOptions('memory://gateway', options));
    this.#client.start();
  }

  async run(step: Step): Promise<void> {
    switch (step.kind) {
      case 'call':
        this.#call(step.timeoutMs);
        break;
      case 'answer':
        this.#answer(step.at, step.fields);
        break;
      case 'abort':
        this.#aborts[step.at]?.abort();
        break;
      case 'turn':
        this.transport.endTurn();
        break;
      case 'wait':
        this.timers.advance(step.ms);
        break;
      case 'welcome':
        await turn();
        this.#welcome(step.resumed);
        break;
      case 'lose':
        this.transport.last?.close();
        break;
      case 'goAway':
        this.#goAway(step.code);
        break;
      case 'close':
        void this.#client.close({ timeoutMs: step.timeoutMs });
        break;
    }
  }

  /** Closes the client, as impatiently as can be, and waits for that. */
  async finish(): Promise<void> {
    const closing = this.#client.close({ timeoutMs: 0 });
    await turn();
    this.timers.advance(50);
    this.timers.advance(1000);
    await closing;
    await turn();
  }

  #call(timeoutMs: number): void {
    const abort = new AbortController();
    const payload = new Uint8Array([this.calls & 0xff]);
    this.calls++;
    this.#aborts.push(abort);
    this.#client.callBinary('a.B/C', payload, { timeoutMs, signal: abort.signal }).then(
      (answer) => {
        this.outcomes++;
        if (answer[0] !== payload[0]) this.wrongAnswers++;
      },
      () => this.outcomes++,
    );
  }

  #answer(at: number, fields: ResponseFields): void {
    this.transport.endTurn();
    const open = this.transport.pipes.flatMap((pipe) =>
      pipe.received.flatMap((frame) => (frame.kind === 'request' ? [{ pipe, frame }] : [])),
    );
    const picked = open[at % Math.max(1, open.length)];
    if (picked === undefined) return;
    const { pipe, frame } = picked;
    // Now and then the same call is answered again: what was answered stays in the list.
    pipe.send(responseFrame(frame.seq, { ...fields, payload: frame.body.payload }));
    if (at !== 0) pipe.received.splice(pipe.received.indexOf(frame), 1);
  }

  #welcome(resumed: boolean): void {
    const pipe = this.transport.last;
    if (pipe === undefined || this.#welcomed.has(pipe)) return;
    this.#welcomed.add(pipe);
    pipe.accept();
    this.transport.endTurn();
    const body = {
      sessionId: 's',
      resumeToken: '',
      resumed,
      heartbeatMs: 400,
      resumeWindowMs: 300,
      maxFrameBytes: 1000,
      maxInFlight: 3,
      gateway: 'memory/1',
    };
    pipe.send({ kind: 'welcome', seq: 0, body });
  }

  #goAway(code: number): void {
    const body = { code, reason: '', reconnect: code < 4500, retryAfterMs: 0 };
    this.transport.last?.send({ kind: 'goAway', seq: 0, body });
  }
}
