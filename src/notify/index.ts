export { ClientService } from './client-service.ts';
export { type NotifyContext, type NotifyCounts, type NotifyLimits, noCounts } from './notify-context.ts';
export { NotifyHub } from './notify-hub.ts';
export {
  type CheckJson,
  type Published,
  Publisher,
  type PublisherOptions,
  PublishRefusal,
  type PublishRequest,
} from './publisher.ts';
export { isDelivered, SentOnce } from './sent-once.ts';
export { areTopicPatterns, isTopic, TopicPolicy } from './topic-policy.ts';
