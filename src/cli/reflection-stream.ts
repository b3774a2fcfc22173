import { Client, type ClientDuplexStream, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type ReflectionRequest, type ReflectionResponse, reflectionMethod } from '../admin-api/index.ts';
import { STATUS, statusName } from '../status/index.ts';
import { connectCause } from './connect-cause.ts';
import { Failure } from './failure.ts';

/** The server does not have this version of reflection. */
export class ReflectionMissing extends Error {}

export interface ReflectionLimits {
  /** For all questions together. */
  readonly timeoutMs: number;
  /** When that is over, on the wall clock. */
  readonly deadlineAtMs: number;
  /** Of one answer. */
  readonly maxBytes: number;
}

/** One stream of questions to a reflection server. Ask one at a time. */
export interface ReflectionStream {
  listServices(): Promise<readonly string[]>;
  filesFor(question: ReflectionRequest): Promise<readonly Uint8Array[]>;
  close(): void;
}

/** Opens a stream of reflection `version`, such as `grpc.reflection.v1`. Connects at the first question. */
export function openReflection(address: string, version: string, limits: ReflectionLimits): ReflectionStream {
  const client = new Client(address, credentials.createInsecure(), {
    'grpc.max_receive_message_length': limits.maxBytes,
    'grpc.enable_retries': 0,
  });
  const method = reflectionMethod();
  const stream = client.makeBidiStreamRequest(
    `/${version}.ServerReflection/ServerReflectionInfo`,
    method.requestSerialize,
    method.responseDeserialize,
    new Metadata(),
    { deadline: limits.deadlineAtMs },
  );
  const ask = asker(address, stream, limits.timeoutMs);
  return {
    async listServices() {
      const answer = await ask({ listServices: '*' });
      return (answer.listServicesResponse?.service ?? []).map(({ name }) => name);
    },
    async filesFor(question) {
      const answer = await ask(question);
      const files = answer.fileDescriptorResponse?.fileDescriptorProto;
      if (files !== undefined) return files;
      const { errorCode, errorMessage } = answer.errorResponse ?? { errorCode: STATUS.UNKNOWN, errorMessage: '' };
      const about = question.fileContainingSymbol ?? question.fileByFilename ?? '';
      throw new Failure(`The server at ${address} has no descriptors of ${about}.`, {
        facts: [['cause', `${statusName(errorCode)} ${errorMessage}`]],
        remedy: 'Use --descriptors or --proto.',
      });
    },
    close() {
      stream.cancel();
      client.close();
    },
  };
}

type Stream = ClientDuplexStream<ReflectionRequest, ReflectionResponse>;

interface Waiting {
  readonly resolve: (response: ReflectionResponse) => void;
  readonly reject: (error: Error) => void;
}

function asker(
  address: string,
  stream: Stream,
  timeoutMs: number,
): (question: ReflectionRequest) => Promise<ReflectionResponse> {
  let waiting: Waiting | null = null;
  let ended: Error | null = null;
  const end = (error: Error) => {
    ended = error;
    waiting?.reject(error);
    waiting = null;
  };
  stream.on('data', (response: ReflectionResponse) => {
    // An answer that nothing waits for is not asked for, and is dropped.
    waiting?.resolve(response);
    waiting = null;
  });
  stream.on('error', (error: ServiceError) => end(streamFailure(address, error, timeoutMs)));
  stream.on('end', () => end(new Failure(`The server at ${address} ended the reflection stream early.`)));
  return (question) =>
    new Promise((resolve, reject) => {
      if (ended !== null) {
        reject(ended);
        return;
      }
      waiting = { resolve, reject };
      stream.write(question);
    });
}

function streamFailure(address: string, error: ServiceError, timeoutMs: number): Error {
  if (error.code === STATUS.UNIMPLEMENTED) return new ReflectionMissing();
  if (error.code === STATUS.UNAVAILABLE) {
    return new Failure(`No gRPC server answers at ${address}.`, { facts: [['cause', connectCause(error.details)]] });
  }
  if (error.code === STATUS.DEADLINE_EXCEEDED) {
    return new Failure(`The server at ${address} did not send its descriptors within ${timeoutMs / 1000}s.`, {
      remedy: 'Use --descriptors or --proto.',
    });
  }
  const facts = [['status', `${statusName(error.code)} ${error.details}`]] as const;
  return new Failure(`Reflection at ${address} failed.`, { facts, remedy: 'Use --descriptors or --proto.' });
}
