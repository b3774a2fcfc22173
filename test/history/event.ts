/** Whom a notification is for. */
export type Audience =
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'everyone' };

/** What became of a call, as its caller was told. */
export type Outcome =
  /** `key`: of the order that came back. */
  | { readonly kind: 'ok'; readonly key: string }
  | { readonly kind: 'failed'; readonly sent: 'NEVER' | 'MAYBE'; readonly why: string };

/**
 * What happened in a run, as those outside the gateways saw it: publishers, programs with a client, and the backend. Events
 * of one client stand in the order in which they happened to it, and so do those of one publisher.
 */
export type HistoryEvent =
  | {
      readonly kind: 'published';
      readonly id: string;
      readonly publisher: string;
      /** From 1, for each publisher. The next is published once the last one has its answer. */
      readonly number: number;
      readonly audience: Audience;
      readonly stored: boolean;
    }
  /** The publisher was told that it is stored for these users. */
  | { readonly kind: 'acknowledged'; readonly id: string; readonly users: readonly string[] }
  /** A program with a client began. It is one until it ends: a program that starts again is another client. */
  | { readonly kind: 'joined'; readonly client: string; readonly user: string; readonly topics: readonly string[] }
  /** The program's handler got it. */
  | { readonly kind: 'seen'; readonly client: string; readonly id: string; readonly offset: number }
  /** The client was told to go and not to come back. */
  | { readonly kind: 'expelled'; readonly client: string; readonly why: string }
  | {
      readonly kind: 'called';
      readonly client: string;
      readonly key: string;
      /** Whether the method says that running it twice does no harm. */
      readonly repeatable: boolean;
    }
  /** The backend ran it. */
  | { readonly kind: 'ran'; readonly key: string }
  | { readonly kind: 'answered'; readonly key: string; readonly outcome: Outcome };

/** The events of a kind. */
export type EventOf<Kind extends HistoryEvent['kind']> = Extract<HistoryEvent, { readonly kind: Kind }>;

/** Takes what happened. */
export type Recorder = (event: HistoryEvent) => void;
