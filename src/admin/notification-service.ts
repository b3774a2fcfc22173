import type { NotificationServiceHandlers, PublishRequest as PublishMessage } from '../admin-api/index.ts';
import type { Outcome, Report, Target } from '../bus/index.ts';
import { type Published, PublishRefusal, type PublishRequest } from '../notify/index.ts';
import { STATUS } from '../status/index.ts';
import type { AdminLog } from './admin-log.ts';
import { notDone, ok, unary } from './answer.ts';

/** Sends notifications; `notify/` has it. */
export interface NotificationControl {
  /** Rejects with PublishRefusal. */
  publish(request: PublishRequest): Promise<Published>;
}

const OUTCOME_NAMES = {
  delivered: 'TARGET_OUTCOME_DELIVERED',
  replied: 'TARGET_OUTCOME_REPLIED',
  stored: 'TARGET_OUTCOME_STORED',
  'not-online': 'TARGET_OUTCOME_NOT_ONLINE',
  'timed-out': 'TARGET_OUTCOME_TIMED_OUT',
} as const satisfies Record<Outcome, string>;

/** trunkline.admin.v1.NotificationService. */
export function notificationService(notifications: NotificationControl, log: AdminLog): NotificationServiceHandlers {
  return {
    Publish: unary(log, async (message) => {
      const target = targetOf(message);
      if (target === null) {
        return notDone(STATUS.INVALID_ARGUMENT, 'The target is missing: name a session, a user, a topic or everyone.');
      }
      try {
        const { id, report } = await notifications.publish(requestOf(message, target));
        return ok({ id, ...asMessage(report) });
      } catch (cause) {
        // It is an answer, not a fault of ours.
        if (cause instanceof PublishRefusal) return notDone(cause.code, cause.message);
        throw cause;
      }
    }),
  };
}

function targetOf({ target, sessionId, user, topic, everyone, newestOnly }: PublishMessage): Target | null {
  switch (target) {
    case 'sessionId':
      return { kind: 'session', id: sessionId ?? '' };
    case 'user':
      return { kind: 'user', user: user ?? '', newest: newestOnly };
    case 'topic':
      return { kind: 'topic', topic: topic ?? '' };
    case 'everyone':
      return everyone === true ? { kind: 'everyone' } : null;
    default:
      return null;
  }
}

function requestOf(message: PublishMessage, target: Target): PublishRequest {
  const { type, content, payload, payloadJson, messageType, atLeastOnce, ttlMs, id, waitMs } = message;
  const json = content === 'payloadJson';
  const bytes = json ? Buffer.from(payloadJson ?? '') : (payload ?? Buffer.alloc(0));
  return { target, type, payload: bytes, json, messageType, atLeastOnce, ttlMs, id, waitMs };
}

function asMessage({ counts, targets }: Report) {
  return {
    targets: targets.map(({ outcome, reply, ...target }) => ({
      ...target,
      outcome: OUTCOME_NAMES[outcome],
      reply: reply === null ? null : { ...reply, payload: Buffer.from(reply.payload) },
    })),
    delivered: counts.delivered,
    replied: counts.replied,
    stored: counts.stored,
    notOnline: counts['not-online'],
    timedOut: counts['timed-out'],
  };
}
