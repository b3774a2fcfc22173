import { describe, expect, it } from 'vitest';
import { EventRelay } from '../../../src/bus/nats/event-relay.ts';

const event = (id: string) => ({
  ...({
    kind: 'created',
    atUnixMs: 1,
    id,
    user: 'ada',
    client: '',
    detail: '',
    epoch: 1,
    gateway: 'host:7400',
  } as const),
});

function open() {
  const [teller, relay] = [new EventRelay('a'), new EventRelay('b')];
  const seen: string[] = [];
  relay.add({
    happened: ({ id }) => seen.push(id),
    missed: (count, why) => seen.push(`${count} ${why}`),
  });
  return { teller, relay, seen };
}

describe('events from another gateway', () => {
  it('that did not come are counted once the next one does, and not before the first', () => {
    const { teller, relay, seen } = open();
    teller.write(event('before'));
    relay.arrived(teller.write(event('one')));
    teller.write(event('lost'));
    teller.write(event('lost too'));
    relay.arrived(teller.write(event('two')));
    relay.arrived(teller.write(event('three')));
    expect(seen).toEqual(['one', '2 at host:7400', 'two', 'three']);
  });

  it('are not the own ones', () => {
    const { relay, seen } = open();
    relay.arrived(relay.write(event('own')));
    expect(seen).toEqual([]);
  });

  it('end where the gateway does: whoever watches is told', () => {
    const { teller, relay, seen } = open();
    relay.arrived(teller.write(event('one')));
    relay.gatewayLost('a');
    relay.gatewayLost('unheard of');
    relay.wasAway();
    expect(seen).toEqual(['one', '0 host:7400 is gone', '0 a gateway is gone', '0 the bus was away']);
  });
});
