import type { Bus, UserSession } from '../bus/index.ts';

/** The sessions of a user at all gateways. */
export async function sessionsOf(bus: Bus, user: string): Promise<readonly UserSession[]> {
  const answers = await bus.ask({ kind: 'sessions-of', user });
  return answers.flatMap((answer) => (answer.kind === 'sessions-of' ? answer.sessions : []));
}
