import { z } from 'zod';
import { isLoopback } from '../admin/index.ts';
import { areTopicPatterns } from '../notify/index.ts';
import { parseAuthKind } from './auth-kind.ts';
import { parseBusLocation } from './bus-location.ts';
import { parseRegistryLocation } from './registry-location.ts';

const HOST_PORT = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9_.-]+):(\d{1,5})$/;

/** An address to listen on. Port 0 takes any free one. */
export interface ListenAddress {
  /** A name or an IP literal without brackets. */
  readonly host: string;
  readonly port: number;
}

const listenAddress = z.string().transform((text, context): ListenAddress => {
  const match = HOST_PORT.exec(text);
  const port = Number(match?.[2]);
  if (match?.[1] === undefined || port > 65_535) {
    context.addIssue({
      code: 'custom',
      message: `expected HOST:PORT, such as 127.0.0.1:7400, not ${JSON.stringify(text)}`,
    });
    return z.NEVER;
  }
  return { host: match[1].replace(/^\[|\]$/g, ''), port };
});

const count = (least: number, most: number) => z.int().min(least).max(most);
/** The longest time that is taken anywhere: what a Node timer holds. */
const MAX_MS = 2 ** 31 - 1;
const ms = (least: number, most = MAX_MS) => count(least, most);
const MiB = 1024 * 1024;
const MIN_SECRET_LENGTH = 32;
/** What an option holds that names nothing. */
export const NONE = 'none';
const secret = () =>
  z
    .string()
    .refine((text) => text === NONE || text.length >= MIN_SECRET_LENGTH, `Expected ${MIN_SECRET_LENGTH} characters`)
    .default(NONE);

/**
 * Every option of the gateway: its meaning, unit, default and bounds. The file's keys, the environment's variables, the
 * flags and docs/CONFIGURATION.md are made of this.
 */
export const CONFIG_SCHEMA = z
  .strictObject({
    listen: listenAddress.prefault('127.0.0.1:7400').describe('Where clients connect, over TCP.'),
    admin: listenAddress
      .prefault('127.0.0.1:7401')
      .describe('Where the admin API (gRPC) listens. It has no authentication: a loopback address only.'),
    http: listenAddress.prefault('127.0.0.1:7402').describe('Where /live, /ready and /metrics answer.'),
    registry: z
      .string()
      .refine((text) => parseRegistryLocation(text) !== null, 'Expected folder or consul://HOST:PORT/PREFIX')
      .default('folder')
      .describe(
        'Where registrations are kept: folder, which is dataDir, or consul://HOST:PORT/PREFIX, for several gateways.',
      ),
    dataDir: z.string().min(1).default('trunkline-data').describe('The folder of the registry, where that is in one.'),
    auth: z
      .string()
      .refine((text) => parseAuthKind(text) !== null, 'Expected none, jwt:secret, jwt:URL or jwt:FILE')
      .default('none')
      .describe(
        'How clients prove who they are: none, where the token is the name of the user, on a loopback listener only; jwt:secret, with jwt.secret; or jwt:URL or jwt:FILE, of a JSON Web Key Set.',
      ),
    bus: z
      .string()
      .refine((text) => parseBusLocation(text) !== null, 'Expected local or nats://HOST:PORT,HOST:PORT')
      .default('local')
      .describe(
        'What carries notifications between gateways: local, within this one, or nats://HOST:PORT,HOST:PORT, with JetStream.',
      ),
    logLevel: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('What is logged to standard error, as JSON lines.'),
    drainMs: ms(0, 300_000)
      .default(20_000)
      .describe('How long open calls may take to end after SIGTERM, in milliseconds.'),
    connection: z
      .strictObject({
        max: count(1, 1_000_000)
          .default(20_000)
          .describe('Client connections at once. Keep it well below half the limit of open files.'),
        maxPending: count(1, 1_000_000).default(4096).describe('Connections that have not logged in, in all.'),
        maxPendingPerSource: count(1, 1_000_000)
          .default(1024)
          .describe('Connections that have not logged in, from one address.'),
        handshakeTimeoutMs: ms(1)
          .default(5000)
          .describe('How long a connection may take to send Hello, in milliseconds.'),
        frameTimeoutMs: ms(1).default(10_000).describe('How long a frame may take to arrive, in milliseconds.'),
        frameProgressBytes: count(1, MiB)
          .default(64 * 1024)
          .describe('A frame that grew by this many bytes within frameTimeoutMs gets as long again.'),
        pauseAboveBytes: count(1, 1024 * MiB)
          .default(MiB)
          .describe('Above this much unsent output a connection is not read from.'),
        maxBufferedBytes: count(1, 1024 * MiB)
          .default(16 * MiB)
          .describe('Above this much unsent output a connection ends with 4402.'),
        lingerMs: ms(1)
          .default(2000)
          .describe('How long the last bytes of a closed connection may take, in milliseconds.'),
      })
      .prefault({}),
    session: z
      .strictObject({
        maxFrameBytes: count(1024, 1024 * MiB)
          .default(4 * MiB)
          .describe('The largest frame that a client may send.'),
        maxInFlight: count(1, 1_000_000).default(1024).describe('Open calls of one session.'),
        heartbeatMs: ms(1000)
          .default(30_000)
          .describe('The heartbeat of a client that asks for none, in milliseconds.'),
        minHeartbeatMs: ms(1).default(5000).describe('The shortest heartbeat that a client may ask for.'),
        maxHeartbeatMs: ms(1).default(300_000).describe('The longest heartbeat that a client may ask for.'),
        resumeWindowMs: ms(0, 86_400_000)
          .default(60_000)
          .describe('How long a session outlives its connection, in milliseconds. 0: not at all.'),
        singlePerUser: z
          .boolean()
          .default(false)
          .describe('Whether a login ends the other session of the user, at whichever gateway, with 4505.'),
        resumeSecret: secret().describe(
          'What resume tokens are signed with, the same for all gateways; better in resumeSecretFile.',
        ),
        resumeSecretFile: z
          .string()
          .min(1)
          .default(NONE)
          .describe('A file that holds resumeSecret. Without either, each start makes one of its own.'),
        journalBytes: count(0, 1024 * MiB)
          .default(256 * 1024)
          .describe('How much that one client may not have received is kept for its return.'),
        journalBytesTotal: count(0, 65_536 * MiB)
          .default(64 * MiB)
          .describe('The same, of all clients.'),
        credentialGraceMs: ms(0)
          .default(30_000)
          .describe('How long a session outlives its credential, in milliseconds; then it ends with 4404.'),
        streamPauseBytes: count(64 * 1024, 1024 * MiB)
          .default(256 * 1024)
          .describe('Above this much unsent output the streams of a session pause.'),
        maxHeldBytes: count(64 * 1024, 1024 * MiB)
          .default(8 * MiB)
          .describe('Above this much that backends have not taken of its streams a session is not read from.'),
        controlFramesPerSecond: count(1, 1_000_000)
          .default(50)
          .describe('Ping, Pong, Cancel and the like that a client may send each second.'),
        controlFramesBurst: count(1, 1_000_000).default(200).describe('The same, at once.'),
      })
      .prefault({}),
    jwt: z
      .strictObject({
        secret: secret().describe(
          'The shared secret of tokens that are signed with HS256, HS384 or HS512; better in secretFile.',
        ),
        secretFile: z.string().min(1).default(NONE).describe('A file that holds the shared secret.'),
        issuer: z.string().min(1).default(NONE).describe('What "iss" of a token must be; none: anything.'),
        audience: z.string().min(1).default(NONE).describe('What "aud" of a token must name; none: anything.'),
        clockToleranceMs: ms(0, 600_000)
          .default(30_000)
          .describe('By how much the clock of who signs tokens may differ from ours, in milliseconds.'),
      })
      .prefault({}),
    call: z
      .strictObject({
        timeoutMs: ms(1).default(10_000).describe('The timeout of a registration that names none, in milliseconds.'),
        maxTimeoutMs: ms(1).default(60_000).describe('The longest timeout of a registration that names none.'),
        maxStreams: count(1, 1_000_000).default(100).describe('Open streaming calls of one session.'),
        streamIdleTimeoutMs: ms(1)
          .default(300_000)
          .describe('A streaming call without a message either way ends after this, in milliseconds.'),
        maxInFlightTotal: count(1, 10_000_000).default(50_000).describe('Open calls of the whole gateway.'),
        unknownMethodCacheBytes: count(1024, 1024 * MiB)
          .default(4 * MiB)
          .describe('Memory for names that are not registered and were asked for.'),
        transcoderCacheBytes: count(1024, 4096 * MiB)
          .default(256 * MiB)
          .describe('Memory for compiled descriptors of JSON calls.'),
        maxJsonBytes: count(1024, 64 * MiB)
          .default(MiB)
          .describe('The largest JSON payload of a request.'),
        emitDefaults: z
          .boolean()
          .default(false)
          .describe('Whether JSON answers hold fields that have their default value.'),
        maxTallies: count(1, 100_000).default(2000).describe('Methods that have metrics of their own.'),
      })
      .prefault({}),
    notify: z
      .strictObject({
        topics: z
          .string()
          .refine(
            areTopicPatterns,
            'Expected words of topics with dots between them, {user} as one of them, * at the end',
          )
          .default('*')
          .describe(
            'Who may subscribe to what: patterns with commas between them. * stands for whatever follows, {user} for the name of who subscribes, as in prices.*,user.{user}.*',
          ),
        maxTopics: count(0, 1_000_000).default(1000).describe('Topics of one session.'),
        maxPayloadBytes: count(1, 1024 * MiB)
          .default(MiB)
          .describe('The largest payload of a notification.'),
        maxWaitMs: ms(1)
          .default(60_000)
          .describe('The longest that a publisher may wait for replies, in milliseconds.'),
        idWindowMs: ms(1)
          .default(120_000)
          .describe('How long the id of a notification is remembered, in milliseconds: within it, it is sent once.'),
        ttlMs: ms(1)
          .default(86_400_000)
          .describe('How long a stored notification is kept that says nothing, in milliseconds.'),
        maxTtlMs: ms(1).default(604_800_000).describe('The longest that one is kept, in milliseconds.'),
        maxPerUser: count(1, 1_000_000)
          .default(1000)
          .describe('Stored notifications of one user. The oldest goes first, and the client is told of the gap.'),
        maxBytesPerUser: count(1024, 1024 * MiB)
          .default(4 * MiB)
          .describe('The same in bytes.'),
        maxBytes: count(1024, 65_536 * MiB)
          .default(256 * MiB)
          .describe('Memory for stored notifications of all users. More is refused.'),
        maxUnacknowledged: count(1, 100_000)
          .default(100)
          .describe('Stored notifications that a session may have without a reply. More wait.'),
        maxUnacknowledgedBytes: count(1, 1024 * MiB)
          .default(MiB)
          .describe('The same in bytes.'),
        ackTimeoutMs: ms(100)
          .default(30_000)
          .describe('How long a reply to a stored notification may take before it is sent again, in milliseconds.'),
        maxAttempts: count(1, 1000)
          .default(5)
          .describe('How often it is sent, at most. Then it is given up, and counted.'),
        maxWaiting: count(1, 1_000_000)
          .default(1000)
          .describe('Notifications that wait for a client that does not read. Then its connection ends with 4402.'),
        maxWaitingBytes: count(1, 1024 * MiB)
          .default(MiB)
          .describe('The same in bytes.'),
      })
      .prefault({}),
    nats: z
      .strictObject({
        token: z.string().min(1).default(NONE).describe('The token that NATS asks for; better in tokenFile.'),
        tokenFile: z.string().min(1).default(NONE).describe('A file that holds the token.'),
        prefix: z
          .string()
          .regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/)
          .default('trunkline')
          .describe('What all subjects begin with, the same for all gateways of one company.'),
        replicas: count(1, 5).default(1).describe('How many servers of a NATS cluster keep stored notifications.'),
      })
      .prefault({}),
    upstream: z
      .strictObject({
        engine: z
          .enum(['native', 'grpc-js'])
          .default('native')
          .describe('What speaks to backends: our own HTTP/2 client, or @grpc/grpc-js.'),
        connectTimeoutMs: ms(1, 60_000).default(3000).describe('How long connecting to an endpoint may take.'),
        maxMessageBytes: count(1024, 1024 * MiB)
          .default(4 * MiB)
          .describe('The largest message that a backend may send.'),
        maxInFlight: count(1, 1_000_000).default(10_000).describe('Open calls to one backend.'),
        keepaliveMs: ms(10_000).default(300_000).describe('How often an idle connection to a backend is pinged.'),
      })
      .prefault({}),
    consul: z
      .strictObject({
        address: listenAddress
          .prefault('127.0.0.1:8500')
          .describe('Where Consul answers. CONSUL_HTTP_ADDR names it too.'),
        token: z
          .string()
          .min(1)
          .default(NONE)
          .describe('The ACL token; better in tokenFile. CONSUL_HTTP_TOKEN holds it too.'),
        tokenFile: z
          .string()
          .min(1)
          .default(NONE)
          .describe('A file that holds the ACL token. CONSUL_HTTP_TOKEN_FILE names it too.'),
        tls: z.boolean().default(false).describe('Whether Consul is spoken to over TLS. CONSUL_HTTP_SSL says it too.'),
        caFile: z
          .string()
          .min(1)
          .default(NONE)
          .describe(
            'Certificates of the authorities that Consul may have its own from, in PEM. CONSUL_CACERT names it too.',
          ),
        certFile: z
          .string()
          .min(1)
          .default(NONE)
          .describe('Our own certificate, in PEM. CONSUL_CLIENT_CERT names it too.'),
        keyFile: z
          .string()
          .min(1)
          .default(NONE)
          .describe('The key of certFile, in PEM. CONSUL_CLIENT_KEY names it too.'),
        timeoutMs: ms(100, 60_000).default(2000).describe('How long Consul may take to answer, in milliseconds.'),
        waitMs: ms(100, 600_000)
          .default(4000)
          .describe(
            'How long Consul may hold an answer back while nothing changes: a restore of Consul is seen after it at the latest.',
          ),
      })
      .refine(({ certFile, keyFile }) => (certFile === NONE) === (keyFile === NONE), {
        error: 'certFile and keyFile go together',
        path: ['keyFile'],
      })
      .prefault({}),
  })
  .refine(({ auth, listen }) => auth !== NONE || isLoopback(listen.host), {
    error: 'Clients prove nothing where auth is none: listen on a loopback address only',
    path: ['auth'],
  });

/** All options, complete and checked. */
export type Config = z.output<typeof CONFIG_SCHEMA>;
