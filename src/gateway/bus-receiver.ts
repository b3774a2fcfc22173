import type { Receiver } from '../bus/index.ts';
import type { NotifyHub, SentOnce } from '../notify/index.ts';
import type { ClusterSessions } from './cluster-sessions.ts';
import type { MovedCalls } from './moved-calls.ts';
import type { SessionFence } from './session-fence.ts';

/** Who of this gateway hears what the bus brings. */
export function busReceiver(
  hub: NotifyHub,
  sent: SentOnce,
  cluster: ClusterSessions,
  fence: SessionFence,
  calls: MovedCalls,
): Receiver {
  return {
    take: (publication) => {
      const { notification, stored, named } = publication;
      // What is stored is told apart by its id where it is kept.
      if (stored !== null || !named) return hub.take(publication);
      return sent.report(notification.id, () => hub.take(publication));
    },
    appended: (user, entry) => hub.appended(user, entry),
    answer: (question) => cluster.answer(question),
    heard: (word) => {
      if (word.kind === 'held') fence.heard(word.sessions);
      else if (word.kind === 'left') hub.sessionLeftElsewhere(word.user);
      else calls.heard(word);
    },
    connected: () => {
      fence.connected();
      calls.lost(null);
      hub.gatewaysChanged();
    },
    gatewayLost: (gateway) => {
      calls.lost(gateway);
      hub.gatewaysChanged();
    },
  };
}
