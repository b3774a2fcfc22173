import protobuf from 'protobufjs/minimal.js';
import { type Metadata, NO_METADATA } from '../status/index.ts';
import type { Failure, Frame, Welcome } from './frame.ts';
import { trunkline } from './generated/frame.js';
import { WireError } from './wire-error.ts';

const v1 = trunkline.wire.v1;
const EMPTY = {};

/**
 * Decodes one frame's body (what follows the length). Payloads are views on `bytes`, not copies.
 *
 * @throws WireError 4500 where the bytes are no `Frame`. Unknown fields and bodies are no error. Nesting deeper than
 * 100 is (protobufjs' own recursion limit).
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  let frame: trunkline.wire.v1.Frame;
  try {
    frame = v1.Frame.decode(bytes);
  } catch (cause) {
    throw new WireError(4500, 'undecodable', `not a Frame: ${cause instanceof Error ? cause.message : 'malformed'}`);
  }
  return toFrame(frame);
}

function toFrame(frame: trunkline.wire.v1.Frame): Frame {
  const seq = frame.seq;
  switch (frame.body) {
    case 'request':
      if (frame.request instanceof v1.Request) {
        const { service, method, timeoutMs, metadata, encoding, idempotent, payload } = frame.request;
        const body = { service, method, timeoutMs, metadata: toMetadata(metadata), encoding, idempotent, payload };
        return { kind: 'request', seq, body };
      }
      break;
    case 'response':
      if (frame.response instanceof v1.Response) {
        const { status, message, metadata, trailers, details, failure, detailsJson, payload } = frame.response;
        const body = {
          status,
          message,
          metadata: toMetadata(metadata),
          trailers: toMetadata(trailers),
          details,
          failure: failure instanceof v1.Failure ? toFailure(failure) : null,
          detailsJson,
          payload,
        };
        return { kind: 'response', seq, body };
      }
      break;
    case 'ping':
      return { kind: 'ping', seq };
    case 'pong':
      return { kind: 'pong', seq };
    case 'cancel':
      return { kind: 'cancel', seq };
    case 'halfClose':
      return { kind: 'halfClose', seq };
    case 'message':
      if (frame.message instanceof v1.Message) {
        const { metadata, payload } = frame.message;
        return { kind: 'message', seq, body: { metadata: toMetadata(metadata), payload } };
      }
      break;
    case 'credit':
      if (frame.credit instanceof v1.Credit) return { kind: 'credit', seq, body: { messages: frame.credit.messages } };
      break;
    case 'hello':
      if (frame.hello instanceof v1.Hello) {
        const { protocol, token, resume, client, heartbeatMs, topics } = frame.hello;
        const body = {
          protocol,
          token,
          resume: resume instanceof v1.Resume ? toResume(resume) : null,
          client,
          heartbeatMs,
          topics,
        };
        return { kind: 'hello', seq, body };
      }
      break;
    case 'welcome':
      if (frame.welcome instanceof v1.Welcome) {
        return { kind: 'welcome', seq, body: toWelcome(frame.welcome) };
      }
      break;
    case 'goAway':
      if (frame.goAway instanceof v1.GoAway) {
        const { code, reason, reconnect, retryAfterMs } = frame.goAway;
        return { kind: 'goAway', seq, body: { code, reason, reconnect, retryAfterMs } };
      }
      break;
    case 'notify':
      if (frame.notify instanceof v1.Notify) {
        const { id, type, offset, replyExpected, encoding, attempt, payload } = frame.notify;
        const body = { id, type, offset: Number(offset), replyExpected, encoding, attempt, payload };
        return { kind: 'notify', seq, body };
      }
      break;
    case 'notifyReply':
      if (frame.notifyReply instanceof v1.NotifyReply) {
        const { status, message, payload } = frame.notifyReply;
        return { kind: 'notifyReply', seq, body: { status, message, payload } };
      }
      break;
  }
  return { kind: 'unknown', seq };
}

function toWelcome(welcome: trunkline.wire.v1.Welcome): Welcome {
  return {
    sessionId: welcome.sessionId,
    resumeToken: welcome.resumeToken,
    resumed: welcome.resumed,
    heartbeatMs: welcome.heartbeatMs,
    resumeWindowMs: welcome.resumeWindowMs,
    maxFrameBytes: welcome.maxFrameBytes,
    maxInFlight: welcome.maxInFlight,
    gateway: welcome.gateway,
  };
}

function toResume(resume: trunkline.wire.v1.Resume) {
  // protobufjs reads uint64 as Long where that package is installed; offsets stay far below 2^53.
  return {
    sessionId: resume.sessionId,
    resumeToken: resume.resumeToken,
    lastOffset: Number(resume.lastOffset),
    lastSeq: resume.lastSeq,
    attempt: resume.attempt,
  };
}

function toFailure(failure: trunkline.wire.v1.Failure): Failure {
  return {
    reason: failure.reason,
    origin: failure.origin === v1.Failure.Origin.BACKEND ? 'BACKEND' : 'GATEWAY',
    sent: failure.sent === v1.Failure.Sent.NEVER ? 'NEVER' : 'MAYBE',
    retryAfterMs: failure.retryAfterMs,
  };
}

function toMetadata(metadata: readonly trunkline.wire.v1.Metadatum.$Properties[]): Metadata {
  if (metadata.length === 0) return NO_METADATA;
  return metadata.map((entry) => ({ key: entry.key ?? '', value: entry.binary ?? entry.text ?? '' }));
}

/** Encodes a frame with its length before it, as it stands on the wire. The result is a buffer of its own. */
export function encodeFrame(frame: Frame): Uint8Array {
  return v1.Frame.encode(toProperties(frame), protobuf.Writer.create().fork()).ldelim().finish();
}

function toProperties(frame: Frame): trunkline.wire.v1.Frame.$Properties {
  const seq = frame.seq;
  switch (frame.kind) {
    case 'hello': {
      const { resume, topics, ...rest } = frame.body;
      const hello = { ...rest, topics: [...topics] };
      return { seq, hello: resume === null ? hello : { ...hello, resume } };
    }
    case 'welcome':
      return { seq, welcome: frame.body };
    case 'ping':
      return { seq, ping: EMPTY };
    case 'pong':
      return { seq, pong: EMPTY };
    case 'goAway':
      return { seq, goAway: frame.body };
    case 'request': {
      const { metadata, ...request } = frame.body;
      return { seq, request: { ...request, metadata: fromMetadata(metadata) } };
    }
    case 'response': {
      const { metadata, trailers, failure, ...response } = frame.body;
      return {
        seq,
        response: {
          ...response,
          metadata: fromMetadata(metadata),
          trailers: fromMetadata(trailers),
          failure: failure === null ? null : fromFailure(failure),
        },
      };
    }
    case 'message':
      return { seq, message: { metadata: fromMetadata(frame.body.metadata), payload: frame.body.payload } };
    case 'halfClose':
      return { seq, halfClose: EMPTY };
    case 'cancel':
      return { seq, cancel: EMPTY };
    case 'credit':
      return { seq, credit: frame.body };
    case 'notify':
      return { seq, notify: frame.body };
    case 'notifyReply':
      return { seq, notifyReply: frame.body };
    case 'unknown':
      return { seq };
  }
}

function fromMetadata(metadata: Metadata): trunkline.wire.v1.Metadatum.$Properties[] {
  return metadata.map(({ key, value }) => (typeof value === 'string' ? { key, text: value } : { key, binary: value }));
}

function fromFailure(failure: Failure): trunkline.wire.v1.Failure.$Properties {
  return {
    origin: failure.origin === 'BACKEND' ? v1.Failure.Origin.BACKEND : v1.Failure.Origin.GATEWAY,
    reason: failure.reason,
    sent: failure.sent === 'NEVER' ? v1.Failure.Sent.NEVER : v1.Failure.Sent.MAYBE,
    retryAfterMs: failure.retryAfterMs,
  };
}
