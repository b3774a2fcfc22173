import { setTimeout as pause } from 'node:timers/promises';
import type { Dice } from '../../../src/backend/dice.ts';
import type { ProxiedConnection } from '../proxy/proxied-connection.ts';
import type { FaultGround } from './fault-ground.ts';

const LONGEST_AWAY_MS = 1500;
const STOPPED_MS = 30_000;
const PARTED_MS = 10_000;
const CLIENTS_PARTED_MS = 8000;
const STALLED_MS = 6000;
const SLOW_BYTES_PER_SECOND = 400;
/** Into the frames of a login, of a call or two, of some notifications. */
const CUT_WITHIN_BYTES = 1000;

/** A way in which things go wrong. `happen` does it once, and mends it. */
export interface FaultKind {
  readonly name: string;
  readonly what: string;
  readonly happen: (ground: FaultGround, dice: Dice) => Promise<void> | void;
}

export const FAULT_KINDS = {
  gatewayKills: {
    name: 'kill -9 of a gateway',
    what: 'it starts again up to 1.5 s later',
    happen: (ground, dice) =>
      ground.withGateway(dice, async (gateway) => {
        await gateway.kill();
        await pause(dice.below(LONGEST_AWAY_MS));
        await gateway.start();
      }),
  },
  natsKills: {
    name: 'kill -9 of NATS',
    what: 'it starts again up to 1.5 s later, with what it has on disk',
    happen: async ({ cluster: { nats } }, dice) => {
      await nats.stop('SIGKILL');
      await pause(dice.below(LONGEST_AWAY_MS));
      await nats.run();
    },
  },
  gatewayStops: {
    name: 'SIGSTOP of a gateway',
    what: 'it goes on after 30 s',
    happen: (ground, dice) =>
      ground.withGateway(dice, async (gateway) => {
        gateway.signal('SIGSTOP');
        await pause(STOPPED_MS);
        gateway.signal('SIGCONT');
      }),
  },
  natsPartitions: {
    name: 'partition between a gateway and NATS',
    what: 'nothing passes for 2 to 12 s',
    happen: (ground, dice) =>
      ground.withGateway(dice, async ({ natsProxy }) => {
        natsProxy.hold();
        await pause(2000 + dice.below(PARTED_MS));
        natsProxy.release();
      }),
  },
  clientPartitions: {
    name: 'partition between all clients and HAProxy',
    what: 'nothing passes for up to 8 s',
    happen: async ({ clients }, dice) => {
      clients.hold();
      await pause(dice.below(CLIENTS_PARTED_MS));
      clients.release();
    },
  },
  cuts: {
    name: 'cut of a connection',
    what: 'in the middle of a frame or between two, in either direction, by FIN or by RST',
    happen: (ground, dice) => {
      const direction = dice.below(2) === 0 ? 'to server' : 'to client';
      const how = dice.below(2) === 0 ? 'reset' : 'close';
      anyConnection(ground, dice)?.cutAfter(1 + dice.below(CUT_WITHIN_BYTES), direction, how);
    },
  },
  stalls: {
    name: 'stalled client',
    what: 'it reads nothing for up to 6 s',
    happen: (ground, dice) => forAWhile(anyConnection(ground, dice), dice, (connection) => connection.stall()),
  },
  slowClients: {
    name: 'slow client',
    what: 'it reads 400 bytes in a second for up to 6 s',
    happen: (ground, dice) =>
      forAWhile(anyConnection(ground, dice), dice, (connection) => connection.slow(SLOW_BYTES_PER_SECOND)),
  },
} as const satisfies { readonly [kind: string]: FaultKind };

function anyConnection({ clients: { connections } }: FaultGround, dice: Dice): ProxiedConnection | undefined {
  return connections[dice.below(Math.max(1, connections.length))];
}

async function forAWhile(
  connection: ProxiedConnection | undefined,
  dice: Dice,
  happen: (connection: ProxiedConnection) => void,
): Promise<void> {
  if (connection === undefined) return;
  happen(connection);
  await pause(dice.below(STALLED_MS));
  connection.release();
}
