import type { EventFeed } from '../admin/index.ts';
import type { Registry, StoreReport } from '../registry/index.ts';

/** Tells `feed` what happens to the store of the registry. */
export function storeEvents(feed: EventFeed): StoreReport {
  return {
    damaged: ({ name, detail }) => feed.publish({ kind: 'EVENT_KIND_BACKEND_DAMAGED', subject: name, detail }),
    stateChanged: (state) => {
      if (state.kind === 'current') feed.publish({ kind: 'EVENT_KIND_REGISTRY_CURRENT' });
      else feed.publish({ kind: 'EVENT_KIND_REGISTRY_STALE', detail: state.why });
    },
  };
}

/**
 * Tells `feed` which backends come, change and go in the live registry. Returns what is to be run with each new method
 * table. What was live is only looked at while somebody watches.
 */
export function backendEvents(feed: EventFeed, registry: Registry): () => void {
  const live = () => new Map(registry.list().map(({ record, revision }) => [record.name, revision.number]));
  let before = new Map<string, number>();
  feed.beforeFirst(() => {
    before = live();
  });
  return () => {
    if (!feed.watched) return;
    const now = live();
    for (const [subject, revision] of now) {
      const known = before.get(subject);
      if (known === undefined) feed.publish({ kind: 'EVENT_KIND_BACKEND_REGISTERED', subject, revision });
      else if (known !== revision) feed.publish({ kind: 'EVENT_KIND_BACKEND_CHANGED', subject, revision });
    }
    for (const [subject, revision] of before) {
      if (!now.has(subject)) feed.publish({ kind: 'EVENT_KIND_BACKEND_REMOVED', subject, revision });
    }
    before = now;
  };
}
