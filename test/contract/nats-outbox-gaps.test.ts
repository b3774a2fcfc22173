import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NatsOutbox } from '../../src/bus/nats/nats-outbox.ts';
import { Subjects } from '../../src/bus/nats/subjects.ts';
import { systemClock } from '../../src/clock/index.ts';
import { NatsServer } from '../support/nats-server.ts';
import { waitFor } from '../support/wait-for.ts';

const OPTIONS = { maxPerUser: 100, maxBytesPerUser: 1024 * 1024, maxTtlMs: 86_400_000, replicas: 1 };
const ADA = 'ada';

let server: NatsServer;
let writing: NatsConnection;
let reading: NatsConnection;
beforeAll(async () => {
  server = await NatsServer.start();
  writing = await connect({ servers: server.address });
  reading = await connect({ servers: server.address });
});
afterAll(async () => {
  await Promise.all([writing.close(), reading.close()]);
  await server[Symbol.asyncDispose]();
});

let writer: NatsOutbox;
let reader: NatsOutbox;
let heard: string[];
let listens: boolean;
let tests = 0;

/** The reader's connection, which loses what comes while `listens` is false, as one does that is being made again. */
function losing(connection: NatsConnection): NatsConnection {
  return new Proxy(connection, {
    get(target, name) {
      if (name !== 'subscribe') return Reflect.get(target, name, target);
      const subscribe: NatsConnection['subscribe'] = (subject, options) =>
        target.subscribe(subject, {
          ...options,
          callback: (error, message) => {
            if (listens) options?.callback?.(error, message);
          },
        });
      return subscribe;
    },
  });
}

async function store(id: string): Promise<void> {
  const notification = { id, type: 'test', encoding: 2, payload: new Uint8Array(0), replyExpected: false };
  const expiresAtUnixMs = Date.now() + 60_000;
  const { kind } = await writer.append(ADA, { notification, route: { kind: 'all' }, expiresAtUnixMs });
  expect(kind).toBe('stored');
  // What NATS has told the reader of it has come by now.
  await reading.flush();
}

async function readAll(): Promise<readonly string[]> {
  return (await reader.read(ADA, 0, 10)).map(({ notification }) => notification.id);
}

beforeEach(async () => {
  const subjects = new Subjects(`gaps-${++tests}`);
  const faulted = (cause: unknown) => {
    throw cause;
  };
  writer = new NatsOutbox(subjects, OPTIONS, systemClock, faulted);
  reader = new NatsOutbox(subjects, OPTIONS, systemClock, faulted);
  heard = [];
  listens = true;
  reader.onAppend((_user, { notification }) => heard.push(notification.id));
  await writer.up(writing);
  await reader.up(reading);
  reader.want(ADA, losing(reading));
  await store('a');
  expect(await readAll()).toEqual(['a']);
});

describe('what a gateway does not hear of while it comes back to NATS', () => {
  it('is read before what it hears of next', async () => {
    listens = false;
    await store('b');
    listens = true;
    await store('c');
    await waitFor('the last one is heard of', () => heard.includes('c'));
    expect(await readAll()).toEqual(['a', 'b', 'c']);
  });

  it('holds back what it hears of before all was looked at again', async () => {
    reader.down();
    listens = false;
    await store('b');
    listens = true;
    await store('c');
    await waitFor('the last one is heard of', () => heard.includes('c'));
    expect(await readAll()).toEqual([]);
    heard = [];
    await reader.up(reading);
    expect(heard).toContain('c');
    expect(await readAll()).toEqual(['a', 'b', 'c']);
  });
});
