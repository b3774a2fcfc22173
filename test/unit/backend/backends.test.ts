import { describe, expect, it } from 'vitest';
import { Backends, Dice } from '../../../src/backend/index.ts';
import { StaticSource } from '../../../src/backend/static-source.ts';
import { DEFAULT_TRAFFIC, MethodTable } from '../../../src/registry/index.ts';
import { CallLog } from '../../support/call-log.ts';
import { echoRecord } from '../../support/call-world.ts';
import { ScriptedEngine } from '../../support/scripted-engine.ts';
import { openStatic } from '../../support/static-sources.ts';

function open() {
  const engine = new ScriptedEngine();
  const backends = new Backends(engine, openStatic, new Dice(1));
  const serve = (...records: Parameters<typeof echoRecord>[]) =>
    backends.follow(new MethodTable(records.map((record) => echoRecord(...record))));
  const lanes = (name = 'echo') => backends.find(name)?.lanes.map(({ address }) => address);
  const closed = () => [...engine.channels].filter(([, channel]) => channel.closed).map(([address]) => address);
  return { engine, backends, serve, lanes, closed };
}

const ONE = '10.0.0.1:1';
const TWO = '10.0.0.2:2';
const THREE = '10.0.0.3:3';

describe('the backends', () => {
  it('are those of the method table, each with a channel for every endpoint', () => {
    const { serve, backends, lanes } = open();
    serve([[ONE, TWO], 'echo', 'a.Service'], [[THREE], 'other', 'b.Service']);
    expect([...backends.all()].map(({ name }) => name).sort()).toEqual(['echo', 'other']);
    expect([lanes(), lanes('other')]).toEqual([[ONE, TWO], [THREE]]);
  });

  it('keep the channels of endpoints that stay, and close those of endpoints that go', () => {
    const { engine, serve, lanes, closed } = open();
    serve([[ONE, TWO]]);
    const kept = engine.channels.get(TWO);
    serve([[TWO, THREE]]);
    expect(lanes()).toEqual([TWO, THREE]);
    expect(engine.channels.get(TWO)).toBe(kept);
    expect(closed()).toEqual([ONE]);
  });

  it('open nothing again where nothing has changed', () => {
    const { engine, serve, closed } = open();
    serve([[ONE, TWO]]);
    const before = [...engine.channels.values()];
    serve([[ONE, TWO]]);
    serve([[TWO, ONE]]);
    expect([...engine.channels.values()]).toEqual(before);
    expect(closed()).toEqual([]);
  });

  it('close what the table no longer has, and open it anew when it is back', () => {
    const { backends, serve, closed, lanes } = open();
    serve([[ONE]]);
    serve();
    expect([...backends.all()]).toEqual([]);
    expect(closed()).toEqual([ONE]);
    serve([[ONE]]);
    expect([lanes(), closed()]).toEqual([[ONE], []]);
  });

  it('have a channel of its own for each time that an endpoint is named', () => {
    const { serve, backends } = open();
    serve([[ONE, ONE]]);
    const [first, second] = backends.find('echo')?.lanes ?? [];
    expect(first?.channel).not.toBe(second?.channel);
  });

  it('have no lane for an address that is none', () => {
    const { serve, lanes } = open();
    serve([['nowhere', ONE]]);
    expect(lanes()).toEqual([ONE]);
  });

  it('let the calls of an endpoint that goes finish there', () => {
    const { engine, backends, serve, closed, lanes } = open();
    serve([[ONE]]);
    const lane = backends.find('echo')?.lanes[0];
    const log = new CallLog();
    lane?.channel.start({ path: '/a/b', metadata: [], deadlineAtMs: 10_000 }, log);
    serve([[TWO]]);
    expect([lanes(), closed()]).toEqual([[TWO], [ONE]]);
    engine.last.end();
    expect(log.ends).toMatchObject([{ code: 0 }]);
  });

  it('know the weight and the tags of each endpoint, and keep its channel where these change', () => {
    const { engine, serve, backends } = open();
    serve([[ONE, `${TWO}?weight=3&tag=v2`]]);
    const kept = engine.channels.get(ONE);
    serve([[`${ONE}?tag=v1`, TWO]]);
    expect(backends.find('echo')?.lanes.map(({ weight, tags }) => [weight, tags])).toEqual([
      [1, ['v1']],
      [1, []],
    ]);
    expect(engine.channels.get(ONE)).toBe(kept);
  });

  it('are connected before the first call where the policy says so', () => {
    const { engine, serve, backends } = open();
    serve([[ONE]]);
    backends.find('echo')?.usePolicy({ ...DEFAULT_TRAFFIC, warm: true });
    backends.find('echo')?.useSource(new StaticSource([ONE, TWO]));
    serve([[ONE, TWO]], [[THREE], 'other', 'b.Service']);
    expect([...engine.channels].map(([address, { connects }]) => [address, connects])).toEqual([
      [ONE, 1],
      [TWO, 1],
      [THREE, 0],
    ]);
  });

  it('are all closed at the end', () => {
    const { backends, serve, closed } = open();
    serve([[ONE], 'echo', 'a.Service'], [[TWO], 'other', 'b.Service']);
    backends.close();
    expect(closed().sort()).toEqual([ONE, TWO]);
    expect([...backends.all()]).toEqual([]);
  });
});
