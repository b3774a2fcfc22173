import type { SessionTimes } from './resume-tokens.ts';

/** What is known of a session at its birth. */
export interface SessionBirth {
  /** 128 random bits, in base64url. */
  readonly id: string;
  /** What `ResumeTokens` issued. Secret. */
  readonly resumeToken: string;
  readonly user: string;
  /** "name/version" as the client says. */
  readonly client: string;
  readonly heartbeatMs: number;
  readonly times: SessionTimes;
}
