import { destination, type Logger, pino } from 'pino';
import type { Config } from './config-schema.ts';

/** The gateway's log: JSON lines on standard error. Nothing secret is handed to it; what looks so is blanked all the same. */
export function openLog(level: Config['logLevel']): Logger {
  return pino(
    {
      name: 'trunkline',
      level,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: { paths: ['token', 'resumeToken', '*.token', '*.resumeToken'], censor: '[redacted]' },
    },
    destination({ dest: 2, sync: true }),
  );
}
