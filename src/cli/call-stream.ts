import type { CallResponse, Client, CallOptions as ClientCallOptions } from '../client/index.ts';
import { usageFailure } from './failure.ts';

/** What a call sends and where its answers go. */
export interface CallRun {
  readonly method: string;
  /** What was read of the input before there was a connection. */
  readonly first: IteratorResult<Uint8Array, undefined>;
  /** The rest of it. */
  readonly messages: AsyncGenerator<Uint8Array, undefined>;
  readonly options: ClientCallOptions;
  /** `stream`: one of several. */
  readonly answer: (payload: Uint8Array, kind: 'only' | 'stream') => Promise<void>;
}

const EMPTY_MESSAGE = Buffer.from('{}');

/**
 * Calls a method of any kind in JSON. Which kind it is, only the gateway knows: the first message goes out as the only
 * one, and where the gateway says, before anything was sent, that messages have frames of their own, all go out so.
 */
export async function runCall(client: Client, run: CallRun): Promise<void> {
  const { CallError } = await import('../client/index.ts');
  const { first, messages, method } = run;
  const payload = first.done === true ? EMPTY_MESSAGE : first.value;
  const second = first.done === true ? Promise.resolve(first) : messages.next();
  // Its failure is that of the input, and told where the input is read.
  second.catch(() => undefined);
  try {
    await receive(client, run, { payload });
  } catch (error) {
    if (!(error instanceof CallError) || error.reason !== 'BAD_FRAME' || error.sent !== 'NEVER') throw error;
    await receive(client, run, { messages: first.done === true ? [] : joined(first.value, second, messages) });
    return;
  }
  if (await isThereMore(second)) {
    throw usageFailure(`${method} takes one message.`, 'Those after the first were not sent: call again for each.');
  }
}

async function* joined(
  first: Uint8Array,
  second: Promise<IteratorResult<Uint8Array, undefined>>,
  rest: AsyncGenerator<Uint8Array, undefined>,
): AsyncGenerator<Uint8Array> {
  yield first;
  const next = await second;
  if (next.done === true) return;
  yield next.value;
  yield* rest;
}

interface Sent {
  readonly payload?: Uint8Array;
  readonly messages?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

async function receive(client: Client, { method, options, answer }: CallRun, sent: Sent): Promise<void> {
  const stream = client.openStream(method, { ...options, ...sent, encoding: 'json' });
  for await (const payload of stream) await answer(payload, 'stream');
  const { payload }: CallResponse = await stream.response;
  // In JSON no message is without a byte: the Response has one where the method answers once.
  if (payload.length > 0) await answer(payload, 'only');
}

/** Whether the input has gone on by now. What will come later is not waited for. */
async function isThereMore(second: Promise<IteratorResult<Uint8Array, undefined>>): Promise<boolean> {
  const later = { done: true } as const;
  const next = await Promise.race([second, new Promise<typeof later>((resolve) => setImmediate(() => resolve(later)))]);
  return next.done !== true;
}
