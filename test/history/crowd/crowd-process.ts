// The clients of a run, in a process of their own: what they do must not wait for those who break things, nor the other way.
import { Dice } from '../../../src/backend/dice.ts';
import type { HistoryEvent } from '../event.ts';
import type { CrowdOrder, CrowdReport, MemberPlan } from './crowd-messages.ts';
import { Member } from './member.ts';

const TELL_EVERY_MS = 50;
const CALL_EVERY_MS = 10;
const JOIN_AT_ONCE = 50;
const TENTHS = 10;
const MOST_STARTS = 20;
/** Of ten calls so many may be repeated. */
const REPEATABLE_TENTHS = 3;

type JoinOrder = Pick<Extract<CrowdOrder, { kind: 'join' }>, 'url' | 'heartbeatMs'>;

const members = new Map<string, Member>();
const calls = new Set<Promise<void>>();
let events: HistoryEvent[] = [];
let calling: NodeJS.Timeout | null = null;
/** One order after the other. */
let obeyed: Promise<void> = Promise.resolve();

const record = (event: HistoryEvent): void => {
  events.push(event);
};

const say = (report: CrowdReport): void => {
  if (process.connected) process.send?.(report);
};

function tell(): void {
  if (events.length > 0) say({ kind: 'happened', events });
  events = [];
}

async function obey(order: CrowdOrder): Promise<void> {
  switch (order.kind) {
    case 'join':
      for (let from = 0; from < order.members.length; from += JOIN_AT_ONCE) {
        await Promise.all(order.members.slice(from, from + JOIN_AT_ONCE).map((plan) => join(order, plan)));
      }
      return;
    case 'replace':
      await members.get(order.client)?.leave();
      members.delete(order.client);
      await join(order, order.by);
      return;
    case 'call':
      call(order.perSecond, new Dice(order.seed));
      return;
    case 'rest':
      if (calling !== null) clearInterval(calling);
      await Promise.all(calls);
      return;
    case 'leave':
      await Promise.all([...members.values()].map((member) => member.leave()));
      return;
  }
}

/** Where the first connection of a client is cut, its program starts anew. */
async function join({ url, heartbeatMs }: JoinOrder, plan: MemberPlan): Promise<void> {
  for (let start = 1; ; start++) {
    const client = start === 1 ? plan.client : `${plan.client}.${start}`;
    try {
      members.set(plan.client, await Member.join(url, { ...plan, client }, heartbeatMs, record));
      return;
    } catch (cause) {
      // Its gateway was killed in this very moment.
      if (start === MOST_STARTS) throw cause;
    }
  }
}

/** Calls at their times, whatever becomes of those before. */
function call(perSecond: number, dice: Dice): void {
  const startedAt = performance.now();
  let count = 0;
  calling = setInterval(() => {
    const all = [...members.values()];
    for (const due = ((performance.now() - startedAt) * perSecond) / 1000; count < due; count++) {
      const made = all[dice.below(all.length)]?.call(dice.below(TENTHS) < REPEATABLE_TENTHS);
      if (made === undefined) continue;
      const outcome = made.finally(() => calls.delete(outcome));
      calls.add(outcome);
    }
  }, CALL_EVERY_MS);
}

setInterval(tell, TELL_EVERY_MS);
process.on('disconnect', () => process.exit());
process.on('message', (order: CrowdOrder) => {
  obeyed = obeyed
    .then(() => obey(order))
    .then(
      () => {
        tell();
        say({ kind: 'done' });
      },
      (cause: unknown) => say({ kind: 'failed', why: `${cause}` }),
    );
});
