import { Client, connectivityState, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import { STATUS } from '../status/index.ts';
import { AdminError } from './admin-error.ts';
import { adminDefinitions } from './definitions.ts';
import type { EventServiceDefinition } from './generated/trunkline/admin/v1/EventService.ts';
import type { NotificationServiceDefinition } from './generated/trunkline/admin/v1/NotificationService.ts';
import type { RegistryServiceDefinition } from './generated/trunkline/admin/v1/RegistryService.ts';
import type { SessionServiceDefinition } from './generated/trunkline/admin/v1/SessionService.ts';
import type { TrafficServiceDefinition } from './generated/trunkline/admin/v1/TrafficService.ts';
import { DETAILS_KEY, decodeRefusal } from './refusal-details.ts';

export interface AdminClientOptions {
  /** What each call may take, connecting included. Milliseconds; 10,000 suits all but an upload through a slow line. */
  readonly timeoutMs: number;
}

/** A connection to a gateway's admin API. `close` it when done: it keeps the process alive until then. */
export interface AdminClient {
  readonly registry: RegistryServiceDefinition;
  readonly sessions: SessionServiceDefinition;
  readonly traffic: TrafficServiceDefinition;
  readonly events: EventServiceDefinition;
  readonly notifications: NotificationServiceDefinition;
  /**
   * Calls one method, such as `admin.call(admin.registry.ListBackends, {})`. Rejects with `AdminError` for every status
   * but OK; a refused upload has its findings there.
   */
  call<Request, Response, TakenRequest, TakenResponse>(
    method: MethodDefinition<Request, Response, TakenRequest, TakenResponse>,
    request: Request,
  ): Promise<TakenResponse>;
  /**
   * Calls a method that answers with a stream, and hands out each message. Resolves when the server ends it with OK, or
   * `signal` gives it up; rejects with `AdminError` for every other status.
   */
  watch<Request, Response, TakenRequest, TakenResponse>(
    method: MethodDefinition<Request, Response, TakenRequest, TakenResponse>,
    request: Request,
    take: (message: TakenResponse) => void,
    signal: AbortSignal,
  ): Promise<void>;
  close(): void;
}

/** An upload is one message, and so is an answer: both are bounded by the server, not by grpc-js' 4 MiB. */
const MAX_MESSAGE_BYTES = 80 * 1024 * 1024;

/** Connects, at the first call, to the admin listener at `address` (HOST:PORT). */
export function adminClient(address: string, options: AdminClientOptions): AdminClient {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.enable_retries': 0,
  });
  const { registry, sessions, traffic, events, notifications } = adminDefinitions();
  return {
    registry,
    sessions,
    traffic,
    events,
    notifications,
    call(method, request) {
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          new Metadata(),
          { deadline: Date.now() + options.timeoutMs },
          (error, response) => {
            if (error !== null) reject(adminError(error, isConnected(client)));
            else if (response === undefined) reject(new AdminError(STATUS.INTERNAL, 'The answer is empty.', [], true));
            else resolve(response);
          },
        );
      });
    },
    watch(method, request, take, signal) {
      const { path, requestSerialize, responseDeserialize } = method;
      const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
      const giveUp = () => call.cancel();
      signal.addEventListener('abort', giveUp);
      return new Promise<void>((resolve, reject) => {
        call.on('data', take);
        call.on('end', resolve);
        call.on('error', (error: ServiceError) => {
          if (signal.aborted) resolve();
          else reject(adminError(error, isConnected(client)));
        });
      }).finally(() => signal.removeEventListener('abort', giveUp));
    },
    close: () => client.close(),
  };
}

function isConnected(client: Client): boolean {
  return client.getChannel().getConnectivityState(false) === connectivityState.READY;
}

function adminError(error: ServiceError, connected: boolean): AdminError {
  const details = error.metadata.get(DETAILS_KEY)[0];
  const findings = details instanceof Uint8Array ? decodeRefusal(details) : [];
  return new AdminError(error.code, error.details, findings, connected);
}
