import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { goawayFrame, settingsFrame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';

const HEADERS = 1;
const MAX_CONCURRENT_STREAMS = 3;
const NO_ERROR = 0;

describe('a connection whose peer goes away', () => {
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;
  beforeEach(async () => {
    peer = await ScriptedHttp2Peer.start();
    native = new NativeChannel(peer.port);
  });
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  it('leaves calls that wait for a stream to the next connection', async () => {
    const first = native.unary();
    const leaving = await peer.connection();
    await leaving.call();
    leaving.send(settingsFrame([MAX_CONCURRENT_STREAMS, 1]));
    await leaving.settle();
    const second = native.unary();
    leaving.send(goawayFrame(0, NO_ERROR));
    expect(await first.log.end()).toMatchObject({ code: 14, failure: { reason: 'STREAM_REFUSED', sent: 'NEVER' } });
    const fresh = await peer.connection(1);
    fresh.send(answer(await fresh.call()));
    expect((await second.log.end()).code).toBe(0);
    expect(leaving.seen(HEADERS)).toHaveLength(1);
  });

  it('leaves a call that is begun by the end of another to the next connection', async () => {
    const first = native.unary();
    const leaving = await peer.connection();
    await leaving.call();
    const begun: NativeChannel['unary'] extends () => infer Started ? Started[] : never = [];
    const tell = first.log.onEnd.bind(first.log);
    first.log.onEnd = (end) => {
      tell(end);
      begun.push(native.unary());
    };
    leaving.send(goawayFrame(0, NO_ERROR));
    await first.log.end();
    const fresh = await peer.connection(1);
    fresh.send(answer(await fresh.call()));
    expect((await begun[0]?.log.end())?.code).toBe(0);
    expect(leaving.seen(HEADERS)).toHaveLength(1);
  });
});
