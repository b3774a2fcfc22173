import { type handleServerStreamingCall, type handleUnaryCall, Metadata, type status } from '@grpc/grpc-js';

/** What a method throws to end its call with a status of its own. */
export class Refusal extends Error {
  readonly code: status;
  /** A serialized `google.rpc.Status`, where there is more to say. */
  readonly details: Buffer | null;

  constructor(code: status, message: string, details: Buffer | null = null) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** A unary method out of a function from request to response. The signal tells that nobody waits any more. */
export function answering<Asked, Answer>(
  answer: (asked: Asked, gone: AbortSignal) => Answer | Promise<Answer>,
): handleUnaryCall<Asked, Answer> {
  return (call, callback) => {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    Promise.resolve()
      .then(() => answer(call.request, gone.signal))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(statusOf(error)),
      );
  };
}

/** A method that answers with a stream, which lasts until nobody waits any more: then the signal says so. */
export function streaming<Asked, Answer>(
  begin: (asked: Asked, send: (answer: Answer) => void, gone: AbortSignal) => void,
): handleServerStreamingCall<Asked, Answer> {
  return (call) => {
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    try {
      begin(call.request, (answer) => call.write(answer), gone.signal);
    } catch (error) {
      call.emit('error', statusOf(error));
    }
  };
}

function statusOf(error: unknown) {
  if (!(error instanceof Refusal)) return error instanceof Error ? error : new Error(String(error));
  const metadata = new Metadata();
  if (error.details !== null) metadata.set('grpc-status-details-bin', error.details);
  return { code: error.code, details: error.message, metadata };
}
