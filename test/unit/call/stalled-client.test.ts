import { describe, expect, it } from 'vitest';
import { CallWorld } from '../../support/call-world.ts';

const KIBIBYTE = 1024;
/** What one stream may have on its way while its client does not read, beyond what made its connection pause. */
const STREAM_BYTES = 256 * KIBIBYTE;
/** What may wait for a client that does not read, in all. */
const CONNECTION_BYTES = 1024 * KIBIBYTE;

/** A stream that flows, of a backend that sends as much as it may, to a client that takes as much as there is. */
function openFlowing(messageBytes: number) {
  const world = new CallWorld({ session: { streamPauseBytes: 256 * KIBIBYTE } });
  const { client, session } = world.login();
  client.request(1, { method: 'ServerStream' });
  client.credit(1, 2 ** 30);
  const backend = world.engine.last;
  const message = Buffer.alloc(messageBytes);
  for (let count = 0; count < 100; count++) backend.message(message);
  /** The client reads nothing any more, and the backend sends on. Returns what it may send after the pause. */
  const stall = () => {
    let sentInPause = 0;
    client.transport.bufferedBytes = 1;
    while (backend.credit > 0 && client.transport.bufferedBytes < 4 * CONNECTION_BYTES) {
      if (session.blocked) sentInPause += messageBytes;
      backend.message(message);
    }
    return sentInPause;
  };
  return { client, stall };
}

describe('a stream whose client stops reading', () => {
  it.each([100, 1000, 8 * KIBIBYTE, 64 * KIBIBYTE, 200 * KIBIBYTE])(
    'of messages of %i bytes has 256 KiB more on the way than made it pause, and 1 MiB in all (T1)',
    (messageBytes) => {
      const { client, stall } = openFlowing(messageBytes);
      const sentInPause = stall();
      expect(sentInPause).toBeLessThanOrEqual(STREAM_BYTES);
      expect(client.transport.bufferedBytes).toBeGreaterThan(STREAM_BYTES);
      expect(client.transport.bufferedBytes).toBeLessThanOrEqual(CONNECTION_BYTES);
    },
  );

  it('of messages that are larger than that has one of them on the way', () => {
    const { client, stall } = openFlowing(CONNECTION_BYTES);
    const written = client.frames('message', 1).length;
    expect(stall()).toBe(0);
    expect(client.frames('message', 1).length - written).toBe(1);
  });
});
