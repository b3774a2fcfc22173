export {
  type Answer,
  type Appended,
  type Bus,
  BusUnavailable,
  type EventWatcher,
  GAP,
  type HandedSession,
  type HeldSession,
  type Interest,
  type Notification,
  type Outbox,
  type Outcome,
  type Publication,
  type Question,
  type Receiver,
  type Reply,
  type Report,
  type Route,
  type SessionEvent,
  type SessionLine,
  type StoredNotification,
  type Target,
  type TargetReport,
  type UserSession,
  type Word,
} from './bus.ts';
export { LocalBus } from './local-bus.ts';
export { LocalOutbox, type OutboxLimits } from './local-outbox.ts';
export { NatsBus, type NatsBusOptions } from './nats/nats-bus.ts';
export { NotStored } from './not-stored.ts';
export { isEmpty, joinReports, ReportBuilder, reportOn } from './report.ts';
