import { type ChannelInterface, type Metadata as GrpcMetadata, status as grpcStatus, propagate } from '@grpc/grpc-js';
import { type CallEnd, failedEnd } from '../../status/index.ts';
import type { CallReceiver, CallStart, OutgoingCall } from '../engine.ts';
import { fromGrpcMetadata, toGrpcMetadata } from './grpc-js-metadata.ts';
import { toCallEnd } from './grpc-js-status.ts';

type GrpcCall = ReturnType<ChannelInterface['createCall']>;
interface GrpcStatus {
  readonly code: number;
  readonly details: string;
  readonly metadata: GrpcMetadata;
}

/** Who holds a call. */
export interface GrpcJsCallHolder {
  callEnded(call: GrpcJsCall): void;
  /** The connection was lost under a call. `why` are grpc-js' words: they may name addresses. */
  connectionLost(why: string): void;
}

/** One call through grpc-js' own call object, below its client stubs: bytes in, bytes out, one read for each credit. */
export class GrpcJsCall implements OutgoingCall {
  readonly deadlineAtMs: number;
  readonly #start: CallStart;
  readonly #holder: GrpcJsCallHolder;
  #receiver: CallReceiver | null;
  #call: GrpcCall | null = null;
  /** Messages that wait: for the connection, or for the one before them, since grpc-js takes one at a time. */
  #unsent: Uint8Array[] = [];
  #sending = false;
  #halfClosed = false;
  #credit = 0;
  #reading = false;
  #gotHeaders = false;
  #gotMessage = false;

  constructor(start: CallStart, receiver: CallReceiver, holder: GrpcJsCallHolder) {
    this.#start = start;
    this.deadlineAtMs = start.deadlineAtMs;
    this.#receiver = receiver;
    this.#holder = holder;
  }

  /** The channel is connected: the call may go out. */
  begin(channel: ChannelInterface, deadline: Date | number): void {
    if (this.#receiver === null) return;
    const call = channel.createCall(this.#start.path, deadline, null, null, propagate.DEFAULTS);
    this.#call = call;
    call.start(toGrpcMetadata(this.#start.metadata), {
      onReceiveMetadata: (metadata) => this.#headersArrived(metadata),
      onReceiveMessage: (message: Buffer) => this.#messageArrived(message),
      onReceiveStatus: (status) => this.#statusArrived(status),
    });
    this.#sendNext();
    this.#read();
  }

  /** Ends the call before it went out. */
  fail(end: CallEnd): void {
    this.#end(end);
  }

  /** The same, after the caller has the call in its hands. */
  failSoon(end: CallEnd): void {
    queueMicrotask(() => this.#end(end));
  }

  send(payload: Uint8Array): boolean {
    if (this.#receiver === null) return true;
    this.#unsent.push(payload);
    this.#sendNext();
    return this.#unsent.length === 0;
  }

  halfClose(): void {
    if (this.#receiver === null) return;
    this.#halfClosed = true;
    this.#sendNext();
  }

  request(messages: number): void {
    this.#credit += messages;
    this.#read();
  }

  /** One read may have begun, which cannot be taken back. */
  hold(): void {
    this.#credit = 0;
  }

  cancel(): void {
    if (this.#receiver === null) return;
    this.#receiver = null;
    this.#unsent = [];
    this.#call?.cancelWithStatus(grpcStatus.CANCELLED, 'given up');
    this.#holder.callEnded(this);
  }

  #sendNext(): void {
    const call = this.#call;
    if (call === null || this.#sending || this.#receiver === null) return;
    const payload = this.#unsent.shift();
    if (payload === undefined) {
      if (this.#halfClosed) call.halfClose();
      this.#halfClosed = false;
      return;
    }
    this.#sending = true;
    const message = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
    call.sendMessageWithContext({ callback: () => this.#sent() }, message);
  }

  #sent(): void {
    this.#sending = false;
    const waited = this.#unsent.length > 0;
    this.#sendNext();
    if (waited && this.#unsent.length === 0) this.#receiver?.onDrain();
  }

  #read(): void {
    if (this.#call === null || this.#reading || this.#credit === 0 || this.#receiver === null) return;
    this.#credit--;
    this.#reading = true;
    this.#call.startRead();
  }

  #headersArrived(metadata: GrpcMetadata): void {
    const type = metadata.get('content-type')[0];
    if (typeof type === 'string' && !type.startsWith('application/grpc')) {
      this.#call?.cancelWithStatus(grpcStatus.UNKNOWN, 'not a gRPC answer');
      this.#end(failedEnd('HTTP_ERROR', `the backend answered with ${type}`));
      return;
    }
    this.#gotHeaders = true;
    this.#receiver?.onHeaders(fromGrpcMetadata(metadata));
  }

  #messageArrived(message: Buffer): void {
    this.#gotMessage = true;
    this.#reading = false;
    this.#receiver?.onMessage(message);
    this.#read();
  }

  #statusArrived(status: GrpcStatus): void {
    const end = toCallEnd(status, { headers: this.#gotHeaders, message: this.#gotMessage });
    if (end.failure?.reason === 'CONNECTION_LOST') this.#holder.connectionLost(status.details);
    this.#end(end);
  }

  #end(end: CallEnd): void {
    const receiver = this.#receiver;
    if (receiver === null) return;
    this.#receiver = null;
    this.#unsent = [];
    this.#holder.callEnded(this);
    receiver.onEnd(end);
  }
}
