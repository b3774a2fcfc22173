import type { EventServiceHandlers } from '../admin-api/index.ts';
import type { EventFeed } from './event-feed.ts';

/** trunkline.admin.v1.EventService, on the events of this gateway. */
export interface EventService {
  readonly handlers: EventServiceHandlers;
  /** Ends every watch in good order: the gateway is going away. */
  close(): void;
}

export function eventService(feed: EventFeed): EventService {
  const ends = new Set<() => void>();
  return {
    handlers: {
      WatchEvents(call) {
        const watcher = feed.watch((event) => call.write(event));
        const end = () => call.end();
        ends.add(end);
        call.on('drain', () => watcher.drained());
        const left = () => {
          ends.delete(end);
          feed.leave(watcher);
        };
        call.on('cancelled', left).on('error', left).on('finish', left);
      },
    },
    close() {
      for (const end of ends) end();
    },
  };
}
