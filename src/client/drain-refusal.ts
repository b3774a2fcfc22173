import type { Response } from '../wire/index.ts';

/** Whether a gateway that drains refused the call before a backend saw it: it may go out again on another connection. */
export function isDrainRefusal(response: Response): boolean {
  return response.failure?.reason === 'SHUTTING_DOWN' && response.failure.sent === 'NEVER';
}
