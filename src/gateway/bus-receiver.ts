import type { Receiver } from '../bus/index.ts';
import type { NotifyHub } from '../notify/index.ts';
import type { ClusterSessions } from './cluster-sessions.ts';
import type { SessionFence } from './session-fence.ts';

/** Who of this gateway hears what the bus brings. */
export function busReceiver(hub: NotifyHub, cluster: ClusterSessions, fence: SessionFence): Receiver {
  return {
    take: (publication) => hub.take(publication),
    appended: (user, entry) => hub.appended(user, entry),
    answer: (question) => cluster.answer(question),
    heard: (word) => {
      if (word.kind === 'held') fence.heard(word.sessions);
      else hub.sessionLeftElsewhere(word.user);
    },
    connected: () => {
      fence.connected();
      hub.gatewaysChanged();
    },
    gatewayLost: () => hub.gatewaysChanged(),
  };
}
