import { Command } from 'commander';
import type { PublishResponse, TargetReport } from '../admin-api/index.ts';
import { withAdmin } from './admin-access.ts';
import { outcomeName } from './display-names.ts';
import { Failure } from './failure.ts';
import { type AdminOptions, adminOption, durationArgument, outputOption } from './options.ts';
import { writeList } from './output.ts';
import type { Column } from './table.ts';
import type { Terminal } from './terminal.ts';

interface NotifyOptions extends AdminOptions {
  readonly session?: string;
  readonly user?: string;
  readonly newest?: boolean;
  readonly topic?: string;
  readonly all?: boolean;
  readonly type: string;
  readonly data: string;
  readonly message?: string;
  readonly atLeastOnce?: boolean;
  readonly ttl?: number;
  readonly id?: string;
  readonly wait?: number;
}

const COLUMNS: readonly Column<TargetReport>[] = [
  { title: 'SESSION', of: ({ sessionId }) => sessionId || '-' },
  { title: 'USER', of: ({ user }) => user || '-' },
  { title: 'OUTCOME', of: ({ outcome }) => outcomeName(outcome) },
  { title: 'REPLY', of: ({ reply }) => (reply === null ? '-' : replyText(reply)) },
];

/** What the gateway may take beyond the wait for replies. */
const ROOM_MS = 10_000;

export function notifyCommand(terminal: Terminal): Command {
  return new Command('notify')
    .description('send a notification to clients, and tell what became of it')
    .option('--session <id>', 'to one session')
    .option('--user <name>', 'to all sessions of a user')
    .option('--newest', 'of these only the newest')
    .option('--topic <name>', 'to all that have subscribed to a topic')
    .option('--all', 'to all sessions')
    .requiredOption('--type <name>', 'what it means to the client, such as order.shipped')
    .option('-d, --data <json>', 'the payload', '{}')
    .option('--message <type>', 'check the payload against this message type of a registered backend')
    .option('--at-least-once', 'keep it until a session of the user has replied')
    .option('--ttl <duration>', 'how long to keep it', durationArgument)
    .option('--id <id>', 'its name: sent again with the same, it arrives once')
    .option('--wait <duration>', 'how long to wait for replies', durationArgument)
    .addOption(adminOption())
    .addOption(outputOption())
    .action(async (options: NotifyOptions) => {
      const { admin: address, output, wait = 0 } = options;
      const request = {
        ...targetOf(options),
        newestOnly: options.newest ?? false,
        type: options.type,
        content: 'payloadJson' as const,
        payloadJson: options.data,
        messageType: options.message ?? '',
        atLeastOnce: options.atLeastOnce ?? false,
        ttlMs: options.ttl ?? 0,
        id: options.id ?? '',
        waitMs: wait,
      };
      const response = await withAdmin(
        address,
        (admin) => admin.call(admin.notifications.Publish, request),
        wait + ROOM_MS,
      );
      const document = { ...response, targets: response.targets.map(readable) };
      await writeList(terminal, output ?? null, document, COLUMNS, response.targets);
      terminal.err(`${summary(response)}\n`);
    });
}

function targetOf({ session, user, newest, topic, all }: NotifyOptions) {
  const given = [session, user, topic, all].filter((target) => target !== undefined);
  if (given.length !== 1) {
    throw new Failure('Say whom it is for, once.', { remedy: 'Give one of --session, --user, --topic and --all.' });
  }
  if (newest === true && user === undefined) {
    throw new Failure('--newest is a choice among the sessions of a user.', { remedy: 'Give --user with it.' });
  }
  if (session !== undefined) return { target: 'sessionId' as const, sessionId: session };
  if (user !== undefined) return { target: 'user' as const, user };
  if (topic !== undefined) return { target: 'topic' as const, topic };
  return { target: 'everyone' as const, everyone: true };
}

function replyText({ status, message, payload }: NonNullable<TargetReport['reply']>): string {
  return status === 0 ? payload.toString('utf8') : `${status} ${message}`;
}

/** A reply in JSON for one who reads JSON. */
function readable(target: TargetReport) {
  const { reply, ...rest } = target;
  if (reply === null) return { ...rest, reply };
  return { ...rest, reply: { ...reply, payload: parsed(reply.payload) } };
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return payload.toString('base64');
  }
}

function summary({ id, delivered, replied, stored, notOnline, timedOut }: PublishResponse): string {
  const counts: [number, string][] = [
    [delivered, 'delivered'],
    [replied, 'replied'],
    [stored, 'stored'],
    [notOnline, 'not online'],
    [timedOut, 'timed out'],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  return `${id}: ${told.length === 0 ? 'nobody is there' : told.join(', ')}.`;
}
