import { describe, expect, it } from 'vitest';
import { CallWorld } from '../../support/call-world.ts';

const KIBIBYTE = 1024;
/** Above this a connection is full for streams. */
const PAUSE_BYTES = 256 * KIBIBYTE;
const SIZES = [100, 1000, 8 * KIBIBYTE, 64 * KIBIBYTE, 200 * KIBIBYTE, 1024 * KIBIBYTE];

/** Streams whose clients take as much as there is, and whose backends send as much as they may. */
function openFlowing(streams: number, messageBytes: number) {
  const world = new CallWorld({ session: { streamPauseBytes: PAUSE_BYTES } });
  const { client } = world.login();
  const backends = Array.from({ length: streams }, (_, index) => {
    client.request(index + 1, { method: 'ServerStream' });
    client.credit(index + 1, 2 ** 30);
    return world.engine.last;
  });
  const message = Buffer.alloc(messageBytes);
  /** Each backend sends a message in its turn, as long as one may. */
  const flow = () => {
    for (let open = backends; open.length > 0; open = open.filter(({ credit }) => credit > 0)) {
      for (const backend of open) if (backend.credit > 0) backend.message(message);
    }
  };
  const stall = () => {
    client.transport.bufferedBytes = 1;
  };
  return { client, flow, stall };
}

describe.each([1, 10, 100])('%i streams of a client that stops reading', (streams) => {
  it.each(SIZES)('of messages of %i bytes have 256 KiB on the way, and the one message that was more (T1)', (bytes) => {
    const { client, flow, stall } = openFlowing(streams, bytes);
    stall();
    flow();
    expect(client.transport.bufferedBytes).toBeGreaterThan(PAUSE_BYTES);
    expect(client.transport.bufferedBytes).toBeLessThan(PAUSE_BYTES + bytes + 100);
  });
});
