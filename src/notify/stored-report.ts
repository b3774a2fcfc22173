import { type Reply, type Report, ReportBuilder } from '../bus/index.ts';
import { CallbackTimer } from '../clock/index.ts';
import type { NotifyContext } from './notify-context.ts';
import type { SessionFeed } from './session-feed.ts';

/**
 * Waits for what becomes of a stored notification at the sessions of its user, until each has replied or `waitMs` has
 * passed. Nothing is lost by waiting no longer: what was not replied to stays stored.
 */
export function awaitStored(
  feeds: readonly SessionFeed[],
  offset: number,
  waitMs: number,
  context: NotifyContext,
): Promise<Report> {
  const builder = new ReportBuilder();
  const open = new Map<SessionFeed, { delivered: boolean; stop: () => void }>();
  return new Promise((resolve) => {
    const finish = () => {
      context.wheel.disarm(timer);
      for (const [{ session }, { delivered, stop }] of open) {
        stop();
        const outcome = !delivered ? 'stored' : waitMs > 0 ? 'timed-out' : 'delivered';
        builder.add({ sessionId: session.id, user: session.user, outcome, reply: null, offset });
      }
      resolve(builder.build());
    };
    let watching = false;
    const timer = new CallbackTimer(finish);
    for (const feed of feeds) {
      const state = { delivered: false, stop: () => {} };
      open.set(feed, state);
      state.stop = feed.watch(offset, {
        delivered: () => {
          state.delivered = true;
        },
        replied: (reply: Reply) => {
          open.get(feed)?.stop();
          open.delete(feed);
          const { id, user } = feed.session;
          const kept = { ...reply, payload: new Uint8Array(reply.payload) };
          builder.add({ sessionId: id, user, outcome: 'replied', reply: kept, offset });
          if (watching && open.size === 0) finish();
        },
      });
    }
    watching = true;
    if (waitMs > 0 && open.size > 0) context.wheel.arm(timer, waitMs);
    else void Promise.all(feeds.map(({ caughtUp }) => caughtUp)).then(finish);
  });
}
