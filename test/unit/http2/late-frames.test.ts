import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uint32Frame } from '../../support/http2-frames.ts';
import { NativeChannel } from '../../support/native-channel.ts';
import { answer, ScriptedHttp2Peer } from '../../support/scripted-http2-peer.ts';

const CALLS = 5000;

describe('frames for streams that are closed', () => {
  let peer: ScriptedHttp2Peer;
  let native: NativeChannel;
  beforeEach(async () => {
    peer = await ScriptedHttp2Peer.start();
    native = new NativeChannel(peer.port, { maxWaitingCalls: CALLS + 1 });
  });
  afterEach(async () => {
    native.channel.close();
    await peer.stop();
    expect(native.faults).toEqual([]);
  });

  it('are no flood where thousands of calls are given up at once and all their answers come late', async () => {
    const calls = Array.from({ length: CALLS }, () => native.unary());
    const last = native.unary();
    const connection = await peer.connection();
    const lastId = await connection.call(CALLS);
    for (const { call } of calls) call.cancel();
    await connection.frame(3, CALLS - 1);
    const ids = connection.seen(3).map(({ streamId }) => streamId);
    connection.send(...ids.flatMap((id) => [answer(id), uint32Frame(3, id, 0)]));
    connection.send(answer(lastId));
    expect((await last.log.end()).code).toBe(0);
    expect(native.failures).toEqual([]);
  });
});
