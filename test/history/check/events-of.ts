import type { EventOf, HistoryEvent } from '../event.ts';

/** The events of one kind, in order. */
export function* eventsOf<Kind extends HistoryEvent['kind']>(
  history: readonly HistoryEvent[],
  kind: Kind,
): Generator<EventOf<Kind>> {
  for (const event of history) if (isOf(event, kind)) yield event;
}

function isOf<Kind extends HistoryEvent['kind']>(event: HistoryEvent, kind: Kind): event is EventOf<Kind> {
  return event.kind === kind;
}
