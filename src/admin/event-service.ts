import type { EventServiceHandlers } from '../admin-api/index.ts';
import type { EventFeed } from './event-feed.ts';

/** What happens at this gateway, and to the sessions of others. */
export interface WatchedEvents {
  readonly feed: EventFeed;
  /** Others are listened to from when it resolves on. Returns what ends that. */
  follow(): Promise<() => void>;
}

/** trunkline.admin.v1.EventService. */
export interface EventService {
  readonly handlers: EventServiceHandlers;
  /** Ends every watch in good order: the gateway is going away. */
  close(): void;
}

const NOTHING_TO_END = () => {};

export function eventService({ feed, follow }: WatchedEvents): EventService {
  const ends = new Set<() => void>();
  return {
    handlers: {
      WatchEvents(call) {
        const { cluster } = call.request;
        const end = () => call.end();
        ends.add(end);
        let hasLeft = false;
        let leave: (() => void) | null = null;
        const left = () => {
          hasLeft = true;
          ends.delete(end);
          leave?.();
          leave = null;
        };
        call.on('cancelled', left).on('error', left).on('finish', left);
        const begin = (stopFollowing: () => void) => {
          if (hasLeft) {
            stopFollowing();
            return;
          }
          const watcher = feed.watch((event) => call.write(event), cluster ? 'cluster' : 'own');
          call.on('drain', () => watcher.drained());
          leave = () => {
            feed.leave(watcher);
            stopFollowing();
          };
        };
        if (cluster) void follow().then(begin);
        else begin(NOTHING_TO_END);
      },
    },
    close() {
      for (const end of ends) end();
    },
  };
}
